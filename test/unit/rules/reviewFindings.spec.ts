import { describe, expect, it } from 'vitest'
import type { Snapshot } from '#shared/domain/snapshot'
import { findingsIn, mostSingleFindings } from '#shared/rules/reviewFindings'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, manyMembers, member, noPolicies, organizationId, security } from '../../support/organizationSecurityFixtures'
import { snapshot } from '../../support/reviewFixtures'

const strict = {
  ...noPolicies,
  passwordPolicy: { enabled: true, minLength: 14, requireUppercase: true, requireNumber: true, requireSpecial: true },
  enforcesSecureKeys: true,
  requiresKeyExpiration: true,
  maxKeyExpirationDays: 90,
  enforcesEncryptedBundles: true
}
/** An organization in which nothing is to be found. */
const sound = (changes: Partial<Snapshot> = {}, people: Parameters<typeof security>[0] = {}): Snapshot =>
  snapshot({ security: security({ enforcesTwoFactor: { known: true, value: true }, policies: { known: true, value: strict }, ...people }), ...changes })
const withKeys = (...keys: ReturnType<typeof key>[]): Snapshot => sound({ keys: { known: true, value: inventory(keys) } })

let next = 0
const found = (taken: Snapshot): string[] => findingsIn(taken, () => `id-${String(next++)}`).map(({ rule, about, count, severity }) => [severity, rule, about.kind === 'key' ? about.name : about.kind === 'member' ? about.email : about.kind === 'setting' ? about.setting : '', count ?? ''].join(' ').trim())

describe('what the rules find by themselves', () => {
  it('is nothing in an organization where everything is as it should be', () => {
    expect(found(sound())).toEqual([])
  })

  it('is every setting that is not in place, the most pressing first', () => {
    expect(found(snapshot({ keys: { known: true, value: inventory([]) } }))).toEqual([
      'high twoFactorNotEnforced enforcesTwoFactor',
      'medium passwordPolicyOff passwordPolicy',
      'medium secureKeysNotEnforced enforcesSecureKeys',
      'medium keyExpirationNotRequired requiresKeyExpiration',
      'low bundlesNotEncrypted enforcesEncryptedBundles'
    ])
  })

  it.each([
    ['a short password', { passwordPolicy: { ...strict.passwordPolicy, minLength: 11 } }, 'low passwordPolicyWeak passwordPolicy'],
    ['no number in it', { passwordPolicy: { ...strict.passwordPolicy, requireNumber: false } }, 'low passwordPolicyWeak passwordPolicy'],
    ['a policy that is switched off', { passwordPolicy: { ...strict.passwordPolicy, enabled: false } }, 'medium passwordPolicyOff passwordPolicy'],
    ['no maximum lifetime', { maxKeyExpirationDays: null }, 'low keyMaximumLong maxKeyExpirationDays'],
    ['a long one', { maxKeyExpirationDays: 181 }, 'low keyMaximumLong maxKeyExpirationDays']
  ])('is %s', (_, changes, finding) => {
    expect(found(sound({}, { policies: { known: true, value: { ...strict, ...changes } } }))).toEqual([finding])
  })

  it('says that settings are not known, and finds nothing else of them', () => {
    expect(found(sound({ keys: { known: true, value: inventory([]) } }, { policies: { known: false, why: lookUpFailure } }))).toEqual(['medium settingsUnknown'])
  })

  it('names administrators without 2FA one by one, and counts the others', () => {
    expect(found(sound({}, { members: manyMembers(7, [member('adm', 'notEnabled', 'org_admin'), member('inv', 'pending')]) }))).toEqual([
      'critical administratorWithoutTwoFactor adm@example.com',
      'high membersWithoutTwoFactor  7',
      'note invitationsPending  1'
    ])
  })

  it('says what is not known instead of guessing', () => {
    expect(found(sound({}, { members: [...security().members, member('x', 'unknown')] }))).toEqual(['medium statusesUnknown  1'])
    expect(found(sound({}, { twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }))).toEqual(['medium membersNotWhole'])
    expect(found(sound({}, { members: [], membersCompleteness: { state: 'failed', why: lookUpFailure } }))).toContain('medium membersNotWhole')
    expect(found(sound({ keys: { known: false, why: lookUpFailure } }))).toEqual(['medium keysNotWhole'])
    expect(found(sound({ keys: { known: true, value: inventory([], { organizationKeys: { state: 'failed', why: lookUpFailure } }) } }))).toEqual(['medium keysNotWhole'])
  })

  it('knows of a single super admin only where everybody is listed', () => {
    const [self] = security().members
    const alone = { members: self ? [self] : [] }
    const noKeys = { keys: { known: true as const, value: inventory([]) } }
    expect(found(sound(noKeys, alone))).toEqual(['medium oneSuperAdmin'])
    expect(found(sound(noKeys, { ...alone, membersCompleteness: { state: 'incomplete', received: 1, expected: 2 } }))).not.toContain('medium oneSuperAdmin')
  })

  it('tells of keys what is certain', () => {
    expect(found(withKeys(key(1, { kind: 'plain' }), othersKey(2, { expiresAt: null }), key(3, { expiresAt: '2027-12-31T00:00:00.000Z' }), key(4, { expiresAt: '2027-03-01T00:00:00.000Z', kind: 'plain' })))).toEqual([
      'high plainKey Key 1',
      'medium keyWithoutExpiry Key 2',
      'medium keyBeyondMaximum Key 3',
      'low keyExpired Key 4'
    ])
    const admin = { known: true as const, value: [{ organizationId, scope: 'org', appId: null, role: 'org_admin' }] }
    expect(found(withKeys(key(1, { bindings: admin }), key(2, { mayCreateOrganizations: 'yes' }), othersKey(3, { ownerId: 'nobody' })))).toEqual(['high keyOwnerNotListed Key 3', 'medium keyMayAdministrate Key 1', 'medium keyMayAdministrate Key 2'])
  })

  it('counts many keys instead of naming each', () => {
    const many = (count: number) => withKeys(...Array.from({ length: count }, (_, index) => key(index + 1, { expiresAt: null })))
    expect(found(many(mostSingleFindings))).toHaveLength(mostSingleFindings)
    expect(found(many(mostSingleFindings + 1))).toEqual([`medium keyWithoutExpiry  ${String(mostSingleFindings + 1)}`])
  })
})
