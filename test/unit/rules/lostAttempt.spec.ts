import { describe, expect, it } from 'vitest'
import { judgeLostAttempt, landingWindow, type BeforeAttempt, type OwnKeyNow } from '#shared/rules/lostAttempt'

const key: OwnKeyNow = { id: 7, name: 'deploy', updatedAt: '2026-11-20T10:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const later = '2026-11-21T10:00:00.000Z'
const ofKey: BeforeAttempt = { cause: 'regenerate', key }
const other: OwnKeyNow = { ...key, id: 8, name: 'other' }

describe('a regeneration whose answer was lost', () => {
  it.each<[string, OwnKeyNow[], boolean, string]>([
    ['unchanged, and nothing is on its way', [other, key], false, 'notRotated'],
    ['unchanged, while it may still be carried out', [key], true, 'unknown'],
    ['the same moment in other words', [{ ...key, updatedAt: '2026-11-20T10:00:00Z', expiresAt: '2027-01-01T00:00:00Z' }], false, 'notRotated'],
    ['changed, all else as before', [{ ...key, updatedAt: later }], false, 'rotated'],
    ['changed, all else as before, early', [{ ...key, updatedAt: later }], true, 'rotated'],
    ['changed, with another name', [{ ...key, updatedAt: later, name: 'renamed' }], false, 'unknown'],
    ['changed, with another expiry', [{ ...key, updatedAt: later, expiresAt: later }], false, 'unknown'],
    ['changed, and it never expires now', [{ ...key, updatedAt: later, expiresAt: null }], false, 'unknown'],
    ['a time that stands still beside another name', [{ ...key, name: 'renamed' }], false, 'unknown'],
    ['a server that tells no time', [{ ...key, updatedAt: null }], false, 'unknown'],
    ['gone', [other], false, 'unknown'],
    ['an empty list', [], false, 'unknown']
  ])('%s', (_case, now, mayStillLand, finding) => {
    expect(judgeLostAttempt({ before: ofKey, keyName: 'deploy', now, mayStillLand })).toEqual({ finding, keyId: 7, candidates: [] })
  })

  it.each([
    ['before it was asked for', '2026-11-21T09:58:59.000Z', 'unknown'],
    ['as it was asked for', '2026-11-21T10:00:01.000Z', 'rotated'],
    ['as late as it may land', '2026-11-21T10:02:50.000Z', 'rotated'],
    ['when it cannot land any more', '2026-11-21T10:05:00.000Z', 'unknown'],
    ['days after', '2026-11-24T10:00:00.000Z', 'unknown']
  ])('changed %s', (_case, updatedAt, finding) => {
    const now = [{ ...key, updatedAt }]
    expect(judgeLostAttempt({ before: ofKey, keyName: 'deploy', now, mayStillLand: false, window: landingWindow(later, 0) }).finding).toBe(finding)
    // This computer's clock is an hour behind the server's.
    expect(judgeLostAttempt({ before: ofKey, keyName: 'deploy', now, mayStillLand: false, window: landingWindow('2026-11-21T09:00:00.000Z', 3_600_000) }).finding).toBe(finding)
  })

  it('says nothing where the time before was not known', () => {
    expect(judgeLostAttempt({ before: { cause: 'regenerate', key: { ...key, updatedAt: null } }, keyName: 'deploy', now: [key], mayStillLand: false }).finding).toBe('unknown')
  })
})

describe.each(['create', 'twin'] as const)('a key that was to be made (%s) and whose answer was lost', (cause) => {
  const before: BeforeAttempt = { cause, keyIds: [1, 8] }
  it.each<[string, OwnKeyNow[], boolean, object]>([
    ['none, and nothing is on its way', [other], false, { finding: 'notCreated', keyId: null, candidates: [] }],
    ['none, while it may still be carried out', [other], true, { finding: 'unknown', keyId: null, candidates: [] }],
    ['one', [other, key], false, { finding: 'created', keyId: 7, candidates: [] }],
    ['one, early', [key], true, { finding: 'created', keyId: 7, candidates: [] }],
    ['one of another name, which may be it renamed', [{ ...key, name: 'else' }], false, { finding: 'unknown', keyId: null, candidates: [7] }],
    ['one of another name, early', [{ ...key, name: 'else' }], true, { finding: 'unknown', keyId: null, candidates: [] }],
    ['one that was there before', [{ ...key, id: 8 }], false, { finding: 'notCreated', keyId: null, candidates: [] }],
    ['several', [key, { ...key, id: 9 }], false, { finding: 'unknown', keyId: null, candidates: [7, 9] }]
  ])('%s', (_case, now, mayStillLand, expected) => {
    expect(judgeLostAttempt({ before, keyName: 'deploy', now, mayStillLand })).toEqual(expected)
  })
})
