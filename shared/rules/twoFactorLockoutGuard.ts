import type { Member } from '../domain/member'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import { visibleText } from './visibleText'

/** What no confirmation can outweigh: the server would refuse, or the person would lock themself out. */
export const twoFactorBlockers = [
  /** The server accepts switching on only from a session (Capgo backend: 400 `cannot_update_org` for any API key). */
  'credentialCannotEnforce',
  'ownTwoFactorNotEnabled',
  'ownTwoFactorUnknown',
  /** 2FA was turned on after this sign-in: the server refuses such a session until it is signed in with the code. */
  'sessionLevelTooLow',
  'mayNotUpdateSettings',
  'permissionUnknown',
  /** The present setting could not be read, so there is nothing to change from. */
  'stateUnknown'
] as const
export type TwoFactorBlocker = (typeof twoFactorBlockers)[number]

/** What the person may outweigh by typing the organization's name. */
export const twoFactorWarnings = [
  /** Nobody but the person could still administer the organization. */
  'noSecondSuperAdmin',
  /** Members whose status is unknown may lose access without having been named. */
  'unknownMembers',
  /** The list itself is incomplete, so people may be affected who are not on it. */
  'incompleteMembers'
] as const
export type TwoFactorWarning = (typeof twoFactorWarnings)[number]

export interface TwoFactorVerdict {
  blockers: TwoFactorBlocker[]
  warnings: TwoFactorWarning[]
  /** Lose access at once. */
  losingAccess: Member[]
  /** May lose access; nobody can say. */
  unknown: Member[]
  /** Super admins beside the person who keep access. */
  otherSuperAdminsKeepingAccess: Member[]
}

/** Judges switching 2FA enforcement on, from what was read. Switching off locks nobody out and needs `judgeRelaxing` only. */
export function judgeEnforcingTwoFactor(security: OrganizationSecurity): TwoFactorVerdict {
  const { actor, members } = security
  const blockers: TwoFactorBlocker[] = [...judgeRelaxingTwoFactor(security)]
  if (actor.credential === 'apiKey') blockers.push('credentialCannotEnforce')
  if (actor.twoFactor === 'notEnabled') blockers.push('ownTwoFactorNotEnabled')
  if (actor.twoFactor === 'unknown') blockers.push('ownTwoFactorUnknown')

  const losingAccess = members.filter((member) => member.twoFactor === 'notEnabled')
  const unknown = members.filter((member) => member.twoFactor === 'unknown')
  const otherSuperAdminsKeepingAccess = members.filter(
    (member) => member.role === 'org_super_admin' && member.twoFactor === 'enabled' && member.id !== actor.userId
  )
  const warnings: TwoFactorWarning[] = []
  if (otherSuperAdminsKeepingAccess.length === 0) warnings.push('noSecondSuperAdmin')
  if (unknown.length > 0) warnings.push('unknownMembers')
  if (security.membersCompleteness.state !== 'complete' || security.twoFactorCompleteness.state !== 'complete') warnings.push('incompleteMembers')
  return { blockers, warnings, losingAccess, unknown, otherSuperAdminsKeepingAccess }
}

/** What stands against any change of the setting, switching off included. */
export function judgeRelaxingTwoFactor(security: OrganizationSecurity): TwoFactorBlocker[] {
  const blockers: TwoFactorBlocker[] = []
  if (!security.enforcesTwoFactor.known) blockers.push('stateUnknown')
  if (!security.mayUpdateSettings.known) blockers.push('permissionUnknown')
  else if (!security.mayUpdateSettings.value) blockers.push('mayNotUpdateSettings')
  if (security.actor.credential === 'session' && security.actor.level === 'aal1' && security.actor.twoFactor === 'enabled') blockers.push('sessionLevelTooLow')
  return blockers
}

/**
 * The typed override: the organization's name, as it is or as it is shown (invisible characters written out, which nobody
 * could type otherwise); case and outer blanks do not matter.
 */
export function overrideMatches(typed: string, organizationName: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
  const accepted = [organizationName, visibleText(organizationName)].map(plain).filter((name) => name !== '')
  return accepted.includes(plain(typed))
}
