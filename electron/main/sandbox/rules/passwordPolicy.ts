import { sha256 } from '../store/hashing'
import type { OrgRow, PasswordPolicyConfig } from '../store/rows'
import type { Store } from '../store/store'

/** Identifies a policy by its settings: a proof given for one policy is void for any other. */
export function policyHash(policy: PasswordPolicyConfig): string {
  const { enabled, min_length, require_uppercase, require_number, require_special } = policy
  return sha256(JSON.stringify([enabled, min_length, require_uppercase, require_number, require_special]))
}

/** Whether the person proved a password for the organization's present policy; true while none is switched on. */
export function meetsPasswordPolicy(store: Store, org: OrgRow, userId: string): boolean {
  const policy = org.password_policy_config
  if (!policy?.enabled) return true
  return store.passwordCompliance.get(`${userId}:${org.id}`)?.policy_hash === policyHash(policy)
}
