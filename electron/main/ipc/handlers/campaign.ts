import type { Handlers } from '../listener'
import type { CampaignService } from '../../services/campaign/campaignService'

export function campaignHandlers(campaigns: CampaignService) {
  return {
    'campaign.read': (input) => campaigns.read(input),
    'campaign.record': (input) => campaigns.record(input),
    'campaign.plan': (input) => campaigns.plan(input),
    'campaign.forget': (input) => campaigns.forget(input)
  } satisfies Partial<Handlers>
}
