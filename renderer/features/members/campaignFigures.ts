import type { CampaignGoal } from '#shared/domain/campaign'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { campaignTotals, type CampaignTotals, type LastAsked } from '#shared/rules/campaign'

export interface CampaignFigures extends CampaignTotals {
  /** Who has it and who has not could be read: the numbers of a failed look-up are none, and never zero. */
  known: boolean
  /** Everybody is in the list, so that the numbers are exact and not the least there can be. */
  whole: boolean
}

export function campaignFigures({ members, membersCompleteness, twoFactorCompleteness, passwordCompleteness }: OrganizationSecurity, goal: CampaignGoal, asked: LastAsked): CampaignFigures {
  const lookUp = goal === 'twoFactor' ? twoFactorCompleteness : passwordCompleteness
  return {
    ...campaignTotals(members, goal, asked),
    known: membersCompleteness.state !== 'failed' && lookUp !== null && lookUp.state !== 'failed',
    whole: membersCompleteness.state === 'complete'
  }
}
