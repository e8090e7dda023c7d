import { afterEach, describe, expect, it } from 'vitest'
import type { Completeness } from '#shared/domain/organizationSecurity'
import { mostPostureDays, type PostureDay } from '#shared/domain/postureHistory'
import type { AppErrorData } from '#shared/errors/appError'
import { localDay, postureDay, samePosture, withPostureDay } from '#shared/rules/postureDays'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, security } from '../../support/organizationSecurityFixtures'

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

const refused: AppErrorData = { code: 'forbidden', message: 'no', retryable: false }
const failed = (why: AppErrorData): Completeness => ({ state: 'failed', why })
const day = (changes: Partial<PostureDay> = {}): PostureDay => {
  const made = postureDay(security(), inventory([]))
  if (made === null) throw new Error('not recorded')
  return { ...made, ...changes }
}

describe('the summary of a day', () => {
  it('has numbers and nobody’s name', () => {
    const read = security({ members: [member('ada', 'enabled'), member('bea', 'notEnabled'), member('cid', 'unknown')] })
    const made = postureDay(read, inventory([key(1), key(2, { kind: 'plain', expiresAt: null }), othersKey(3)]))
    expect(made).toMatchObject({ enforcesTwoFactor: false, enforcesPasswords: false, members: { total: 3, enabled: 1, notEnabled: 1, unknown: 1 }, passwords: null, keys: { total: 3, secure: 1, plain: 1, unknownKind: 1, withExpiry: 2, expired: 0 } })
    expect(JSON.stringify(made)).not.toMatch(/ada|bea|Key 1|example\.com|7c1d2a4e/u)
  })

  it.each<[string, Parameters<typeof security>[0], Parameters<typeof inventory>[1]]>([
    ['the members were cut short', { membersCompleteness: { state: 'incomplete', received: 1, expected: 2 } }, {}],
    ['the 2FA look-up failed', { twoFactorCompleteness: failed(lookUpFailure) }, {}],
    ['the password look-up failed', { passwordCompleteness: failed(lookUpFailure) }, {}],
    ['2FA enforcement is unknown', { enforcesTwoFactor: { known: false, why: lookUpFailure } }, {}],
    ['the policies are unknown', { policies: { known: false, why: lookUpFailure } }, {}],
    ['the keys’ list failed', {}, { organizationKeys: failed(lookUpFailure) }],
    ['own keys were cut short', {}, { ownKeys: { state: 'incomplete', received: 1, expected: null } }]
  ])('is not made where %s', (_why, changes, ofKeys) => {
    expect(postureDay(security(changes), inventory([], ofKeys))).toBeNull()
  })

  it('is made with unknowns where the server refuses this credential, or never tells', () => {
    expect(postureDay(security({ twoFactorCompleteness: failed(refused) }), inventory([]))).toMatchObject({ members: null })
    expect(postureDay(security(), inventory([], { organizationKeys: failed({ ...refused, code: 'credentialCannot' }) }))).toMatchObject({ keys: null })
    const untold = postureDay(security({ policies: { known: false, why: { ...refused, code: 'invalidResponse' } } }), inventory([]))
    expect(untold).toMatchObject({ enforcesPasswords: null, enforcesSecureKeys: null, requiresKeyExpiration: null })
    expect((untold?.score.high ?? 0) - (untold?.score.low ?? 0)).toBeGreaterThan(0)
  })

  it.each([
    ['Pacific/Auckland', '2027-03-12T23:30:00.000Z', 0, '2027-03-13'],
    ['America/Los_Angeles', '2027-03-12T05:30:00.000Z', 0, '2027-03-11'],
    ['UTC', '2027-03-12T23:59:00.000Z', 120_000, '2027-03-13'],
    ['UTC', '2027-06-01T12:00:00.000Z', -90 * 86_400_000, '2027-03-03']
  ])('is of the day in %s at %s, by the server’s clock (%d ms)', (timeZone, readAt, clockSkewMs, expected) => {
    process.env['TZ'] = timeZone
    expect(postureDay(security({ readAt, clockSkewMs }), inventory([], { readAt }))?.day).toBe(expected)
    expect(localDay(Date.parse(readAt) + clockSkewMs)).toBe(expected)
  })
})

describe('the days', () => {
  const noon = day({ day: '2027-03-12', readAt: '2027-03-12T12:00:00.000Z', score: { low: 40, high: 50 } })

  it('are one for each day, in order', () => {
    const later = day({ day: '2027-03-14', readAt: '2027-03-14T12:00:00.000Z' })
    const between = day({ day: '2027-03-13', readAt: '2027-03-13T12:00:00.000Z' })
    expect([noon, later, between].reduce<PostureDay[]>(withPostureDay, []).map((one) => one.day)).toEqual(['2027-03-12', '2027-03-13', '2027-03-14'])
  })

  it.each<[string, Partial<PostureDay>, boolean]>([
    ['a later reading', { readAt: '2027-03-12T15:00:00.000Z', score: { low: 60, high: 70 } }, true],
    ['a later one that knows more', { readAt: '2027-03-12T15:00:00.000Z', score: { low: 45, high: 45 } }, true],
    ['a later one that knows less', { readAt: '2027-03-12T15:00:00.000Z', score: { low: 30, high: 70 } }, false],
    ['an earlier one', { readAt: '2027-03-12T09:00:00.000Z', score: { low: 45, high: 45 } }, false]
  ])('hold of one day %s: %o', (_which, changes, taken) => {
    const next = { ...noon, ...changes }
    expect(withPostureDay([noon], next)).toEqual([taken ? next : noon])
  })

  it('are the latest two years', () => {
    const start = Date.parse('2024-01-01T12:00:00.000Z')
    const at = (index: number): string => new Date(start + index * 86_400_000).toISOString()
    const many = Array.from({ length: mostPostureDays }, (_, index) => day({ day: at(index).slice(0, 10), readAt: at(index) }))
    const next = day({ day: at(mostPostureDays).slice(0, 10), readAt: at(mostPostureDays) })
    const kept = withPostureDay(many, next)
    expect([kept.length, kept[0]?.day, kept.at(-1)?.day]).toEqual([mostPostureDays, '2024-01-02', next.day])
  })

  it('say the same whenever they were read', () => {
    expect(samePosture(noon, { ...noon, readAt: '2027-03-12T15:00:00.000Z' })).toBe(true)
    expect(samePosture(noon, { ...noon, enforcesTwoFactor: true })).toBe(false)
  })
})
