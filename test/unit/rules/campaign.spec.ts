import { describe, expect, it } from 'vitest'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { campaignTotals, lastAsked, standingOf } from '#shared/rules/campaign'
import { keysByOwner, ownedKeys, type PeopleRead } from '#shared/rules/keyOwners'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, security } from '../../support/organizationSecurityFixtures'

const [first, second] = ['2027-03-01T08:00:00.000Z', '2027-03-10T08:00:00.000Z']
const asked = lastAsked({ enforceOn: null, asked: [{ at: first, userIds: ['a', 'b', 'c', 'gone'] }, { at: second, userIds: ['b'] }] })

describe('a campaign', () => {
  it('remembers when each was asked last', () => {
    expect(Object.fromEntries(asked)).toEqual({ a: first, b: second, c: first, gone: first })
  })

  it('says who is left, who is done, who is unknown and who was never asked', () => {
    const members = [member('a', 'notEnabled'), member('b', 'enabled'), member('c', 'unknown'), member('d', 'notEnabled'), member('e', 'enabled'), member('f', 'unknown'), member('p', 'pending')]
    expect(members.map((one) => standingOf(one, 'twoFactor', asked))).toEqual(['left', 'done', 'unknown', 'neverAsked', null, null, null])
    expect(campaignTotals(members, 'twoFactor', asked)).toEqual({ asked: 4, left: 1, done: 1, unknown: 1, neverAsked: 1, notListed: 1 })
  })

  it('calls nobody left or never asked whose status is unknown', () => {
    const members = ['a', 'b', 'c', 'd'].map((id) => member(id, 'unknown', 'org_member', `${id}@example.com`, 'unknown'))
    expect(campaignTotals(members, 'twoFactor', asked)).toMatchObject({ left: 0, done: 0, neverAsked: 0, unknown: 3 })
    expect(campaignTotals(members, 'password', asked)).toMatchObject({ left: 0, done: 0, neverAsked: 0, unknown: 3 })
  })

  it('goes by the password for the other goal', () => {
    const members = [member('a', 'enabled', 'r', 'a@example.com', 'nonCompliant'), member('b', 'notEnabled', 'r', 'b@example.com', 'compliant'), member('c', 'enabled', 'r', 'c@example.com', 'notAsked')]
    expect(members.map((one) => standingOf(one, 'password', asked))).toEqual(['left', 'done', 'unknown'])
  })
})

const elsewhere = '00000000-0000-4000-8000-000000000099'
const owned = (id: number, ownerId: string, given: Partial<KeyFact> = {}) => key(id, { ownerId, own: false, kind: 'unknown', ...given })

const people = (members: OrganizationSecurity['members']): PeopleRead => security({ members })

describe('keys by their owners', () => {
  const members = [member('without', 'notEnabled'), member('with', 'enabled'), member('unknown', 'unknown'), member('invited', 'pending')]
  const keys = [owned(1, 'without'), owned(2, 'with'), owned(3, 'unknown'), owned(4, 'invited'), owned(5, 'stranger'), owned(6, 'without', { bindings: { known: true, value: [{ organizationId: elsewhere, scope: 'org', appId: null, role: 'r' }] } }), owned(7, 'without', { bindings: { known: true, value: [] } }), owned(8, 'without', { bindings: { known: false, why: lookUpFailure } })]

  it('are without 2FA only where that is known, and unknown apart', () => {
    const { without, unknown } = keysByOwner(inventory(keys), people(members))
    expect([without.map(({ id }) => id), unknown.map(({ id }) => id)]).toEqual([[1, 7, 8], [3, 4, 5]])
  })

  it('are known by the account where they are one’s own and the members do not tell', () => {
    const sorted = (twoFactor: 'enabled' | 'notEnabled' | 'unknown') => {
      const { without, unknown } = keysByOwner(inventory([owned(1, 'me'), owned(2, 'else')]), { ...people([]), membersCompleteness: { state: 'failed', why: lookUpFailure }, actor: { userId: 'me', credential: 'session', twoFactor, level: 'aal1' } })
      return [without.map(({ id }) => id), unknown.map(({ id }) => id)]
    }
    expect([sorted('enabled'), sorted('notEnabled'), sorted('unknown')]).toEqual([[[], [2]], [[1], [2]], [[], [1, 2]]])
  })

  it('are never without 2FA when the look-up failed', () => {
    expect(keysByOwner(inventory(keys), people(members.map((one) => ({ ...one, twoFactor: 'unknown' as const })))).without).toEqual([])
    expect(keysByOwner(inventory(keys), people([])).without).toEqual([])
  })

  it('are counted, and said not to be all where a list is missing', () => {
    expect(ownedKeys(inventory(keys))).toEqual({ counts: new Map([['without', 3], ['with', 1], ['unknown', 1], ['invited', 1], ['stranger', 1]]), whole: true })
    expect(ownedKeys(inventory(keys, { organizationKeys: { state: 'failed', why: lookUpFailure } })).whole).toBe(false)
    expect(ownedKeys(inventory(keys, { ownKeys: { state: 'incomplete', received: 1, expected: 2 } })).whole).toBe(false)
    expect(ownedKeys(null)).toEqual({ counts: new Map(), whole: false })
  })
})
