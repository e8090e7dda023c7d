import type { TwoFactorBlocker } from '#shared/rules/twoFactorLockoutGuard'

/** What a person can do about a blocker from here. */
export type WayOut = 'signIn' | 'turnOnTwoFactor' | 'readAgain'

const ways: Record<TwoFactorBlocker, WayOut | null> = {
  credentialCannotEnforce: 'signIn',
  ownTwoFactorNotEnabled: 'turnOnTwoFactor',
  ownTwoFactorUnknown: 'readAgain',
  sessionLevelTooLow: 'signIn',
  mayNotUpdateSettings: null,
  permissionUnknown: 'readAgain',
  stateUnknown: 'readAgain'
}

/** Every way out of several blockers, each once. */
export function waysOutOf(blockers: readonly TwoFactorBlocker[]): WayOut[] {
  return [...new Set(blockers.map(wayOutOf).filter((way) => way !== null))]
}

/** The way out, or null where only somebody else can help. */
export function wayOutOf(blocker: TwoFactorBlocker): WayOut | null {
  return ways[blocker]
}
