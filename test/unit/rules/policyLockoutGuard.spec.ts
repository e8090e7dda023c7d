import { describe, expect, it } from 'vitest'
import type { KeyFact, KeyInventory } from '#shared/domain/keyInventory'
import type { TwoFactorStatus } from '#shared/domain/member'
import type { Actor } from '#shared/domain/organizationSecurity'
import type { SettingsChange } from '#shared/domain/policyChange'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { judgePolicyChange, type PolicyVerdict } from '#shared/rules/policyLockoutGuard'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, noPolicies, organizationId, ownUserId, security } from '../../support/organizationSecurityFixtures'

const nowMs = Date.parse('2027-03-12T09:30:00.000Z')
const none: SecuritySettings = { enforcesTwoFactor: false, ...noPolicies }
const policy = { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true }

const judge = (change: SettingsChange, given: { security?: ReturnType<typeof security>; keys?: KeyInventory | null; before?: SecuritySettings } = {}): PolicyVerdict =>
  judgePolicyChange({ security: given.security ?? security(), keys: given.keys === undefined ? inventory([]) : given.keys, before: given.before ?? none, change, nowMs })

const everySetting: Record<string, SettingsChange> = {
  'two-factor enforcement': { enforcesTwoFactor: true },
  'a password policy': { passwordPolicy: policy },
  'secure keys': { enforcesSecureKeys: true },
  'key expiration': { requiresKeyExpiration: true },
  'a maximum': { maxKeyExpirationDays: 90 },
  'encrypted bundles': { enforcesEncryptedBundles: true },
  'all of them': { enforcesTwoFactor: true, passwordPolicy: policy, enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 90, enforcesEncryptedBundles: true }
}
const ownStates: Actor['twoFactor'][] = ['enabled', 'notEnabled', 'unknown']
const others: Record<string, TwoFactorStatus[]> = { 'no other super admin': [], 'another with 2FA': ['enabled'], 'another without': ['notEnabled'], 'another of unknown status': ['unknown'] }
/** What Gatehouse is signed in with; null: a session. */
const credentials: Record<string, Partial<KeyFact> | 'several' | 'unread' | null> = {
  'a session': null,
  'a plain key': { kind: 'plain', inUse: 'yes' },
  'a plain key without expiry': { kind: 'plain', inUse: 'yes', expiresAt: null },
  'a secure key': { kind: 'secure', inUse: 'yes' },
  'a secure key without expiry': { kind: 'secure', inUse: 'yes', expiresAt: null },
  'a key of unknown kind': { kind: 'unknown', inUse: 'yes' },
  'one of several keys': 'several',
  'a key that cannot be found': 'unread'
}

/** Whether somebody who decides here may find themself, or everybody who could help, locked out: told by the server's rules alone. */
function mayLockOut(change: SettingsChange, own: Actor['twoFactor'], other: readonly TwoFactorStatus[], credential: (typeof credentials)[string]): boolean {
  const withKey = credential !== null
  const key = withKey && typeof credential === 'object' ? credential : null
  if (change.enforcesTwoFactor === true && (own !== 'enabled' || !other.includes('enabled'))) return true
  if (change.passwordPolicy?.enabled === true) return true
  if (change.enforcesSecureKeys === true && withKey && key?.kind !== 'secure') return true
  return change.requiresKeyExpiration === true && withKey && (key === null || key.expiresAt === null)
}

describe('the lockout guard', () => {
  const cases = Object.keys(everySetting).flatMap((setting) => ownStates.flatMap((own) => Object.keys(others).flatMap((other) => Object.keys(credentials).map((credential) => ({ setting, own, other, credential })))))

  it.each(cases)('leaves no way out of $setting without a word or a typed name: own 2FA $own, $other, $credential', ({ setting, own, other, credential: credentialName }) => {
    const credential = credentials[credentialName] ?? null
    const otherStates = others[other] ?? []
    const change = everySetting[setting] ?? {}
    const keys =
      credential === null
        ? inventory([])
        : credential === 'several'
          ? inventory([key(1, { kind: 'plain', inUse: 'unknown', expiresAt: null }), key(2, { kind: 'secure', inUse: 'unknown' })])
          : credential === 'unread'
            ? null
            : inventory([key(1, credential)])
    const verdict = judge(change, {
      keys,
      security: security({
        actor: { userId: ownUserId, credential: credential === null ? 'session' : 'apiKey', level: credential === null ? 'aal2' : null, twoFactor: own },
        members: [member(ownUserId, own, 'org_super_admin'), ...otherStates.map((status, index) => member(`other-${String(index)}`, status, 'org_super_admin'))]
      })
    })
    const held = verdict.blockers.length > 0 || verdict.warnings.length > 0
    if (mayLockOut(change, own, otherStates, credential)) expect(held).toBe(true)
    // The person’s own lockout is not outweighed by any name; that everybody proves their password is, for it is set right at once.
    const ownLockout = (change.enforcesTwoFactor === true && own !== 'enabled') || (mayLockOut({ ...change, enforcesTwoFactor: false, passwordPolicy: null }, own, otherStates, credential) && credential !== null)
    if (ownLockout) expect(verdict.blockers).not.toEqual([])
  })

  it('lets go what touches nobody', () => {
    expect(judge({ maxKeyExpirationDays: 30 })).toMatchObject({ blockers: [], warnings: [], changed: ['maxKeyExpirationDays'] })
    expect(judge({ enforcesSecureKeys: true }, { keys: inventory([key(1)]) })).toMatchObject({ blockers: [], warnings: [] })
    expect(judge({ requiresKeyExpiration: true }, { keys: inventory([key(1)]) })).toMatchObject({ blockers: [], warnings: [] })
    const strict = { ...none, enforcesTwoFactor: true, passwordPolicy: policy, enforcesSecureKeys: true, requiresKeyExpiration: true }
    expect(judge({ enforcesTwoFactor: false, passwordPolicy: { ...policy, enabled: false }, enforcesSecureKeys: false, requiresKeyExpiration: false }, { before: strict, keys: inventory([key(1, { kind: 'plain', expiresAt: null })]) })).toMatchObject({ blockers: [], warnings: [] })
  })

  it('lets an API key do nothing but switch enforcement off while 2FA is enforced', () => {
    const actor = { userId: ownUserId, credential: 'apiKey', level: null, twoFactor: 'enabled' } as const
    const before = { ...none, enforcesTwoFactor: true }
    const keys = inventory([key(1, { inUse: 'yes' })])
    expect(judge({ maxKeyExpirationDays: 30 }, { security: security({ actor }), before, keys }).blockers).toEqual(['keyWhileEnforced'])
    expect(judge({ enforcesTwoFactor: false, maxKeyExpirationDays: 30 }, { security: security({ actor }), before, keys }).blockers).toEqual(['keyWhileEnforced'])
    expect(judge({ enforcesTwoFactor: false }, { security: security({ actor }), before, keys }).blockers).toEqual([])
  })

  it('stops everything while the settings or the permission are not known, or the person may not', () => {
    const unknown = { known: false, why: lookUpFailure } as const
    expect(judge({ maxKeyExpirationDays: 30 }, { security: security({ mayUpdateSettings: unknown }) }).blockers).toEqual(['permissionUnknown'])
    expect(judge({ maxKeyExpirationDays: 30 }, { security: security({ mayUpdateSettings: { known: true, value: false } }) }).blockers).toEqual(['mayNotUpdateSettings'])
    expect(judge({ maxKeyExpirationDays: 30 }, { security: security({ enforcesTwoFactor: unknown }) }).blockers).toEqual(['stateUnknown'])
  })
})

describe('what a change touches', () => {
  const elsewhere = '0b0f0c53-9a61-4f6a-8d0c-8e117c1d2a4e'
  const serving = (...ids: string[]) => ({ known: true, value: ids.map((id) => ({ organizationId: id, scope: 'org', appId: null, role: 'org_member' })) }) as const

  it('names own plain keys with the other organizations that they serve, and keys of unknown kind apart', () => {
    const { impact, warnings } = judge({ enforcesSecureKeys: true }, { keys: inventory([key(1, { kind: 'plain', bindings: serving(organizationId, elsewhere) }), key(2), othersKey(3), key(4, { kind: 'plain', bindings: serving(elsewhere) })]) })
    expect(impact.secureKeys?.stopping.map(({ key: { id }, otherOrganizations }) => [id, otherOrganizations])).toEqual([[1, [elsewhere]]])
    expect(impact.secureKeys?.unknown.map(({ id }) => id)).toEqual([3])
    expect(warnings).toEqual(['plainKeysStop', 'otherOrganizationsServed', 'unknownKeysMayStop'])
  })

  it('does not believe that a key serves nobody else when its roles are not known', () => {
    const { impact, warnings } = judge({ enforcesSecureKeys: true }, { keys: inventory([key(1, { kind: 'plain', bindings: { known: false, why: lookUpFailure } })]) })
    expect(impact.secureKeys?.stopping).toMatchObject([{ otherOrganizations: null }])
    expect(warnings).toContain('otherOrganizationsServed')
  })

  it('does not speak of keys that have expired', () => {
    const { impact } = judge({ enforcesSecureKeys: true }, { keys: inventory([key(1, { kind: 'plain', expiresAt: '2027-03-02T00:00:00.000Z' }), key(2, { kind: 'plain' })]) })
    expect(impact.secureKeys?.stopping.map(({ key: { id } }) => id)).toEqual([2])
  })

  it('names keys without expiry, and those beyond a shorter maximum by the server’s clock', () => {
    const keys = inventory([key(1, { expiresAt: null }), key(2, { expiresAt: '2027-03-20T00:00:00.000Z' }), othersKey(3, { expiresAt: '2027-06-30T00:00:00.000Z' })])
    const { impact } = judge({ requiresKeyExpiration: true, maxKeyExpirationDays: 30 }, { keys })
    expect(impact.keyExpiry?.without.map(({ id }) => id)).toEqual([1])
    expect(impact.beyondMaximum?.map(({ id }) => id)).toEqual([3])
    expect(judge({ maxKeyExpirationDays: 60 }, { keys, before: { ...none, maxKeyExpirationDays: 30 } }).impact.beyondMaximum).toBeNull()
  })

  it.each([['minLength', 13], ['requireUppercase', false], ['requireNumber', false], ['requireSpecial', false]])('is everybody, the person too, when %s of a policy in force changes', (field, value) => {
    const { impact, warnings } = judge({ passwordPolicy: { ...policy, [field]: value } }, { before: { ...none, passwordPolicy: policy } })
    expect(impact.passwords?.everyone.map(({ id }) => id)).toContain(ownUserId)
    expect(warnings).toEqual(['everyoneProvesPassword'])
  })

  it('is nobody when a policy that is not in force changes, or one goes out of force', () => {
    expect(judge({ passwordPolicy: { ...policy, enabled: false, minLength: 20 } }, { before: { ...none, passwordPolicy: { ...policy, enabled: false } } }).impact.passwords).toBeNull()
    expect(judge({ passwordPolicy: null }, { before: { ...none, passwordPolicy: policy } }).impact.passwords).toBeNull()
  })

  it('says where lists of keys are not whole, and nothing of keys where none is touched', () => {
    const failed = { state: 'failed', why: lookUpFailure } as const
    expect(judge({ enforcesSecureKeys: true }, { keys: inventory([], { organizationKeys: failed }) }).warnings).toEqual(['incompleteKeys'])
    expect(judge({ enforcesSecureKeys: true }, { keys: null }).warnings).toEqual(['incompleteKeys'])
    expect(judge({ enforcesTwoFactor: true }, { keys: null }).warnings).toEqual([])
  })
})
