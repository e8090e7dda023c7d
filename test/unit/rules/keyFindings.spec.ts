import { describe, expect, it } from 'vitest'
import type { KeyFact } from '#shared/domain/keyInventory'
import { complianceOf, findingsOf, type KeyPolicies, type KeySurroundings } from '#shared/rules/keyFindings'
import { key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, organizationId } from '../../support/organizationSecurityFixtures'

const nowMs = Date.parse('2027-03-12T12:00:00.000Z')
const inDays = (days: number): string => new Date(nowMs + days * 86_400_000).toISOString()
const nothingAsked: KeyPolicies = { enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null }
const around = (policies: Partial<KeyPolicies> | null = {}, twoFactor: ReturnType<KeySurroundings['twoFactorOf']> = 'enabled'): KeySurroundings => ({
  organizationId,
  policies: policies === null ? { known: false, why: lookUpFailure } : { known: true, value: { ...nothingAsked, ...policies } },
  twoFactorOf: () => twoFactor,
  nowMs
})
const named = (given: KeyFact, surroundings: KeySurroundings): string[] => findingsOf(given, surroundings).map(({ kind, certain }) => (certain ? kind : `${kind}?`))
const late = { expiresAt: inDays(60) }

describe('what is found of a key', () => {
  it.each<[string, Partial<KeyFact>, Partial<KeyPolicies>, string[]]>([
    ['nothing of a secure key that expires in time', late, { enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 60 }, []],
    ['a plain key where secure keys are enforced', { ...late, kind: 'plain' }, { enforcesSecureKeys: true }, ['plainRefused']],
    ['a plain key where they are not', { ...late, kind: 'plain' }, {}, []],
    ['that nobody tells the kind', { ...late, kind: 'unknown' }, { enforcesSecureKeys: true }, ['plainRefused?']],
    ['no expiry where one is required', { expiresAt: null }, { requiresKeyExpiration: true }, ['expiryMissing']],
    ['no expiry where none is', { expiresAt: null }, { maxKeyExpirationDays: 30 }, ['neverExpires']],
    ['an expiry a moment beyond the maximum', { expiresAt: new Date(nowMs + 60 * 86_400_000 + 1).toISOString() }, { maxKeyExpirationDays: 60 }, ['beyondMaximum']],
    ['an expiry in 30 days', { expiresAt: inDays(30) }, {}, ['expiresSoon']],
    ['an expiry in more', { expiresAt: inDays(30.1) }, {}, []],
    ['that it has expired, whatever else it is', { expiresAt: inDays(0), kind: 'plain' }, { enforcesSecureKeys: true }, ['expired']],
    ['that it has no role, to which no policy reaches', { ...late, kind: 'plain', bindings: { known: true, value: [] } }, { enforcesSecureKeys: true }, ['legacy']],
    ['roles that could not be read are not none', { ...late, kind: 'plain', bindings: { known: false, why: lookUpFailure } }, { enforcesSecureKeys: true }, ['plainRefused']]
  ])('%s', (_, changes, policies, expected) => {
    expect(named(key(1, changes), around(policies))).toEqual(expected)
  })

  it('what may be, where the policies are not known', () => {
    expect(named(key(1, { ...late, kind: 'plain' }), around(null))).toEqual(['plainRefused?', 'beyondMaximum?'])
    expect(named(key(1, { expiresAt: null }), around(null))).toEqual(['expiryMissing?'])
  })

  it.each([
    ['enabled', []],
    ['pending', []],
    ['notEnabled', ['ownerWithoutTwoFactor']],
    ['unknown', ['ownerWithoutTwoFactor?']],
    ['notListed', ['ownerNotListed']]
  ] as const)('of an owner whose 2FA is %s', (status, expected) => {
    expect(named(othersKey(1, { ...late, kind: 'secure' }), around({}, status))).toEqual(expected)
  })
})

describe('compliance with the policies of keys', () => {
  const of = (changes: Partial<KeyFact>, policies: Partial<KeyPolicies> | null) => {
    const surroundings = around(policies, 'notEnabled')
    return complianceOf(findingsOf(key(1, { ...late, ...changes }), surroundings), surroundings.policies)
  }

  it('goes by the policies alone, never by the owner', () => {
    expect(of({}, { enforcesSecureKeys: true })).toBe('compliant')
  })

  it('is unknown as soon as one fact is missing, and broken by one certain breach beside it', () => {
    expect(of({ kind: 'unknown' }, { enforcesSecureKeys: true })).toBe('unknown')
    expect(of({ kind: 'unknown', expiresAt: null }, { enforcesSecureKeys: true, requiresKeyExpiration: true })).toBe('nonCompliant')
    expect(of({}, null)).toBe('unknown')
  })

  it('is not asked where no policy of keys is in force: nothing is compliant with nothing', () => {
    expect(of({ kind: 'plain', expiresAt: null }, {})).toBe('notAsked')
    expect(of({}, { maxKeyExpirationDays: 365 })).not.toBe('notAsked')
  })

  it('is not asked of what has expired or reaches nothing', () => {
    expect(of({ expiresAt: inDays(-1) }, { requiresKeyExpiration: true })).toBe('notAsked')
    expect(of({ bindings: { known: true, value: [] }, expiresAt: null }, { requiresKeyExpiration: true })).toBe('notAsked')
  })
})
