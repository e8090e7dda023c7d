import { describe, expect, it } from 'vitest'
import { findingRules, type Finding } from '#shared/domain/review'
import { arrangeFindings, countBySeverity, everyFinding, filterFindings, narrowsFindings, topicOf } from '#shared/rules/findingList'

const finding = (id: string, given: Partial<Finding> = {}): Finding => ({ id, rule: 'plainKey', about: { kind: 'key', keyId: 1, name: id }, count: null, severity: 'high', note: '', state: 'open', ...given })
const own = (id: string, about: Finding['about']): Finding => finding(id, { rule: null, about, note: 'Seen on site.' })

describe('what a finding is about', () => {
  it('is keys or members also where it is told of the organization with their number', () => {
    expect(topicOf({ rule: 'plainKey', about: { kind: 'organization' } })).toBe('keys')
    expect(topicOf({ rule: 'membersWithoutTwoFactor', about: { kind: 'organization' } })).toBe('members')
    expect(topicOf({ rule: 'settingsUnknown', about: { kind: 'organization' } })).toBe('settings')
  })

  it('is the subject of an own one', () => {
    expect(topicOf(own('a', { kind: 'organization' }))).toBe('organization')
    expect(topicOf(own('a', { kind: 'setting', setting: 'enforcesTwoFactor' }))).toBe('settings')
    expect(topicOf(own('a', { kind: 'member', memberId: 'm', email: 'm@x' }))).toBe('members')
  })

  it('is never the whole organization for a rule: each stands in one of the three lists', () => {
    expect(findingRules.filter((rule) => topicOf({ rule, about: { kind: 'organization' } }) === 'organization')).toEqual([])
  })
})

describe('a long list of findings', () => {
  const all = [
    finding('zeta'),
    finding('alpha'),
    finding('policy', { rule: 'twoFactorNotEnforced', about: { kind: 'setting', setting: 'enforcesTwoFactor' } }),
    finding('late', { rule: 'keyExpired', severity: 'low', state: 'accepted' }),
    own('mine', { kind: 'key', keyId: 3, name: 'mine' }),
    finding('worst', { severity: 'critical' })
  ]
  const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id)

  it('has the most pressing first, and what belongs together beside each other', () => {
    expect(ids(arrangeFindings(all))).toEqual(['worst', 'policy', 'mine', 'alpha', 'zeta', 'late'])
  })

  it('is left with what passes every part of the filter', () => {
    const text = ({ id, note }: Finding) => `${id} ${note}`
    const left = (filter: Partial<typeof everyFinding>) => ids(filterFindings(all, { ...everyFinding, ...filter }, text))
    expect(left({})).toEqual(ids(all))
    expect(left({ severity: 'high', topic: 'keys' })).toEqual(['zeta', 'alpha', 'mine'])
    expect(left({ state: 'accepted' })).toEqual(['late'])
    expect(left({ searched: ' ON SITE ' })).toEqual(['mine'])
    expect(left({ searched: 'zeta', topic: 'settings' })).toEqual([])
  })

  it('counts by severity without those of which there is none', () => {
    expect(countBySeverity(all)).toEqual([{ severity: 'critical', count: 1 }, { severity: 'high', count: 4 }, { severity: 'low', count: 1 }])
  })

  it('is not narrowed by blanks', () => {
    expect(narrowsFindings({ ...everyFinding, searched: '  ' })).toBe(false)
    expect(narrowsFindings({ ...everyFinding, topic: 'keys' })).toBe(true)
  })
})
