import { describe, expect, it } from 'vitest'
import type { KeyFact, KeyInventory } from '#shared/domain/keyInventory'
import type { PasswordStatus } from '#shared/domain/member'
import type { SecurityPolicies } from '#shared/domain/organization'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { judgePosture, posturePartNames, postureWeights, type PosturePart, type PosturePartName } from '#shared/rules/posture'
import { dayMs } from '#shared/rules/postureFigures'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, noPolicies, security } from '../../support/organizationSecurityFixtures'

const now = Date.parse('2027-03-12T09:30:00.000Z')
const inDays = (days: number): string => new Date(now + days * dayMs).toISOString()
let keys = 0
/** It never expires. */
const apiKey = (changes: Partial<KeyFact> = {}): KeyFact => key((keys += 1), { expiresAt: null, ...changes })
const failed = { state: 'failed' as const, why: lookUpFailure }
const everything: SecurityPolicies = {
  ...noPolicies,
  passwordPolicy: { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true },
  enforcesSecureKeys: true,
  requiresKeyExpiration: true,
  maxKeyExpirationDays: 180
}
const having = (policies: Partial<SecurityPolicies>, changes: Partial<OrganizationSecurity> = {}): OrganizationSecurity => security({ policies: { known: true, value: { ...noPolicies, ...policies } }, ...changes })
const proved = (status: PasswordStatus, id: string) => member(id, 'enabled', 'org_member', `${id}@example.com`, status)

function partOf(name: PosturePartName, read: OrganizationSecurity | null, keys: KeyInventory | null = inventory([])): PosturePart {
  const found = judgePosture(read, keys, now).score.parts.find((part) => part.name === name)
  if (!found) throw new Error(name)
  return found
}

describe('the score', () => {
  it('has weights that add up to 100', () => {
    expect(Object.values(postureWeights).reduce((sum, weight) => sum + weight, 0)).toBe(100)
    expect([...posturePartNames].sort()).toEqual(Object.keys(postureWeights).sort())
  })

  it('is 100 where everything is known and as it should be', () => {
    const best = having(everything, { enforcesTwoFactor: { known: true, value: true }, members: [proved('compliant', 'a'), proved('compliant', 'b')] })
    const { low, high, parts } = judgePosture(best, inventory([apiKey({ expiresAt: inDays(30) })]), now).score
    expect([low, high]).toEqual([100, 100])
    expect(parts.every(({ points, weight }) => points === weight)).toBe(true)
  })

  it('is 0 where everything is known and nothing is as it should be', () => {
    const worst = having({}, { members: [member('a', 'notEnabled')] })
    const { low, high } = judgePosture(worst, inventory([apiKey({ kind: 'plain' })]), now).score
    expect([low, high]).toEqual([0, 0])
  })

  it('is 0 to 100 where nothing is known', () => {
    const { low, high, parts } = judgePosture(null, null, now).score
    expect([low, high]).toEqual([0, 100])
    expect(parts.every(({ reason }) => reason === 'unknown')).toBe(true)
  })

  it('is never rounded up: one of 1,000 members is missing from 100', () => {
    const members = Array.from({ length: 1000 }, (_, index) => ({ ...proved('compliant', `m${String(index)}`), ...(index === 0 ? { twoFactor: 'notEnabled' as const } : {}) }))
    const { low, high } = judgePosture(having(everything, { enforcesTwoFactor: { known: true, value: true }, members }), inventory([]), now).score
    expect([low, high]).toEqual([99, 99])
  })

  it('is a range as wide as what is unknown', () => {
    const read = having(everything, { enforcesTwoFactor: { known: true, value: true }, members: [proved('compliant', 'a'), { ...proved('compliant', 'b'), twoFactor: 'unknown' }] })
    const { low, high } = judgePosture(read, inventory([]), now).score
    expect([low, high]).toEqual([87, 100])
  })
})

describe('a part of the score', () => {
  it.each<[string, PosturePartName, OrganizationSecurity | null, KeyInventory | null, Partial<PosturePart>]>([
    ['2FA enforced', 'twoFactorEnforced', security({ enforcesTwoFactor: { known: true, value: true } }), null, { points: 20, unknown: 0, reason: 'met' }],
    ['2FA not enforced', 'twoFactorEnforced', security(), null, { points: 0, unknown: 0, reason: 'off' }],
    ['2FA unknown', 'twoFactorEnforced', security({ enforcesTwoFactor: { known: false, why: lookUpFailure } }), null, { points: 0, unknown: 20, reason: 'unknown' }],
    ['one of four with 2FA, one unknown', 'twoFactorMembers', security({ members: [member('a', 'enabled'), member('b', 'notEnabled'), member('c', 'notEnabled'), member('d', 'unknown'), member('e', 'pending')] }), null, { points: 6.25, unknown: 6.25, reason: 'partlyUnknown', count: 1, total: 4 }],
    ['nobody with 2FA', 'twoFactorMembers', security({ members: [member('a', 'notEnabled')] }), null, { points: 0, unknown: 0, reason: 'none' }],
    ['members of whom half were sent', 'twoFactorMembers', security({ membersCompleteness: { state: 'incomplete', received: 2, expected: 4 } }), null, { points: 12.5, unknown: 12.5, reason: 'partlyUnknown', count: 2, total: 4 }],
    ['members of whom nobody knows the number', 'twoFactorMembers', security({ membersCompleteness: { state: 'incomplete', received: 2, expected: null } }), null, { points: 0, unknown: 25, reason: 'unknown' }],
    ['2FA that nobody could be asked about', 'twoFactorMembers', security({ members: [member('a', 'unknown')], twoFactorCompleteness: failed }), null, { points: 0, unknown: 25, reason: 'unknown' }],
    ['a long password', 'passwordPolicy', having(everything), null, { points: 10, reason: 'met', count: 12 }],
    ['a short password', 'passwordPolicy', having({ passwordPolicy: { enabled: true, minLength: 11, requireUppercase: true, requireNumber: true, requireSpecial: true } }), null, { points: 5, unknown: 0, reason: 'short', count: 11, total: 12 }],
    ['a policy that is not enforced', 'passwordPolicy', having({ passwordPolicy: { enabled: false, minLength: 20, requireUppercase: true, requireNumber: true, requireSpecial: true } }), null, { points: 0, reason: 'off' }],
    ['proofs that nobody asks for', 'passwordMembers', having({}), null, { points: 0, unknown: 0, reason: 'notAsked' }],
    ['half of the proofs', 'passwordMembers', having(everything, { members: [proved('compliant', 'a'), proved('nonCompliant', 'b')] }), null, { points: 5, reason: 'partly', count: 1, total: 2 }],
    ['proofs that could not be read', 'passwordMembers', having(everything, { members: [proved('unknown', 'a')], passwordCompleteness: failed }), null, { points: 0, unknown: 10, reason: 'unknown' }],
    ['no maximum', 'maximumLifetime', having({}), null, { points: 0, reason: 'noMaximum' }],
    ['a maximum as long as recommended', 'maximumLifetime', having({ maxKeyExpirationDays: 180 }), null, { points: 4, reason: 'met', count: 180 }],
    ['a longer maximum', 'maximumLifetime', having({ maxKeyExpirationDays: 181 }), null, { points: 0, reason: 'longMaximum', count: 181, total: 180 }],
    ['plain keys that are refused', 'secureKeys', having({ enforcesSecureKeys: true }), null, { points: 8, unknown: 0, reason: 'refusedByPolicy' }],
    ['a plain key of two', 'secureKeys', having({}), inventory([apiKey(), apiKey({ kind: 'plain' })]), { points: 4, unknown: 0, reason: 'partly' }],
    ['a plain key that is expired', 'secureKeys', having({}), inventory([apiKey(), apiKey({ kind: 'plain', expiresAt: inDays(-1) })]), { points: 8, reason: 'met' }],
    ['kinds that the server does not tell', 'secureKeys', having({}), inventory([apiKey(), apiKey({ own: false, kind: 'unknown' })]), { points: 4, unknown: 4, reason: 'partlyUnknown' }],
    ['no keys', 'secureKeys', having({}), inventory([]), { points: 8, reason: 'noKeys' }],
    ['keys of which not all are listed', 'secureKeys', having({}), inventory([apiKey()], { organizationKeys: failed }), { points: 0, unknown: 8, reason: 'unknown' }],
    ['a key that never expires, one in time, one beyond the maximum', 'expiringKeys', having({ maxKeyExpirationDays: 90 }), inventory([apiKey(), apiKey({ expiresAt: inDays(80) }), apiKey({ expiresAt: inDays(100) })]), { reason: 'partly', count: 1, total: 3 }],
    ['no keys to expire', 'expiringKeys', having({}), inventory([]), { points: 7, reason: 'noKeys' }]
  ])('%s', (_what, name, read, keys, expected) => {
    expect(partOf(name, read, keys)).toMatchObject(expected)
  })

  it('never has more than its weight, nor points from nothing', () => {
    for (const read of [null, security(), having(everything), having({}, { members: [] })]) {
      for (const keys of [null, inventory([]), inventory([apiKey(), apiKey({ kind: 'unknown', own: false })])]) {
        for (const { points, unknown, weight } of judgePosture(read, keys, now).score.parts) {
          expect(points).toBeGreaterThanOrEqual(0)
          expect(unknown).toBeGreaterThanOrEqual(0)
          expect(points + unknown).toBeLessThanOrEqual(weight)
        }
      }
    }
  })
})
