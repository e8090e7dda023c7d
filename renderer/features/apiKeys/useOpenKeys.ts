import { computed, onMounted, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { KeyPolicies, KeySurroundings } from '#shared/rules/keyFindings'
import { listKeys, type ListedKey } from '#shared/rules/keyListing'
import { ownerTwoFactor } from '#shared/rules/keyOwners'
import type { Known } from '#shared/domain/organizationSecurity'
import { useConnectionStore } from '../../stores/connection'
import { useKeyInventoryStore } from '../../stores/keyInventory'
import { useOrganizationAccessStore } from '../../stores/organizationAccess'
import { useOrganizationSecurityStore } from '../../stores/organizationSecurity'
import { useOrganizationsStore } from '../../stores/organizations'

/** Keys, people and one's own rights in the organization that is open in the shell; followed while a page of keys is shown. */
export function useOpenKeys(): ReturnType<typeof useKeyInventoryStore> {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const stores = [useKeyInventoryStore(), useOrganizationSecurityStore(), useOrganizationAccessStore()] as const
  const known = stores[0].organizationId

  watch(
    () => [connection.signInId, organizations.selectedId] as const,
    ([, id]) => stores.forEach((store) => void store.open(id)),
    { immediate: true }
  )
  onMounted(() => {
    for (const store of stores) if (known !== null && known === store.organizationId) void store.refresh()
  })
  return stores[0]
}

export interface KeyFacts {
  keys: ComputedRef<readonly ListedKey[]>
  policies: ComputedRef<Known<KeyPolicies>>
  access: ComputedRef<OrganizationAccess | null>
  /** The server's time as far as its difference to this computer's is known, milliseconds since 1970; moves on every minute. */
  nowMs: Ref<number>
  /** The difference is known. */
  clockKnown: ComputedRef<boolean>
}

const notRead = { code: 'unexpected', message: 'The security of the organization is not read.', retryable: true } as const

/** The keys of the open organization with all that is known around them. */
export function useKeyFacts(): KeyFacts {
  const inventory = useKeyInventoryStore()
  const security = useOrganizationSecurityStore()
  const access = useOrganizationAccessStore()
  const skewMs = computed(() => security.security?.clockSkewMs ?? inventory.inventory?.clockSkewMs ?? null)
  const tick = ref(Date.now())
  const timer = setInterval(() => (tick.value = Date.now()), 60_000)
  onScopeDispose(() => clearInterval(timer))
  // A new reading is judged by its own moment, not by that of the last tick.
  watch(() => inventory.inventory, () => (tick.value = Date.now()))
  const connection = useConnectionStore()
  // A key that has expired since a snapshot was taken had not expired then.
  const nowMs = computed(() => (connection.snapshot === null ? tick.value : Date.parse(connection.snapshot.takenAt)) + (skewMs.value ?? 0))

  const policies = computed<Known<KeyPolicies>>(() => {
    if (security.security !== null) return security.security.policies
    return { known: false, why: security.state.status === 'failed' ? security.state.error.data : notRead }
  })
  const people = computed(() => security.dated?.security ?? null)
  const emails = computed(() => new Map((people.value?.members ?? []).map(({ id, email }) => [id, email])))
  const surroundings = computed<KeySurroundings>(() => ({
    organizationId: inventory.organizationId ?? '',
    policies: policies.value,
    nowMs: nowMs.value,
    twoFactorOf: ownerTwoFactor(people.value)
  }))
  const keys = computed(() => (inventory.inventory === null ? [] : listKeys(inventory.inventory, surroundings.value, (ownerId) => emails.value.get(ownerId) ?? null)))

  return { keys, policies, access: computed(() => access.access), nowMs, clockKnown: computed(() => skewMs.value !== null) }
}
