import type { OrgRow } from '../store/rows'
import type { Store } from '../store/store'
import type { Actor } from './actor'

/** Whether a person has a verified second factor. */
export function hasTwoFactor(store: Store, userId: string): boolean {
  return store.factors.where('user_id', userId).some((factor) => factor.status === 'verified')
}

/**
 * Capgo backend: a session of level aal1 whose person has a second factor is not refused but sees no rows of `orgs`,
 * `apps` and `apikeys` (restrictive row policy), while RPCs that check permissions only still answer.
 */
export function isBelowOwnLevel(store: Store, actor: Actor): boolean {
  return actor.kind === 'session' && actor.aal === 'aal1' && hasTwoFactor(store, actor.userId)
}

/** Whether the organization's 2FA enforcement keeps this person out. The level of the session plays no part in it. */
export function isBlockedByEnforcement(store: Store, org: OrgRow, userId: string): boolean {
  return org.enforcing_2fa && !hasTwoFactor(store, userId)
}
