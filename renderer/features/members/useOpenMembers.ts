import { computed, onMounted, watch, type ComputedRef } from 'vue'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { lastAsked } from '#shared/rules/campaign'
import { ownedKeys } from '#shared/rules/keyOwners'
import type { BesideMembers } from '#shared/rules/memberFilter'
import { useCampaignStore } from '../../stores/campaign'
import { useConnectionStore } from '../../stores/connection'
import { useKeyInventoryStore } from '../../stores/keyInventory'
import { useOpenOrganization } from '../../stores/openOrganization'
import { useOrganizationsStore } from '../../stores/organizations'

/** What the page needs of the organization that is open in the shell: people, their keys, and who was asked. Followed while it is shown. */
export function useOpenMembers(): ReturnType<typeof useOpenOrganization> {
  const security = useOpenOrganization()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const beside = [useKeyInventoryStore(), useCampaignStore()]
  const known = beside[0]?.organizationId

  watch(
    () => [connection.signInId, organizations.selectedId] as const,
    ([, id]) => beside.forEach((store) => void store.open(id)),
    { immediate: true }
  )
  onMounted(() => {
    for (const store of beside) if (known !== null && known === store.organizationId) void store.refresh()
  })
  return security
}

/** What is known of members beside the list itself. */
export function useBesideMembers(): ComputedRef<BesideMembers> {
  const keys = useKeyInventoryStore()
  const campaign = useCampaignStore()
  const owned = computed(() => ownedKeys(keys.inventory))
  const asked = computed(() => (campaign.campaign === null ? null : { twoFactor: lastAsked(campaign.campaign.twoFactor), password: lastAsked(campaign.campaign.password) }))
  return computed(() => ({ keys: owned.value, asked: asked.value }))
}

/** Whether anybody is asked for a proof of their password. */
export function asksForPasswords({ passwordCompleteness }: OrganizationSecurity): boolean {
  return passwordCompleteness !== null
}
