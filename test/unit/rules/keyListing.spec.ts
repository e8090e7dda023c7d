import { describe, expect, it } from 'vitest'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { KeySurroundings } from '#shared/rules/keyFindings'
import { filterKeys, keyColumns, listKeys, noKeyFilter, sortKeys, type KeyColumn, type KeyFilter, type ListedKey } from '#shared/rules/keyListing'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, organizationId } from '../../support/organizationSecurityFixtures'

const nowMs = Date.parse('2027-03-12T12:00:00.000Z')
const inDays = (days: number): string => new Date(nowMs + days * 86_400_000).toISOString()
const elsewhereId = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'
const apps = { known: true, value: [{ id: 'row-1', appId: 'com.example.driver', name: 'Driver app' }] } as const
const onApp = (appId: string, role: string, id = organizationId) => ({ organizationId: id, scope: 'app', appId, role })
const surroundings: KeySurroundings = {
  organizationId,
  policies: { known: true, value: { enforcesSecureKeys: true, requiresKeyExpiration: false, maxKeyExpirationDays: null } },
  twoFactorOf: (id) => (id === 'second' ? 'notEnabled' : 'enabled'),
  nowMs
}
const list = (keys: readonly KeyFact[]): ListedKey[] => listKeys(inventory(keys, { apps: { known: true, value: [...apps.value] } }), surroundings)
const one = (given: KeyFact): ListedKey => list([given])[0] as ListedKey
const bound = (...value: { organizationId: string; scope: string; appId: string | null; role: string }[]): Partial<KeyFact> => ({ bindings: { known: true, value } })

describe('a key in a list', () => {
  it('has its role and its apps of this organization, and says whether there is more elsewhere', () => {
    const row = one(key(1, bound({ organizationId, scope: 'org', appId: null, role: 'org_member' }, onApp('row-1', 'app_uploader'), onApp('row-9', 'app_reader'), onApp('row-2', 'app_admin', elsewhereId))))
    expect([row.role, row.elsewhere, row.onlyElsewhere]).toEqual(['org_member', true, false])
    expect(row.apps).toEqual([
      { appId: 'row-1', app: apps.value[0], role: 'app_uploader' },
      { appId: 'row-9', app: null, role: 'app_reader' }
    ])
  })

  it('tells none from not known', () => {
    expect(one(key(1, bound(onApp('row-1', 'app_reader'))))).toMatchObject({ role: null, elsewhere: false })
    expect(one(key(1, { bindings: { known: false, why: lookUpFailure } }))).toMatchObject({ role: undefined, apps: null, elsewhere: null, onlyElsewhere: false })
    expect(one(key(1, bound({ organizationId: elsewhereId, scope: 'org', appId: null, role: 'org_admin' })))).toMatchObject({ role: null, onlyElsewhere: true })
  })

  it.each<[ListedKey['state'], Partial<KeyFact>]>([
    ['usable', {}],
    ['expired', { expiresAt: inDays(-2) }],
    ['refused', { kind: 'plain' }],
    ['unknown', { kind: 'unknown' }],
    ['withoutRoles', { kind: 'plain', ...bound() }]
  ])('is %s', (state, changes) => {
    expect(one(key(1, changes)).state).toBe(state)
  })

  it('gets the address of its owner from the members where the list of keys has none', () => {
    const rows = listKeys(inventory([key(1, { ownerEmail: null }), key(2)]), surroundings, () => 'found@example.com')
    expect(rows.map(({ key: { ownerEmail } }) => ownerEmail)).toEqual(['found@example.com', 'ines@example.com'])
  })
})

describe('searching and filtering', () => {
  const rows = list([
    key(101, { name: 'CI/CD Deploy', expiresAt: inDays(5), ...bound(onApp('row-1', 'app_uploader')) }),
    key(102, { name: 'Old', kind: 'plain', expiresAt: null }),
    key(103, { name: 'Gone', expiresAt: inDays(-1) }),
    othersKey(104, { name: 'Theirs', expiresAt: inDays(45) })
  ])
  const ids = (filter: Partial<KeyFilter>): number[] => filterKeys(rows, { ...noKeyFilter, ...filter }, nowMs).map(({ key: { id } }) => id)

  it.each<[string, number[]]>([
    ['ci/cd', [101]],
    ['DRIVER APP', [101]],
    ['com.example.driver', [101]],
    ['omar@', [104]],
    ['103', [103]],
    ['binding-102', [102]],
    ['  ', [101, 102, 103, 104]],
    ['nothing of it', []]
  ])('“%s” finds %j', (searched, expected) => {
    expect(ids({ searched })).toEqual(expected)
  })

  it.each<[string, Partial<KeyFilter>, number[]]>([
    ['kind', { kind: 'plain' }, [102]],
    ['state', { state: 'expired' }, [103]],
    ['expiry within a week, without what has expired', { expiry: 7 }, [101]],
    ['expiry within 90 days', { expiry: 90 }, [101, 104]],
    ['no expiry', { expiry: 'never' }, [102]],
    ['a certain finding', { finding: 'plainRefused' }, [102]],
    ['an owner without 2FA', { owner: 'withoutTwoFactor' }, [104]],
    ['several at once', { owner: 'withoutTwoFactor', kind: 'plain' }, []]
  ])('by %s', (_, filter, expected) => {
    expect(ids(filter)).toEqual(expected)
  })
})

describe('sorting', () => {
  const rows = list([
    key(3, { name: 'b', kind: 'plain', expiresAt: null, createdAt: null }),
    key(1, { name: 'B', expiresAt: inDays(9), updatedAt: inDays(-3) }),
    othersKey(2, { name: 'a', expiresAt: inDays(3) }),
    key(4, { name: ' ', ownerEmail: null, ...bound(onApp('row-1', 'app_reader')) })
  ])
  const order = (by: KeyColumn, direction: 'ascending' | 'descending' = 'ascending'): number[] => sortKeys(rows, { by, direction }).map(({ key: { id } }) => id)

  it('puts what is not known or not there last in either direction', () => {
    expect(order('name')).toEqual([2, 1, 3, 4])
    expect(order('name', 'descending')).toEqual([1, 3, 2, 4])
    expect(order('expires')).toEqual([2, 1, 4, 3])
    expect(order('expires', 'descending')).toEqual([4, 1, 2, 3])
    expect(order('role').at(-1)).toBe(4)
  })

  it('puts what needs attention first', () => {
    expect(order('compliance')[0]).toBe(3)
    expect(order('twoFactor')[0]).toBe(2)
    expect(order('kind')[0]).toBe(3)
  })

  it.each(keyColumns)('by %s has one result, whatever the order before, and loses nobody', (by) => {
    const turned = sortKeys([...rows].reverse(), { by, direction: 'ascending' }).map(({ key: { id } }) => id)
    expect(turned).toEqual(order(by))
    expect([...turned].sort()).toEqual([1, 2, 3, 4])
  })
})
