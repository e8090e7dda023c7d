import { computed, type ComputedRef, type Ref } from 'vue'
import type { KeyApp } from '#shared/domain/keyInventory'
import type { Known } from '#shared/domain/organizationSecurity'
import { expiryBounds, type ExpiryBounds, type KeyPolicy } from '#shared/rules/apiKeyPolicy'
import type { KeyGiver } from '#shared/rules/keyRoles'
import { useKeyInventoryStore } from '../../../stores/keyInventory'
import { useOrganizationsStore } from '../../../stores/organizations'
import { useKeyFacts } from '../useOpenKeys'

export interface KeyCircumstances {
  organizationId: ComputedRef<string | null>
  organizationName: ComputedRef<string>
  /** null: not known. */
  policy: ComputedRef<KeyPolicy | null>
  bounds: ComputedRef<ExpiryBounds>
  giver: ComputedRef<KeyGiver>
  apps: ComputedRef<Known<readonly KeyApp[]>>
  nowMs: Ref<number>
  clockKnown: ComputedRef<boolean>
}

const notRead = { code: 'unexpected', message: 'The apps of the organization are not read.', retryable: true } as const

/** What a form about a key is judged on: the organization's policy, one's own rights, its apps, the server's clock. */
export function useKeyCircumstances(): KeyCircumstances {
  const inventory = useKeyInventoryStore()
  const organizations = useOrganizationsStore()
  const { policies, access, nowMs, clockKnown } = useKeyFacts()
  const organizationId = computed(() => inventory.organizationId)
  const policy = computed<KeyPolicy | null>(() => {
    if (organizationId.value === null || !policies.value.known) return null
    const { enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays } = policies.value.value
    return { organizationId: organizationId.value, enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays }
  })
  const granted = (permission: 'org.manage_apikeys' | 'org.update_user_roles'): boolean | null => {
    const fact = access.value?.permissions[permission]
    return fact?.known === true ? fact.value : null
  }
  return {
    organizationId,
    organizationName: computed(() => organizations.selected?.name ?? ''),
    policy,
    bounds: computed(() => expiryBounds(policy.value === null ? [] : [policy.value], nowMs.value)),
    giver: computed(() => ({ role: organizations.selected?.role ?? '', mayManageKeys: granted('org.manage_apikeys'), mayUpdateRoles: granted('org.update_user_roles') })),
    apps: computed(() => inventory.inventory?.apps ?? { known: false, why: inventory.state.status === 'failed' ? inventory.state.error.data : notRead }),
    nowMs,
    clockKnown
  }
}
