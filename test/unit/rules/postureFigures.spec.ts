import { describe, expect, it } from 'vitest'
import type { KeyFact } from '#shared/domain/keyInventory'
import { dayMs, postureFigures } from '#shared/rules/postureFigures'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, noPolicies, security } from '../../support/organizationSecurityFixtures'

const now = Date.parse('2027-03-12T09:30:00.000Z')
const inDays = (days: number): string => new Date(now + days * dayMs).toISOString()
let keys = 0
/** It never expires. */
const apiKey = (changes: Partial<KeyFact> = {}): KeyFact => key((keys += 1), { expiresAt: null, ...changes })
const failed = { state: 'failed' as const, why: lookUpFailure }
const withMaximum = (maxKeyExpirationDays: number | null) => security({ policies: { known: true, value: { ...noPolicies, maxKeyExpirationDays } } })

describe('the figures of members', () => {
  it('count each status, invitations apart', () => {
    const { members } = postureFigures(security({ members: [member('a', 'enabled'), member('b', 'notEnabled'), member('c', 'notEnabled'), member('d', 'unknown'), member('e', 'pending')] }), null, now)
    expect(members).toEqual({ total: 4, enabled: 1, notEnabled: 2, unknown: 1, pending: 1, list: 'whole', statuses: 'whole', unseen: 0 })
  })

  it('tell of a look-up that failed that none counted is not none', () => {
    const of = security({ members: [member('a', 'unknown')], twoFactorCompleteness: failed, passwordCompleteness: failed })
    expect(postureFigures(of, null, now)).toMatchObject({ members: { unknown: 1, list: 'whole', statuses: 'unread' }, password: { statuses: 'unread' } })
  })

  it('say when a list was not read, or not whole', () => {
    expect(postureFigures(null, null, now).members).toMatchObject({ list: 'unread', unseen: null })
    expect(postureFigures(security({ members: [], membersCompleteness: failed }), null, now).members).toMatchObject({ total: 0, list: 'unread', unseen: null })
    const cut = (expected: number | null) => postureFigures(security({ membersCompleteness: { state: 'incomplete', received: 2, expected } }), null, now).members
    expect(cut(7)).toMatchObject({ list: 'partial', unseen: 5 })
    expect(cut(null)).toMatchObject({ list: 'partial', unseen: null })
    expect(cut(1)).toMatchObject({ list: 'partial', unseen: 0 })
  })
})

describe('the figures of passwords', () => {
  it('count proofs where a policy asks for them', () => {
    const members = [member('a', 'enabled', 'org_member', 'a@example.com', 'compliant'), member('b', 'enabled', 'org_member', 'b@example.com', 'nonCompliant'), member('c', 'pending', 'org_member', 'c@example.com', 'pending'), member('d', 'unknown', 'org_member', 'd@example.com', 'unknown')]
    const policies = { ...noPolicies, passwordPolicy: { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true } }
    expect(postureFigures(security({ members, policies: { known: true, value: policies } }), null, now).password).toMatchObject({ asked: true, compliant: 1, nonCompliant: 1, unknown: 1 })
  })

  it('say that nobody is asked, or that nobody knows', () => {
    expect(postureFigures(security(), null, now).password.asked).toBe(false)
    expect(postureFigures(security({ policies: { known: false, why: lookUpFailure } }), null, now).password.asked).toBeNull()
    expect(postureFigures(null, null, now).password.asked).toBeNull()
  })
})

describe('the figures of keys', () => {
  const figures = (keys: KeyFact[], of = withMaximum(90)) => postureFigures(of, inventory(keys), now).keys

  it('count kinds and expiries', () => {
    expect(figures([apiKey(), apiKey({ kind: 'plain', expiresAt: inDays(10) }), apiKey({ own: false, kind: 'unknown', expiresAt: inDays(60) }), apiKey({ kind: 'plain', expiresAt: inDays(-1) })])).toEqual({
      total: 4,
      secure: 1,
      plain: 2,
      unknownKind: 1,
      withExpiry: 3,
      withoutExpiry: 1,
      beyondMaximum: 0,
      expired: 1,
      expiringSoon: 1,
      undetermined: 0,
      list: 'whole'
    })
  })

  it.each<[string, string | null, Partial<Record<'expired' | 'expiringSoon' | 'beyondMaximum' | 'withoutExpiry', number>>]>([
    ['now', inDays(0), { expired: 1, expiringSoon: 0 }],
    ['in a moment', inDays(0.001), { expired: 0, expiringSoon: 1 }],
    ['in 30 days', inDays(30), { expiringSoon: 1 }],
    ['in a little more than 30 days', inDays(30.001), { expiringSoon: 0, beyondMaximum: 0 }],
    ['at the maximum', inDays(90), { beyondMaximum: 0 }],
    ['beyond it', inDays(90.001), { beyondMaximum: 1 }],
    ['never', null, { beyondMaximum: 0, withoutExpiry: 1, expired: 0, expiringSoon: 0 }]
  ])('of a key that expires %s', (_when, expiresAt, counts) => {
    expect(figures([apiKey({ expiresAt })])).toMatchObject(counts)
  })

  it('know no maximum where the policies are unknown, and nothing beyond where there is none', () => {
    const late = apiKey({ expiresAt: inDays(300) })
    expect(figures([late], security({ policies: { known: false, why: lookUpFailure } })).beyondMaximum).toBeNull()
    expect(figures([late], withMaximum(null)).beyondMaximum).toBe(0)
  })

  it('leave out own keys that do not reach the organization, and set apart those of which nobody knows', () => {
    const elsewhere = apiKey({ bindings: { known: true, value: [{ organizationId: '11111111-2222-4333-8444-555555555555', scope: 'org', appId: null, role: 'org_admin' }] } })
    const legacy = apiKey({ bindings: { known: true, value: [] } })
    const unclear = apiKey({ bindings: { known: false, why: lookUpFailure } })
    expect(figures([elsewhere, legacy, apiKey()])).toMatchObject({ total: 1, undetermined: 0, list: 'whole' })
    expect(figures([unclear, apiKey()])).toMatchObject({ total: 1, undetermined: 1, list: 'partial' })
    expect(figures([{ ...unclear, own: false }])).toMatchObject({ total: 1, undetermined: 0, list: 'whole' })
  })

  it('say how much of the list is known', () => {
    const list = (changes: Parameters<typeof inventory>[1]) => postureFigures(security(), inventory([apiKey()], changes), now).keys.list
    expect(list({ organizationKeys: failed })).toBe('partial')
    expect(list({ ownKeys: failed })).toBe('whole')
    expect(list({ organizationKeys: { state: 'incomplete', received: 1, expected: 2 } })).toBe('partial')
    expect(list({ organizationKeys: failed, ownKeys: failed })).toBe('unread')
    expect(postureFigures(security(), null, now).keys.list).toBe('unread')
  })
})
