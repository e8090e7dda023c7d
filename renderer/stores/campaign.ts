import { defineStore } from 'pinia'
import type { Campaign } from '#shared/domain/campaign'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { useOrganizationReading } from './organizationReading'

/** Who was asked when in the open organization, as the person marked it on this computer. */
export const useCampaignStore = defineStore('campaign', () => {
  const desktop = useDesktop()
  const { data: campaign, ...reading } = useOrganizationReading((organizationId) => desktop.campaign.read({ organizationId }))

  /** Takes over what is kept now, unless another organization is open by then. */
  async function follow(changing: Promise<Campaign>): Promise<Campaign> {
    const kept = await changing
    if (kept.organizationId === reading.organizationId.value) reading.state.value = { status: 'ready', data: kept, fetchedAt: kept.readAt }
    return kept
  }

  return {
    ...reading,
    campaign,
    /** @throws AppError `storageFailed`; nobody is marked then */
    record: (input: ChannelInput<'campaign.record'>) => follow(desktop.campaign.record(input)),
    /** @throws AppError `storageFailed` */
    plan: (input: ChannelInput<'campaign.plan'>) => follow(desktop.campaign.plan(input)),
    /** @throws AppError `storageFailed` */
    forget: (input: ChannelInput<'campaign.forget'>) => follow(desktop.campaign.forget(input))
  }
})
