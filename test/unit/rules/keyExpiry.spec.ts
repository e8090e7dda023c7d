import { describe, expect, it } from 'vitest'
import { expiryGroupNames, expiryOf, groupByExpiry, noticeOf } from '#shared/rules/keyExpiry'
import { key } from '../../support/keyInventoryFixtures'
import { createRandom } from '../../support/random'

const now = Date.parse('2028-02-28T12:00:00.000Z')
const at = (ms: number) => ({ expiresAt: new Date(now + ms).toISOString() })
const day = 86_400_000

describe('the expiry of a key', () => {
  it.each([
    ['a moment before', at(1), { state: 'ahead', daysLeft: 0 }],
    ['at that very moment', at(0), { state: 'expired', daysAgo: 0, deletedAt: '2028-03-29T12:00:00.000Z' }],
    ['over a leap day', { expiresAt: '2028-03-01T12:00:00.000Z' }, { state: 'ahead', daysLeft: 2 }],
    ['set to a week a moment ago', at(7 * day - 1), { state: 'ahead', daysLeft: 7 }],
    ['two hours less than a week', at(7 * day - day / 12), { state: 'ahead', daysLeft: 6 }],
    ['long ago', at(-40 * day), { state: 'expired', daysAgo: 40, deletedAt: '2028-02-18T12:00:00.000Z' }],
    ['never', { expiresAt: null }, { state: 'never' }]
  ])('%s', (_, expiry, expected) => {
    expect(expiryOf(expiry, now)).toEqual(expected)
  })

  it.each([
    [30 * day + 1, null],
    [30 * day, 30],
    [7 * day + 1, 30],
    [7 * day, 7],
    [day + 1, 7],
    [day, 1],
    [1, 1],
    [0, null],
    [-day, null]
  ])('%d ms ahead asks for the notice of %s days', (ms, days) => {
    expect(noticeOf(at(ms), now)).toBe(days)
  })

  it('puts every key into one group, the first to run out first', () => {
    const { next: random } = createRandom(7)
    const keys = Array.from({ length: 500 }, (_, id) => key(id, random() < 0.1 ? { expiresAt: null } : at((random() - 0.3) * 90 * day)))
    const groups = groupByExpiry(keys, now)
    expect(expiryGroupNames.flatMap((name) => groups[name]).map(({ id }) => id).sort((a, b) => a - b)).toEqual(keys.map(({ id }) => id))
    for (const name of ['within1', 'within7', 'within30', 'later'] as const) {
      const moments = groups[name].map(({ expiresAt }) => Date.parse(expiresAt ?? ''))
      expect(moments).toEqual([...moments].sort((a, b) => a - b))
      expect(moments.every((moment) => moment > now)).toBe(true)
    }
    expect(groups.never.every(({ expiresAt }) => expiresAt === null)).toBe(true)
    expect(groups.expired.every(({ expiresAt }) => Date.parse(expiresAt ?? '') <= now)).toBe(true)
  })
})
