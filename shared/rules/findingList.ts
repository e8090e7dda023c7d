import { findingRules, severities, type Finding, type FindingRule, type Severity } from '../domain/review'

/** What a finding is about, roughly; one that is told of the organization with a number of keys is about keys. */
export const findingTopics = ['settings', 'members', 'keys', 'organization'] as const
export type FindingTopic = (typeof findingTopics)[number]

const topicOfRule: Record<FindingRule, FindingTopic> = {
  twoFactorNotEnforced: 'settings',
  passwordPolicyOff: 'settings',
  passwordPolicyWeak: 'settings',
  secureKeysNotEnforced: 'settings',
  keyExpirationNotRequired: 'settings',
  keyMaximumLong: 'settings',
  bundlesNotEncrypted: 'settings',
  settingsUnknown: 'settings',
  membersWithoutTwoFactor: 'members',
  administratorWithoutTwoFactor: 'members',
  oneSuperAdmin: 'members',
  passwordsUnproved: 'members',
  invitationsPending: 'members',
  statusesUnknown: 'members',
  membersNotWhole: 'members',
  plainKey: 'keys',
  keyWithoutExpiry: 'keys',
  keyBeyondMaximum: 'keys',
  keyExpired: 'keys',
  keyOwnerWithoutTwoFactor: 'keys',
  keyOwnerNotListed: 'keys',
  keyMayAdministrate: 'keys',
  keysNotWhole: 'keys'
}
const topicOfSubject = { organization: 'organization', setting: 'settings', member: 'members', key: 'keys' } as const

export const topicOf = ({ rule, about }: Pick<Finding, 'rule' | 'about'>): FindingTopic => (rule === null ? topicOfSubject[about.kind] : topicOfRule[rule])

export interface FindingFilter {
  searched: string
  severity: Severity | 'all'
  topic: FindingTopic | 'all'
  state: Finding['state'] | 'all'
}
export const everyFinding: FindingFilter = { searched: '', severity: 'all', topic: 'all', state: 'all' }

export const narrowsFindings = ({ searched, severity, topic, state }: FindingFilter): boolean => searched.trim() !== '' || severity !== 'all' || topic !== 'all' || state !== 'all'

/** The findings that pass every part of the filter. @param textOf everything of one that a search looks through */
export function filterFindings(findings: readonly Finding[], filter: FindingFilter, textOf: (finding: Finding) => string): readonly Finding[] {
  const wanted = filter.searched.trim().toLowerCase()
  return findings.filter(
    (finding) =>
      (filter.severity === 'all' || finding.severity === filter.severity) &&
      (filter.topic === 'all' || topicOf(finding) === filter.topic) &&
      (filter.state === 'all' || finding.state === filter.state) &&
      (wanted === '' || textOf(finding).toLowerCase().includes(wanted))
  )
}

const nameOf = ({ about }: Finding): string => ('name' in about ? about.name : 'email' in about ? about.email : '')
// An own one stands before those of the rules: somebody took the trouble.
const ruleOrder = ({ rule }: Finding): number => (rule === null ? -1 : findingRules.indexOf(rule))

/** The most pressing first; what one topic and one rule found stands together, by name. */
export function arrangeFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      findingTopics.indexOf(topicOf(one)) - findingTopics.indexOf(topicOf(other)) ||
      ruleOrder(one) - ruleOrder(other) ||
      (nameOf(one) < nameOf(other) ? -1 : nameOf(one) > nameOf(other) ? 1 : 0)
  )
}

/** How many there are of each severity, the most pressing first, without those of which there is none. */
export function countBySeverity(findings: readonly Finding[]): { severity: Severity; count: number }[] {
  return severities.map((severity) => ({ severity, count: findings.filter((one) => one.severity === severity).length })).filter(({ count }) => count > 0)
}
