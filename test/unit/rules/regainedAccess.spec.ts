import { describe, expect, it } from 'vitest'
import type { PasswordStatus, TwoFactorStatus } from '#shared/domain/member'
import type { SettingsChange } from '#shared/domain/policyChange'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { withChange } from '#shared/rules/changedSettings'
import { regainedBy, type RegainedAccess, type RegainedCase } from '#shared/rules/regainedAccess'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { member, noPolicies, security } from '../../support/organizationSecurityFixtures'

const nowMs = Date.parse('2027-03-12T09:30:00.000Z')
const policy = { enabled: true, minLength: 14, requireUppercase: true, requireNumber: true, requireSpecial: true }
const strict: SecuritySettings = { enforcesTwoFactor: true, ...noPolicies, passwordPolicy: policy, enforcesSecureKeys: true, requiresKeyExpiration: true }

function back(change: SettingsChange, given: Partial<RegainedCase> = {}): RegainedAccess {
  const before = given.before ?? strict
  return regainedBy({ security: security(), keys: inventory([]), before, after: withChange(before, change), wereInForce: true, nowMs, ...given })
}

const off2fa: SettingsChange = { enforcesTwoFactor: false }
const offPassword: SettingsChange = { passwordPolicy: null }
const both: SettingsChange = { ...off2fa, ...offPassword }
const former: SettingsChange = { passwordPolicy: { ...policy, minLength: 10 } }

/** Which part of the answer a member stands in, while both policies are in force; null: in none. */
const table: [TwoFactorStatus, PasswordStatus, { off2fa: string | null; offPassword: string | null; both: string | null; former: string | null }][] = [
  ['enabled', 'compliant', { off2fa: null, offPassword: null, both: null, former: null }],
  ['enabled', 'nonCompliant', { off2fa: null, offPassword: 'regaining', both: 'regaining', former: 'maybe' }],
  ['enabled', 'unknown', { off2fa: null, offPassword: 'maybe', both: 'maybe', former: 'maybe' }],
  ['enabled', 'notAsked', { off2fa: null, offPassword: 'maybe', both: 'maybe', former: 'maybe' }],
  ['notEnabled', 'compliant', { off2fa: 'regaining', offPassword: null, both: 'regaining', former: null }],
  ['notEnabled', 'nonCompliant', { off2fa: 'staying', offPassword: 'staying', both: 'regaining', former: 'staying' }],
  ['notEnabled', 'unknown', { off2fa: 'maybe', offPassword: 'staying', both: 'regaining', former: 'staying' }],
  ['unknown', 'compliant', { off2fa: 'maybe', offPassword: null, both: 'maybe', former: null }],
  ['unknown', 'nonCompliant', { off2fa: 'staying', offPassword: 'maybe', both: 'regaining', former: 'maybe' }],
  ['unknown', 'unknown', { off2fa: 'maybe', offPassword: 'maybe', both: 'maybe', former: 'maybe' }],
  ['pending', 'pending', { off2fa: null, offPassword: null, both: null, former: null }]
]

describe('who gets in again', () => {
  it.each(table)('2FA %s and password %s', (twoFactor, password, expected) => {
    const organization = security({ members: [member('a', twoFactor, 'org_member', 'a@example.com', password)] })
    const standing = (change: SettingsChange): string | null => {
      const { members } = back(change, { security: organization })
      return (['regaining', 'maybe', 'staying'] as const).find((part) => members?.[part].length === 1) ?? null
    }
    expect({ off2fa: standing(off2fa), offPassword: standing(offPassword), both: standing(both), former: standing(former) }).toEqual(expected)
  })

  it('is nobody by 2FA enforcement where it was not in force, and nobody where it comes into force', () => {
    const organization = security({ members: [member('a', 'notEnabled', 'org_member', 'a@example.com', 'nonCompliant')] })
    const before = { ...strict, enforcesTwoFactor: false }
    expect(back({ enforcesTwoFactor: true }, { security: organization, before }).members).toBeNull()
    expect(back({ enforcesTwoFactor: true, passwordPolicy: null }, { security: organization, before }).members).toMatchObject({ regaining: [], staying: [{ id: 'a' }] })
  })

  it('does not believe in a proof for settings that were never in force', () => {
    const organization = security({ members: [member('a', 'enabled', 'org_member', 'a@example.com', 'nonCompliant')] })
    expect(back(former, { security: organization, wereInForce: false }).members).toBeNull()
    expect(back({ ...former, enforcesTwoFactor: false }, { security: security({ members: [member('a', 'notEnabled', 'org_member', 'a@example.com', 'nonCompliant')] }), wereInForce: false }).members).toMatchObject({ regaining: [], maybe: [], staying: [{ id: 'a' }] })
  })
})

describe('which keys work again', () => {
  const keys = inventory([key(1, { kind: 'plain' }), key(2), othersKey(3), key(4, { kind: 'plain', expiresAt: null }), othersKey(5, { expiresAt: null }), key(6, { kind: 'plain', expiresAt: '2027-03-01T00:00:00.000Z' })])
  const ids = (change: SettingsChange) => {
    const { keys: found } = back(change, { keys })
    return found && { working: found.working.map(({ id }) => id), maybeWorking: found.maybeWorking.map(({ id }) => id), accepted: found.accepted.map(({ id }) => id) }
  }

  it.each([
    ['secure keys are no longer enforced', { enforcesSecureKeys: false }, { working: [1, 4], maybeWorking: [3, 5], accepted: [] }],
    ['keys may be without expiry, plain ones stay refused', { requiresKeyExpiration: false }, { working: [], maybeWorking: [], accepted: [5] }],
    ['both', { enforcesSecureKeys: false, requiresKeyExpiration: false }, { working: [1, 4], maybeWorking: [3, 5], accepted: [4, 5] }],
    ['neither', { maxKeyExpirationDays: 30 }, null]
  ])('%s', (_, change, expected) => {
    expect(ids(change)).toEqual(expected)
  })

  it('are none that is known where they could not be read', () => {
    expect(back({ enforcesSecureKeys: false }, { keys: null }).keys).toEqual({ working: [], maybeWorking: [], accepted: [] })
  })
})
