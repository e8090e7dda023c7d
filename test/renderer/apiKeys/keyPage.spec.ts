import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeyState } from '#shared/domain/apiKey'
import { AppError } from '#shared/errors/appError'
import KeyPage from '../../../renderer/pages/KeyPage.vue'
import { useKeyDraftsStore } from '../../../renderer/stores/keyDrafts'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { accessOfKey, known, organization } from '../../support/organizationAccessFixtures'
import { noPolicies, organizationId, security } from '../../support/organizationSecurityFixtures'
import { apiKey } from '../support/connections'
import { apps, bound, driver, inDays, openKeys, rider, someKeys, type KeysMounted } from './keysHarness'

let opened: KeysMounted | null = null
const expiresAt = inDays(90.5)
const deploy = key(101, { name: 'CI deploy', expiresAt, bindings: bound(['app', 'app_uploader', driver.id]) })
const base: KeyState = { name: 'CI deploy', expiresAt, roles: { organizationRole: null, apps: [{ appId: driver.id, role: 'app_uploader' }] }, mayCreateOrganizations: false }
const theirs: KeyState = { ...base, name: 'Renamed by another' }

async function open(at = '/keys/101', given: Parameters<typeof openKeys>[0] = {}): Promise<KeysMounted> {
  opened = await openKeys({ page: KeyPage, at, keys: inventory([deploy, ...someKeys.slice(1)], { apps }), ...given })
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

const rename = async (page: KeysMounted, name: string): Promise<void> => {
  await page.field('Name').setValue(name)
  await flushPromises()
}
const choose = async (page: KeysMounted, label: RegExp): Promise<void> => {
  await page.wrapper.findAll('label').find((one) => label.test(one.text()))?.get('input').setValue(true)
  await flushPromises()
}
const table = (page: KeysMounted): string[][] => page.wrapper.findAll('.difference-table tbody tr').map((line) => line.findAll('th, td').map((cell) => cell.text()))
const updates = (page: KeysMounted) => page.fake.inputsOf('apiKeys.update')

describe('editing a key', () => {
  it('shows what changes before it is saved, and sends only that, against what was seen', async () => {
    const page = await open()
    expect(page.button('Save Changes').disabled).toBe(true)
    await rename(page, 'Driver deploy')
    await choose(page, /^Member/u)
    await page.wrapper.get('.app-roles select').setValue('app_admin')
    expect(table(page)).toEqual([
      ['Name', 'CI deploy', 'Driver deploy'],
      ['Organization role', 'None', 'Member'],
      ['Driver app', 'App Uploader', 'App Admin']
    ])
    expect(page.text()).toContain('This key can read the organization Harbour Lights and administer Driver app, and nothing else, until')
    const after = { ...deploy, name: 'Driver deploy', bindings: bound(['org', 'org_member'], ['app', 'app_admin', driver.id]) }
    page.fake.answer('apiKeys.update', () => {
      page.server.keys = inventory([after], { apps })
      return { outcome: 'done', confirmed: 'readBack' }
    })
    await page.press('Save Changes')
    expect(updates(page)).toEqual([{ organizationId, keyId: 101, name: 'CI deploy', base, change: { name: 'Driver deploy', roles: { organizationRole: 'org_member', apps: [{ appId: driver.id, role: 'app_admin' }] } } }])
    expect(page.text()).toContain('Driver deploy is changed, and reads as asked.')
    expect(page.field('Name').element.value).toBe('Driver deploy')
    expect(page.button('Save Changes').disabled).toBe(true)
  })

  it('shows three sides where somebody changed it meanwhile, and goes on with either', async () => {
    const page = await open('/keys/101', { answers: { 'apiKeys.update': () => ({ outcome: 'drifted', now: theirs }) } })
    await choose(page, /^Member/u)
    page.server.keys = inventory([{ ...deploy, name: theirs.name }], { apps })
    await page.press('Save Changes')
    expect(page.text()).toContain('Somebody changed this key meanwhile. Nothing was sent')
    expect(table(page)).toEqual([
      ['Organization role', 'None', 'Member', 'None'],
      ['Name', 'CI deploy', 'CI deploy', 'Renamed by another']
    ])
    expect(page.button('Save Changes').disabled).toBe(true)
    await page.press('Keep my changes')
    expect(table(page)).toEqual([['Organization role', 'None', 'Member']])
    page.fake.answer('apiKeys.update', () => ({ outcome: 'done', confirmed: 'unread' }))
    await page.press('Save Changes')
    expect(updates(page).at(-1)).toMatchObject({ name: theirs.name, base: theirs, change: { roles: { organizationRole: 'org_member' } } })
    expect(Object.keys(updates(page).at(-1)?.change ?? {})).toEqual(['roles'])
  })

  it('notices a change that a later reading shows, and can take it as it is', async () => {
    const page = await open()
    await choose(page, /^Member/u)
    page.server.keys = inventory([{ ...deploy, name: theirs.name }], { apps })
    page.wrapper.unmount()
    opened = await openAgain(page)
    expect(opened.text()).toContain('Somebody changed this key meanwhile.')
    await opened.press('Take it as it is now')
    expect(opened.field('Name').element.value).toBe(theirs.name)
    expect(opened.wrapper.find('.difference-table').exists()).toBe(false)
  })

  async function openAgain(page: KeysMounted): Promise<KeysMounted> {
    const draft = useKeyDraftsStore(page.pinia).editOf(101)
    const again = await openKeys({ page: KeyPage, at: '/keys/101', keys: page.server.keys })
    useKeyDraftsStore(again.pinia).keepEdit(101, draft)
    await flushPromises()
    return again
  }

  it('keeps the edit when the server refuses, and says why', async () => {
    const page = await open('/keys/101', {
      answers: {
        'apiKeys.update': () => {
          throw new AppError({ code: 'policyViolation', message: 'no', retryable: false, fieldErrors: { organizationRole: 'rolesElsewhereNotYours' } })
        }
      }
    })
    await rename(page, 'Kept name')
    await page.press('Save Changes')
    expect(page.text()).toContain('It has roles in another organization that would have to be given anew')
    expect(table(page)).toEqual([['Name', 'CI deploy', 'Kept name']])
    await page.press('Discard')
    expect(page.field('Name').element.value).toBe('CI deploy')
  })

  it('holds back what the policy stands against', async () => {
    const page = await open('/keys/101', { security: security({ policies: known({ ...noPolicies, requiresKeyExpiration: true, maxKeyExpirationDays: 30 }) }) })
    // It may stay as it is; only a new date is judged.
    await rename(page, 'Other')
    expect(page.button('Save Changes').disabled).toBe(false)
    await page.wrapper.get('.app-roles button').trigger('click')
    expect(page.text()).toContain('the server takes no key without a role')
    expect(page.button('Save Changes').disabled).toBe(true)
  })

  it('with an API key leaves the roles to a session', async () => {
    const page = await open('/keys/101', { connection: apiKey, access: accessOfKey() })
    expect(page.wrapper.findAll<HTMLInputElement>('.role-field input').every(({ element }) => element.disabled)).toBe(true)
    expect(page.text()).toContain('Changing the roles of a key')
    await rename(page, 'Renamed')
    expect(page.button('Save Changes').disabled).toBe(false)
  })
})

describe('keys that are not edited', () => {
  it('a legacy key: why, and the way to one with roles, without losing a draft', async () => {
    const page = await open('/keys/102')
    expect(page.text()).toContain('A legacy key has no roles, and the console cannot edit it.')
    expect(page.has('Save Changes')).toBe(false)
    useKeyDraftsStore(page.pinia).change({ apps: [{ appId: rider.id, role: 'app_reader' }] })
    await page.press('Create the RBAC key…')
    expect(page.router.currentRoute.value.path).toBe('/keys/new')
    expect(useKeyDraftsStore(page.pinia).draft).toMatchObject({ name: 'Old script', replaces: { keyId: 102 }, apps: [{ appId: rider.id }] })
  })

  it('of one without roles it is not said that it reaches nothing where roles elsewhere are not shown', async () => {
    const elsewhere = organization({ id: '7d0f3b52-9c1e-4c58-9a53-0d3d5f1f7a10', name: 'Larkspur Studio', role: 'org_member' })
    const page = await open('/keys/102', { answers: { 'organizations.list': () => [organization(), elsewhere] } })
    expect(page.text()).toContain('In Larkspur Studio the roles of keys are shown to admins only.')
    expect(page.text()).toContain('none (not shown to you: Larkspur Studio)')
    await page.press('Delete…')
    expect(page.text()).toContain('No role of it is shown to you.')
    expect(page.text()).not.toContain('nothing that uses it can do anything')
  })

  it('somebody else’s: its owner, and no form', async () => {
    const page = await open('/keys/103')
    expect(page.text()).toContain('This key belongs to omar@example.com.')
    expect([page.has('Save Changes'), page.has('Revoke…'), page.has('Write to owner…')]).toEqual([false, true, true])
  })

  it('the one in use', async () => {
    const page = await open('/keys/101', { keys: inventory([{ ...deploy, inUse: 'yes' }], { apps }) })
    expect(page.text()).toContain('Gatehouse is signed in with this key')
    expect([page.has('Save Changes'), page.button('Delete…').disabled]).toEqual([false, true])
  })

  it('one that is gone', async () => {
    const page = await open('/keys/999')
    expect(page.text()).toContain('There is no such key among those that were read.')
  })
})
