import { describe, expect, it } from 'vitest'
import type { Snapshot } from '#shared/domain/snapshot'
import { differenceOf } from '#shared/rules/snapshotDifference'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, noPolicies, organizationId, security } from '../../support/organizationSecurityFixtures'
import { snapshot } from '../../support/reviewFixtures'

const withMembers = (members: ReturnType<typeof member>[], changes = {}): Snapshot => snapshot({ security: security({ members, ...changes }) })
const withKeys = (keys: ReturnType<typeof key>[], changes = {}): Snapshot => snapshot({ keys: { known: true, value: inventory(keys, changes) } })

describe('what changed between two snapshots', () => {
  it('is nothing between one and itself', () => {
    const none = { added: [], removed: [], changed: [], uncertain: false }
    expect(differenceOf(snapshot(), snapshot())).toMatchObject({ settings: [], settingsUnknown: false, members: none, keys: none })
  })

  it('names each setting, of the password policy each part', () => {
    const policies = (minLength: number) => ({ known: true as const, value: { ...noPolicies, requiresKeyExpiration: true, passwordPolicy: { enabled: true, minLength, requireUppercase: true, requireNumber: true, requireSpecial: false } } })
    const difference = differenceOf(snapshot({ security: security({ policies: policies(8) }) }), snapshot({ security: security({ policies: policies(12), enforcesTwoFactor: { known: true, value: true } }) }))
    expect(difference.settings).toEqual([
      { field: 'enforcesTwoFactor', before: false, after: true },
      { field: 'passwordPolicy.minLength', before: 8, after: 12 }
    ])
  })

  it('does not compare settings that one side does not know', () => {
    const difference = differenceOf(snapshot(), snapshot({ security: security({ policies: { known: false, why: lookUpFailure } }) }))
    expect(difference).toMatchObject({ settings: [], settingsUnknown: true })
  })

  it('tells who came, who left and who changed', () => {
    const { members } = differenceOf(
      withMembers([member('a', 'notEnabled'), member('b', 'enabled'), member('c', 'pending')]),
      withMembers([member('a', 'enabled', 'org_admin'), member('c', 'notEnabled'), member('d', 'enabled')])
    )
    expect(members.added).toEqual([{ id: 'd', name: 'd@example.com' }])
    expect(members.removed).toEqual([{ id: 'b', name: 'b@example.com' }])
    expect(members.changed).toEqual([
      { id: 'a', name: 'a@example.com', differences: [{ field: 'role', before: 'org_member', after: 'org_admin' }, { field: 'twoFactor', before: 'notEnabled', after: 'enabled' }] },
      { id: 'c', name: 'c@example.com', differences: [{ field: 'twoFactor', before: 'pending', after: 'notEnabled' }] }
    ])
  })

  it.each(['unknown', 'enabled'] as const)('calls nothing a change of a status that was %s before and is unknown now', (before) => {
    expect(differenceOf(withMembers([member('a', before)]), withMembers([member('a', 'unknown')])).members.changed).toEqual([])
  })

  it('says that a list which was not whole proves nobody gone', () => {
    const cut = withMembers([member('a', 'enabled')], { membersCompleteness: { state: 'incomplete', received: 1, expected: 2 } })
    expect(differenceOf(withMembers([member('a', 'enabled'), member('b', 'enabled')]), cut).members).toMatchObject({ removed: [{ id: 'b' }], uncertain: true })
  })

  it('tells keys by their number, with their roles by the app’s name', () => {
    const apps = { known: true as const, value: [{ id: 'row-1', appId: 'com.example.app', name: 'App' }] }
    const onApp = { organizationId, scope: 'app', appId: 'row-1', role: 'app_admin' }
    const { keys } = differenceOf(withKeys([key(1), key(3)], { apps }), withKeys([key(1, { name: 'New', bindings: { known: true, value: [onApp] } }), othersKey(2)], { apps }))
    expect(keys.added).toEqual([{ id: '2', name: 'Key 2' }])
    expect(keys.removed).toEqual([{ id: '3', name: 'Key 3' }])
    expect(keys.changed).toEqual([{ id: '1', name: 'New', differences: [{ field: 'name', before: 'Key 1', after: 'New' }, { field: 'roles', before: 'org_member', after: 'app_admin: com.example.app' }] }])
  })

  it('does not miss another person’s keys without a role, which nobody else is shown', () => {
    const legacy = key(9, { bindings: { known: true, value: [] } })
    const by = (userId: string) => ({ takenBy: { userId, email: null, credential: 'session' as const } })
    expect(differenceOf(withKeys([legacy]), { ...withKeys([]), ...by('second') }).keys.removed).toEqual([])
    expect(differenceOf(withKeys([legacy]), withKeys([])).keys.removed).toEqual([{ id: '9', name: 'Key 9' }])
  })

  it('compares no keys where they could not be read', () => {
    expect(differenceOf(withKeys([key(1)]), snapshot({ keys: { known: false, why: lookUpFailure } })).keys).toMatchObject({ added: [], uncertain: true })
  })
})
