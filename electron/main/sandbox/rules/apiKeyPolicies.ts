import type { Store } from '../store/store'

const DAY_MS = 86_400_000

export type ExpiryProblem = { kind: 'required' } | { kind: 'tooLate'; days: number }

/**
 * Whether an expiry fits what the organizations ask for. The maximum counts from now, at each change anew.
 * @param expiresAt milliseconds since 1970, or null for a key that never expires
 */
export function expiryProblem(store: Store, orgIds: readonly string[], expiresAt: number | null): ExpiryProblem | undefined {
  for (const orgId of orgIds) {
    const org = store.orgs.get(orgId)
    if (!org) continue
    if (org.require_apikey_expiration && expiresAt === null) return { kind: 'required' }
    const days = org.max_apikey_expiration_days
    if (days !== null && expiresAt !== null && expiresAt > store.nowMs() + days * DAY_MS) return { kind: 'tooLate', days }
  }
  return undefined
}

/** The organizations that a key is bound in. */
export function organizationsOfKey(store: Store, rbacId: string): string[] {
  return [...new Set(store.roleBindings.where('principal_id', rbacId).map((binding) => binding.org_id))]
}
