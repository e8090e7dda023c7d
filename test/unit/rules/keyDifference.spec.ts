import { describe, expect, it } from 'vitest'
import type { KeyState } from '#shared/domain/apiKey'
import { changeBetween, editableStateOf, keyDifferences, rebased, sameKeyState } from '#shared/rules/keyDifference'
import { key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, organizationId } from '../../support/organizationSecurityFixtures'

const base: KeyState = { name: 'Deploy', expiresAt: '2027-04-01T00:00:00.000Z', roles: { organizationRole: null, apps: [{ appId: 'a', role: 'app_reader' }, { appId: 'b', role: 'app_admin' }] }, mayCreateOrganizations: false }
const wanted: KeyState = { ...base, name: 'Deploy 2', roles: { organizationRole: 'org_member', apps: [{ appId: 'a', role: 'app_uploader' }, { appId: 'c', role: 'app_reader' }] } }

describe('what an edit changes', () => {
  it('is told field by field and app by app', () => {
    expect(keyDifferences(base, wanted)).toEqual([
      { field: 'name', before: 'Deploy', after: 'Deploy 2' },
      { field: 'organizationRole', before: null, after: 'org_member' },
      { field: 'app', appId: 'a', before: 'app_reader', after: 'app_uploader' },
      { field: 'app', appId: 'b', before: 'app_admin', after: null },
      { field: 'app', appId: 'c', before: null, after: 'app_reader' }
    ])
  })

  it('is nothing for the same moment written otherwise, and for the same roles in another order', () => {
    const same = { ...base, expiresAt: '2027-04-01T02:00:00+02:00', roles: { ...base.roles, apps: [...base.roles.apps].reverse() } }
    expect(sameKeyState(base, same)).toBe(true)
    expect(changeBetween(base, same)).toEqual({})
  })

  it('is sent without what stays', () => {
    expect(changeBetween(base, wanted)).toEqual({ name: 'Deploy 2', roles: wanted.roles })
    expect(changeBetween(base, { ...base, expiresAt: null })).toEqual({ expiresAt: null })
  })
})

describe('an edit on a key that somebody else changed', () => {
  it('keeps both sides where they do not meet, and the own one where they do', () => {
    const now: KeyState = { ...base, name: 'Theirs', expiresAt: null, roles: { organizationRole: null, apps: [{ appId: 'a', role: 'app_developer' }, { appId: 'b', role: 'app_admin' }, { appId: 'd', role: 'app_reader' }] } }
    expect(rebased({ before: base, after: wanted }, now)).toEqual({
      name: 'Deploy 2',
      expiresAt: null,
      mayCreateOrganizations: false,
      roles: { organizationRole: 'org_member', apps: [{ appId: 'd', role: 'app_reader' }, { appId: 'a', role: 'app_uploader' }, { appId: 'c', role: 'app_reader' }] }
    })
    expect(now.roles.apps).toHaveLength(3)
  })
})

describe('what of a key can be edited', () => {
  it('is its state in the open organization', () => {
    const bindings = { known: true as const, value: [{ organizationId, scope: 'app', appId: 'a', role: 'app_reader' }, { organizationId, scope: 'channel', appId: 'a', role: 'channel_admin' }, { organizationId: '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73', scope: 'org', appId: null, role: 'org_admin' }] }
    expect(editableStateOf(key(1, { bindings, mayCreateOrganizations: 'yes' }), organizationId)).toEqual({ name: 'Key 1', expiresAt: '2027-04-01T00:00:00.000Z', roles: { organizationRole: null, apps: [{ appId: 'a', role: 'app_reader' }] }, mayCreateOrganizations: true })
  })

  it('is not known without its roles', () => {
    expect(editableStateOf(key(1, { bindings: { known: false, why: lookUpFailure } }), organizationId)).toBeNull()
  })
})
