import type { KeyFact } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import { severities, type Finding, type FindingRule, type FindingSubject, type Severity } from '../domain/review'
import type { SecuritySettingName, SecuritySettings } from '../domain/securitySettings'
import type { Snapshot } from '../domain/snapshot'
import { settingsOf } from './changedSettings'
import { findingsOf, type KeyFindingKind, type OwnerTwoFactor } from './keyFindings'
import { keysInside } from './keyOwners'
import { isAdministrator } from './keyRoles'

/** Things of one rule that are told each by itself; where there are more they are one finding with their number. */
export const mostSingleFindings = 25

/** A password shorter than this is called weak (PCI DSS v4.0 8.3.6; the strictest of the standards that evidence is mapped to). */
const strongLength = 12
/** Days beyond which a maximum lifetime of keys is called long: Capgo's recommendation for production is 90, twice that is generous. */
const longMaximum = 180

const severityOf: Record<FindingRule, Severity> = {
  administratorWithoutTwoFactor: 'critical',
  twoFactorNotEnforced: 'high',
  membersWithoutTwoFactor: 'high',
  plainKey: 'high',
  keyOwnerWithoutTwoFactor: 'high',
  keyOwnerNotListed: 'high',
  oneSuperAdmin: 'medium',
  passwordPolicyOff: 'medium',
  passwordsUnproved: 'medium',
  secureKeysNotEnforced: 'medium',
  keyExpirationNotRequired: 'medium',
  keyWithoutExpiry: 'medium',
  keyBeyondMaximum: 'medium',
  keyMayAdministrate: 'medium',
  statusesUnknown: 'medium',
  settingsUnknown: 'medium',
  membersNotWhole: 'medium',
  keysNotWhole: 'medium',
  passwordPolicyWeak: 'low',
  keyMaximumLong: 'low',
  bundlesNotEncrypted: 'low',
  keyExpired: 'low',
  invitationsPending: 'note'
}

const isAdmin = ({ role }: Pick<Member, 'role'>): boolean => role === 'org_super_admin' || role === 'org_admin'

/** Everything that the rules find in a snapshot, the most pressing first; what is not known is found as that and nothing else. */
export function findingsIn(snapshot: Snapshot, newId: () => string): Finding[] {
  const found: Finding[] = []
  const add = (rule: FindingRule, about: FindingSubject, count: number | null = null): void => {
    found.push({ id: newId(), rule, about, count, severity: severityOf[rule], note: '', state: 'open' })
  }
  const settings = settingsOf(snapshot.security)
  if (settings.known) for (const { rule, setting } of ofSettings(settings.value)) add(rule, { kind: 'setting', setting })
  const organization: FindingSubject = { kind: 'organization' }
  // Nothing found where nothing could be read would look like nothing to be found.
  for (const rule of notRead(snapshot)) add(rule, organization)
  for (const [rule, members] of ofMembers(snapshot)) {
    if (rule === 'administratorWithoutTwoFactor') for (const { id, email } of members) add(rule, { kind: 'member', memberId: id, email })
    else if (members.length > 0) add(rule, organization, members.length)
  }
  if (hasOneSuperAdmin(snapshot)) add('oneSuperAdmin', organization)
  for (const [rule, keys] of ofKeys(snapshot)) {
    if (keys.length > mostSingleFindings) add(rule, organization, keys.length)
    else for (const { id, name } of keys) add(rule, { kind: 'key', keyId: id, name })
  }
  return found.sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
}

/** What the rules find of settings alone. */
export function ofSettings(settings: SecuritySettings): { rule: FindingRule; setting: SecuritySettingName }[] {
  const { passwordPolicy, maxKeyExpirationDays: days } = settings
  const rules: [wrong: boolean, rule: FindingRule, setting: SecuritySettingName][] = [
    [!settings.enforcesTwoFactor, 'twoFactorNotEnforced', 'enforcesTwoFactor'],
    [passwordPolicy?.enabled !== true, 'passwordPolicyOff', 'passwordPolicy'],
    [passwordPolicy?.enabled === true && (passwordPolicy.minLength < strongLength || !passwordPolicy.requireNumber || !passwordPolicy.requireUppercase), 'passwordPolicyWeak', 'passwordPolicy'],
    [!settings.enforcesSecureKeys, 'secureKeysNotEnforced', 'enforcesSecureKeys'],
    [!settings.requiresKeyExpiration, 'keyExpirationNotRequired', 'requiresKeyExpiration'],
    [settings.requiresKeyExpiration && (days === null || days > longMaximum), 'keyMaximumLong', 'maxKeyExpirationDays'],
    [!settings.enforcesEncryptedBundles, 'bundlesNotEncrypted', 'enforcesEncryptedBundles']
  ]
  return rules.filter(([wrong]) => wrong).map(([, rule, setting]) => ({ rule, setting }))
}

/** The members that each rule about members is true of. */
export function ofMembers({ security }: Snapshot): [FindingRule, readonly Member[]][] {
  const { members } = security
  const without = members.filter(({ twoFactor }) => twoFactor === 'notEnabled')
  const unknown = members.filter(({ twoFactor, password, unreadable }) => twoFactor === 'unknown' || password === 'unknown' || unreadable === true)
  return [
    ['administratorWithoutTwoFactor', without.filter(isAdmin)],
    ['membersWithoutTwoFactor', without.filter((member) => !isAdmin(member))],
    ['passwordsUnproved', members.filter(({ password }) => password === 'nonCompliant')],
    ['statusesUnknown', unknown],
    ['invitationsPending', members.filter(({ twoFactor }) => twoFactor === 'pending')]
  ]
}

/** What could not be read, or not as a whole: of it the rules find less than there may be. */
function notRead({ security, keys }: Snapshot): FindingRule[] {
  const { membersCompleteness, twoFactorCompleteness, passwordCompleteness } = security
  const lookUps = [membersCompleteness, twoFactorCompleteness, ...(passwordCompleteness === null ? [] : [passwordCompleteness])]
  const keysAreWhole = keys.known && keys.value.organizationKeys.state === 'complete' && keys.value.ownKeys.state === 'complete'
  return [
    ...(settingsOf(security).known ? [] : (['settingsUnknown'] as const)),
    ...(lookUps.every(({ state }) => state === 'complete') ? [] : (['membersNotWhole'] as const)),
    ...(keysAreWhole ? [] : (['keysNotWhole'] as const))
  ]
}

function hasOneSuperAdmin({ security }: Snapshot): boolean {
  if (security.membersCompleteness.state !== 'complete') return false
  return security.members.filter(({ role, twoFactor }) => role === 'org_super_admin' && twoFactor !== 'pending').length === 1
}

const ruleOfKind: Partial<Record<KeyFindingKind, FindingRule>> = {
  expiryMissing: 'keyWithoutExpiry',
  neverExpires: 'keyWithoutExpiry',
  beyondMaximum: 'keyBeyondMaximum',
  expired: 'keyExpired',
  ownerWithoutTwoFactor: 'keyOwnerWithoutTwoFactor',
  ownerNotListed: 'keyOwnerNotListed'
}

/** The keys that each rule about keys is true of; what is only possible is not found. */
export function ofKeys({ keys, security, takenAt, organization }: Snapshot): [FindingRule, readonly KeyFact[]][] {
  if (!keys.known) return []
  const members = new Map(security.members.map((member) => [member.id, member.twoFactor]))
  const listed = security.membersCompleteness.state === 'complete'
  const twoFactorOf = (ownerId: string): OwnerTwoFactor => members.get(ownerId) ?? (listed ? 'notListed' : 'unknown')
  const surroundings = { organizationId: organization.id, policies: security.policies, twoFactorOf, nowMs: Date.parse(takenAt) + (keys.value.clockSkewMs ?? 0) }
  const byRule = new Map<FindingRule, KeyFact[]>(keyRules.map((rule) => [rule, []]))
  for (const key of keysInside(keys.value)) {
    const rules = new Set(findingsOf(key, surroundings).flatMap(({ kind, certain }) => (certain ? (ruleOfKind[kind] ?? []) : [])))
    if (!rules.has('keyExpired')) {
      if (key.kind === 'plain') rules.add('plainKey')
      const roles = key.bindings.known ? key.bindings.value.filter((binding) => binding.organizationId === organization.id) : []
      if (roles.some(({ role }) => isAdministrator(role)) || key.mayCreateOrganizations === 'yes') rules.add('keyMayAdministrate')
    }
    for (const rule of rules) byRule.get(rule)?.push(key)
  }
  return [...byRule]
}

const keyRules: readonly FindingRule[] = ['plainKey', 'keyOwnerWithoutTwoFactor', 'keyOwnerNotListed', 'keyWithoutExpiry', 'keyBeyondMaximum', 'keyMayAdministrate', 'keyExpired']
