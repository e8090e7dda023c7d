import type { KeyInventory } from '../domain/keyInventory'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import type { SettingsChange } from '../domain/policyChange'
import type { SecuritySettingName, SecuritySettings } from '../domain/securitySettings'
import { differingSettings, withChange } from './changedSettings'
import { impactOf, type PolicyImpact } from './policyImpact'
import { judgeEnforcingTwoFactor, judgeRelaxingTwoFactor, twoFactorWarnings, type TwoFactorBlocker } from './twoFactorLockoutGuard'

/** What no confirmation can outweigh: the server would refuse, or the person would lock themself out. */
export const policyBlockers = [
  /** While 2FA is enforced, an API key can do nothing to the settings but switch that off (Capgo backend: `cannot_update_org`). */
  'keyWhileEnforced',
  /** Gatehouse is signed in with a plain key, which would stop at once. */
  'keyInUsePlain',
  'keyInUseKindUnknown',
  /** Gatehouse is signed in with a key without expiry, which several endpoints would refuse. */
  'keyInUseWithoutExpiry',
  'keyInUseExpiryUnknown'
] as const
export type PolicyBlocker = (typeof policyBlockers)[number] | TwoFactorBlocker

/** What the person may outweigh by typing the organization's name. */
export const policyWarnings = [
  /** Nobody keeps access until they have proved their password for the new policy: the person neither. */
  'everyoneProvesPassword',
  /** Own plain keys stop. */
  'plainKeysStop',
  /** Own plain keys stop that serve other organizations as well. */
  'otherOrganizationsServed',
  /** Keys of which nobody tells the kind may stop. */
  'unknownKeysMayStop',
  /** Keys without expiry are refused at several endpoints. */
  'keysWithoutExpiry',
  /** The lists of keys are not whole: others may be touched than are named. */
  'incompleteKeys'
] as const
export const allPolicyWarnings = [...policyWarnings, ...twoFactorWarnings] as const
export type PolicyWarning = (typeof allPolicyWarnings)[number]

export interface PolicyVerdict {
  /** The settings that would change. */
  changed: readonly SecuritySettingName[]
  blockers: readonly PolicyBlocker[]
  warnings: readonly PolicyWarning[]
  impact: PolicyImpact
}

export interface PolicyCase {
  security: OrganizationSecurity
  /** null: they could not be read, or were not asked. */
  keys: KeyInventory | null
  /** The settings as they stand. */
  before: SecuritySettings
  change: SettingsChange
  /** The server's time, milliseconds since 1970. */
  nowMs: number
}

/** Judges a change of any settings together, from what was read; the same rule in the window and, anew, in main. */
export function judgePolicyChange({ security, keys, before, change, nowMs }: PolicyCase): PolicyVerdict {
  const after = withChange(before, change)
  const changed = differingSettings(before, after)
  const impact = impactOf(security, keys, before, change, nowMs)
  const blockers = new Set<PolicyBlocker>(judgeRelaxingTwoFactor(security))
  const warnings = new Set<PolicyWarning>()
  if (!security.policies.known) blockers.add('stateUnknown')
  if (impact.twoFactor !== null) {
    const { blockers: against, warnings: risks } = judgeEnforcingTwoFactor(security)
    for (const blocker of against) blockers.add(blocker)
    for (const risk of risks) warnings.add(risk)
  }
  if (security.actor.credential === 'apiKey') for (const blocker of againstKey(keys, before, after, changed, impact)) blockers.add(blocker)
  for (const risk of risksForPeople(security, impact)) warnings.add(risk)
  for (const risk of risksForKeys(keys, impact)) warnings.add(risk)
  return { changed, blockers: [...blockers], warnings: [...warnings], impact }
}

/** What stands against an API key's changing it: the server's own rules, and that it would stop itself. */
function againstKey(keys: KeyInventory | null, before: SecuritySettings, after: SecuritySettings, changed: readonly SecuritySettingName[], impact: PolicyImpact): PolicyBlocker[] {
  const blockers: PolicyBlocker[] = []
  const onlyRelaxes = changed.every((name) => name === 'enforcesTwoFactor') && !after.enforcesTwoFactor
  if (before.enforcesTwoFactor && !onlyRelaxes) blockers.push('keyWhileEnforced')
  // Which of several own keys is in use nobody tells: all of them have to be safe.
  const candidates = keys?.keys.filter(({ inUse }) => inUse !== 'no') ?? []
  const isCertain = keys?.ownKeys.state === 'complete' && candidates.length > 0
  const every = (holds: (key: (typeof candidates)[number]) => boolean): boolean => isCertain && candidates.every(holds)
  if (impact.secureKeys !== null && !every(({ kind }) => kind === 'secure')) blockers.push(every(({ kind }) => kind === 'plain') ? 'keyInUsePlain' : 'keyInUseKindUnknown')
  if (impact.keyExpiry !== null && !every(({ expiresAt }) => expiresAt !== null)) blockers.push(every(({ expiresAt }) => expiresAt === null) ? 'keyInUseWithoutExpiry' : 'keyInUseExpiryUnknown')
  return blockers
}

function risksForPeople(security: OrganizationSecurity, { passwords }: PolicyImpact): PolicyWarning[] {
  if (passwords === null) return []
  return ['everyoneProvesPassword', ...(security.membersCompleteness.state === 'complete' ? [] : (['incompleteMembers'] as const))]
}

function risksForKeys(keys: KeyInventory | null, { secureKeys, keyExpiry }: PolicyImpact): PolicyWarning[] {
  if (secureKeys === null && keyExpiry === null) return []
  const warnings: PolicyWarning[] = []
  if (secureKeys !== null && secureKeys.stopping.length > 0) warnings.push('plainKeysStop')
  // Where the server does not tell whom a key serves, it may serve others.
  if (secureKeys?.stopping.some(({ otherOrganizations }) => otherOrganizations === null || otherOrganizations.length > 0)) warnings.push('otherOrganizationsServed')
  if (secureKeys !== null && secureKeys.unknown.length > 0) warnings.push('unknownKeysMayStop')
  if (keyExpiry !== null && keyExpiry.without.length > 0) warnings.push('keysWithoutExpiry')
  if (keys?.organizationKeys.state !== 'complete' || keys.ownKeys.state !== 'complete') warnings.push('incompleteKeys')
  return warnings
}
