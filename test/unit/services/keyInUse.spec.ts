import { describe, expect, it } from 'vitest'
import { judgeInUse } from '../../../electron/main/services/apiKeys/keyInUse'

const now = Date.parse('2026-06-01T12:00:00Z')
const row = (id: number, expiresAt: string | null) => ({ id, name: '', user_id: 'someone', created_at: null, expires_at: expiresAt })
const valid = row(1, null)
const expired = row(2, '2026-05-01T00:00:00Z')
const justExpired = row(3, '2026-06-01T11:59:40Z')

describe('which key Gatehouse is signed in with', () => {
  it.each([
    ['the only one', [valid], 0, { 1: 'yes' }],
    ['the only one that has not expired', [valid, expired], 0, { 1: 'yes', 2: 'no' }],
    ['any of several, not the expired one', [valid, row(4, '2027-01-01T00:00:00Z'), expired], 0, { 1: 'unknown', 4: 'unknown', 2: 'no' }],
    ['perhaps one that expired within the minute', [valid, justExpired], 0, { 1: 'unknown', 3: 'unknown' }],
    ['not one that expired by the server’s clock, whatever this one says', [valid, row(5, '2026-06-01T12:30:00Z')], 3_600_000, { 1: 'yes', 5: 'no' }],
    ['perhaps one that expired today, where the server’s clock is not known', [valid, row(6, '2026-06-01T02:00:00Z')], null, { 1: 'unknown', 6: 'unknown' }],
    ['one of those that expired, where all did: the clock is wrong', [expired, row(7, '2026-05-02T00:00:00Z')], 0, { 2: 'unknown', 7: 'unknown' }]
  ])('is %s', (_name, rows, skew, expected) => {
    const judge = judgeInUse(rows, now, skew)
    expect(Object.fromEntries(rows.map(({ id }) => [id, judge(id)]))).toEqual(expected)
  })
})
