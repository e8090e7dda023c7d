import type { PolicyBlocker } from '#shared/rules/policyLockoutGuard'

/** What a person can do about a blocker from here. */
export type WayOut = 'signIn' | 'turnOnTwoFactor' | 'readAgain'

const ways: Record<PolicyBlocker, WayOut | null> = {
  credentialCannotEnforce: 'signIn',
  ownTwoFactorNotEnabled: 'turnOnTwoFactor',
  ownTwoFactorUnknown: 'readAgain',
  sessionLevelTooLow: 'signIn',
  mayNotUpdateSettings: null,
  permissionUnknown: 'readAgain',
  stateUnknown: 'readAgain',
  keyWhileEnforced: 'signIn',
  keyInUsePlain: 'signIn',
  keyInUseKindUnknown: 'signIn',
  keyInUseWithoutExpiry: 'signIn',
  keyInUseExpiryUnknown: 'signIn'
}

/** Every way out of several blockers, each once. */
export function waysOutOf(blockers: readonly PolicyBlocker[]): WayOut[] {
  return [...new Set(blockers.map(wayOutOf).filter((way) => way !== null))]
}

/** The way out, or null where only somebody else can help. */
export function wayOutOf(blocker: PolicyBlocker): WayOut | null {
  return ways[blocker]
}
