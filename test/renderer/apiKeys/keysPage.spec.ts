import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { useApiKeysStore } from '../../../renderer/stores/apiKeys'
import { useCommandsStore } from '../../../renderer/stores/commands'
import { useKeySecretsStore } from '../../../renderer/stores/keySecrets'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { accessOfKey, known, permissions } from '../../support/organizationAccessFixtures'
import { lookUpFailure, member, noPolicies, organizationId, ownUserId, security } from '../../support/organizationSecurityFixtures'
import { apiKey } from '../support/connections'
import { later } from '../support/fakeDesktop'
import { keySecrets } from '../support/keySecrets'
import { apps, bound, driver, inDays, openKeys, rider, secretId, someKeys, type KeysMounted } from './keysHarness'
import { chooseOfMenu } from '../support/rowMenu'

let opened: KeysMounted | null = null
async function open(...given: Parameters<typeof openKeys>): Promise<KeysMounted> {
  opened = await openKeys(...given)
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

const names = (page: KeysMounted, list: string): string[] => page.rows(list).map((row) => row.get('bdi').text())
const all = 'All keys of the organization'

describe('the lists', () => {
  it('keep own keys with roles, own keys without, and everybody’s apart', async () => {
    const page = await open()
    expect(names(page, 'RBAC Keys')).toEqual(['CI deploy'])
    expect(names(page, 'Legacy Keys')).toEqual(['Old script'])
    expect(names(page, all)).toEqual(['CI deploy', 'Nightly'])
    expect(page.rows('RBAC Keys')[0]?.text().replace(/\s+/gu, ' ')).toMatch(/Secure ?None ?Driver app.*\(in 90 days\)/u)
    expect(page.text()).toContain('3 API keys, 2 of them yours; 1 expires within 30 days')
    expect(page.text()).toContain('When a key was last used is recorded nowhere')
  })

  it('name up to two apps and count more', async () => {
    const many = bound(['app', 'app_reader', driver.id], ['app', 'app_admin', rider.id], ['app', 'app_reader', 'row-unseen'])
    const page = await open({ keys: inventory([key(1, { name: 'a', bindings: bound(['app', 'app_reader', driver.id], ['app', 'app_admin', rider.id]) }), key(2, { name: 'b', bindings: many })], { apps }) })
    expect(page.rows('RBAC Keys').map((row) => row.findAll('bdi')[2]?.text())).toEqual(['Driver app, Rider app', '3 apps'])
    expect(page.rows('RBAC Keys')[1]?.findAll('bdi')[2]?.element.parentElement?.title).toContain('Rider app (App Admin), an app that is not shown to you')
  })

  it('say what is against the policy, why, and what of it is not known', async () => {
    const strict = security({ policies: known({ ...noPolicies, enforcesSecureKeys: true, requiresKeyExpiration: true }), members: [member(ownUserId, 'enabled'), member('second', 'notEnabled')] })
    const keys = inventory([key(1, { name: 'plain', kind: 'plain', expiresAt: null }), key(2, { name: 'fine' }), othersKey(3, { name: 'theirs' })].map((one) => ({ ...one, expiresAt: one.expiresAt && inDays(60) })))
    const page = await open({ keys, security: strict })
    const policy = (name: string): string => page.rows(all).find((row) => row.text().startsWith(name))?.text().replace(/\s+/gu, ' ') ?? ''
    expect(policy('plain')).toContain('Plain key +1')
    expect(policy('plain')).toContain('the server refuses it everywhere')
    expect(policy('fine')).toContain('Compliant')
    expect(policy('theirs')).toMatch(/Not enabled.*Unknown Whether it is a plain key/u)
    expect(page.text()).toContain('1 is not as the policy asks')
  })

  it('are not called compliant where nothing is asked of them', async () => {
    const page = await open({ keys: inventory([key(1, { name: 'plain', kind: 'plain', expiresAt: null })]) })
    expect(page.rows(all)[0]?.text()).toContain('No policy')
    expect(page.rows(all)[0]?.text()).not.toContain('Compliant')
  })

  it('leave keys of other organizations out until they are asked for', async () => {
    const other = { known: true as const, value: [{ organizationId: '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73', scope: 'org', appId: null, role: 'org_admin' }] }
    const page = await open({ keys: inventory([key(1, { name: 'here' }), key(2, { name: 'there', bindings: other })]) })
    expect(names(page, 'RBAC Keys')).toEqual(['here'])
    await page.press('Show them too')
    expect(names(page, 'RBAC Keys')).toEqual(['here', 'there'])
    expect(names(page, all)).toEqual(['here'])
  })

  it('do not call a list empty that could not be read', async () => {
    const page = await open({ keys: inventory([], { ownKeys: { state: 'failed', why: lookUpFailure } }) })
    expect(page.text()).toContain('Whether you have keys with roles here is not known')
    expect(page.text()).toContain('Failed: your own API keys')
    expect(page.text()).not.toContain('You have no legacy keys')
  })

  it('with an API key say why others’ keys are missing, and lead to a session', async () => {
    const page = await open({ connection: apiKey, access: accessOfKey(), keys: inventory(someKeys.slice(0, 2), { apps, organizationKeys: { state: 'failed', why: { ...lookUpFailure, code: 'forbidden' } } }) })
    expect(page.text()).toContain('Seeing every key of the organization')
    expect(page.wrapper.find(`[role=grid][aria-label="${all}"]`).exists()).toBe(false)
    expect(page.rows('RBAC Keys')).toHaveLength(1)
  })

  it('draw a handful of 10,000 rows and tell their whole count, also of what is selected', async () => {
    const page = await open({ keys: inventory(Array.from({ length: 10_000 }, (_, id) => othersKey(id + 1)), { apps }) })
    expect(page.rows(all).length).toBeLessThan(60)
    await page.rows(all)[0]?.trigger('keydown', { key: 'a', ctrlKey: true })
    expect(page.text()).toContain('10,000 shown of 10,000 · 10,000 selected')
    await page.wrapper.get('input[aria-label="Search API keys"]').setValue('Key 77')
    expect(page.text()).toContain('111 shown of 10,000 · 10,000 selected, 9,889 of them hidden by the filter')
  })

  it('stay in sight, dated, when reading them again fails', async () => {
    const page = await open()
    page.fake.answer('keyInventory.read', () => {
      throw new AppError({ code: 'timeout', message: 'slow', retryable: true })
    })
    page.fake.answer('apiKeys.delete', () => ({ outcome: 'done', confirmed: 'readBack' }))
    await page.press('Delete… CI deploy')
    await page.press('Delete CI deploy')
    await flushPromises()
    expect(page.text()).toContain('Failed: the API keys of the organization')
    expect(names(page, 'RBAC Keys')).toEqual(['CI deploy'])
  })
})

describe('finding and selecting', () => {
  it('searches all lists at once, by the command to filter, and tells how many are left', async () => {
    const page = await open()
    useCommandsStore().run('filter')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Search API keys')
    await page.wrapper.get('input[aria-label="Search API keys"]').setValue('omar@')
    expect([names(page, 'RBAC Keys'), names(page, all)]).toEqual([[], ['Nightly']])
    expect(page.text()).toContain('1 shown of 2')
    expect(page.text()).toContain('No key here matches what is asked for.')
    await page.press('Show all keys')
    expect(names(page, 'RBAC Keys')).toEqual(['CI deploy'])
  })

  it('sorts by a column, and the other way round', async () => {
    const page = await open()
    const heading = () => page.wrapper.findAll(`[role=grid][aria-label="${all}"] [role=columnheader] button`).find((one) => one.text() === 'Expires')
    await heading()?.trigger('click')
    expect(names(page, all)).toEqual(['Nightly', 'CI deploy'])
    await heading()?.trigger('click')
    expect(names(page, all)).toEqual(['CI deploy', 'Nightly'])
  })

  it('counts a selection that the filter hides, and writes only to others’ owners', async () => {
    const page = await open()
    for (const row of page.rows(all)) await row.trigger('keydown', { key: ' ' })
    expect(page.text()).toContain('2 shown of 2 · 2 selected')
    expect(page.text()).toContain('1 belongs to somebody else')
    await page.wrapper.get('input[aria-label="Search API keys"]').setValue('nightly')
    expect(page.text()).toContain('1 shown of 2 · 2 selected, 1 of them hidden by the filter')
    await page.press('Write to owners…')
    await page.press('Open the message')
    expect(page.fake.inputsOf('mail.compose')).toMatchObject([{ to: ['omar@example.com'], subject: 'Your API keys in Harbour Lights' }])
  })

  it('shows the menu of a row by the menu key, with what stands against each', async () => {
    const page = await open({ keys: inventory([key(1, { name: 'used', inUse: 'yes' })]) })
    await page.rows('RBAC Keys')[0]?.trigger('contextmenu')
    const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')]
    expect(items.map((item) => [item.getAttribute('aria-disabled'), item.textContent.replace(/ – .*/u, '')])).toEqual([
      ['false', 'Manage'],
      ['true', 'Rotate with an overlap…'],
      ['true', 'Regenerate…'],
      ['true', 'Delete…'],
      ['false', 'Copy name']
    ])
    expect(items[2]?.textContent).toContain('Gatehouse is signed in with this key')
    expect(document.activeElement).toBe(items[0])
    items[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await flushPromises()
    expect(document.querySelector('[role=menu]')).toBeNull()
  })

  it('copies the name of a key by its menu and by Ctrl+C', async () => {
    const page = await open({ keys: inventory([key(1, { name: 'nightly' })]) })
    await page.rows('RBAC Keys')[0]?.trigger('contextmenu')
    await chooseOfMenu('Copy name')
    await page.rows('RBAC Keys')[0]?.trigger('keydown', { key: 'c', ctrlKey: true })
    await flushPromises()
    expect(page.fake.inputsOf('clipboard.copyText')).toEqual([{ text: 'nightly' }, { text: 'nightly' }])
  })

  it('opens a key by Enter', async () => {
    const page = await open()
    await page.rows('RBAC Keys')[0]?.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(page.router.currentRoute.value.path).toBe('/keys/101')
  })
})

describe('regenerating and deleting', () => {
  it('says what breaks, sends once however often it is pressed, and keeps the outcome until it is dismissed', async () => {
    const page = await open()
    const answer = later<{ outcome: 'held'; secretId: string; keyId: number }>()
    page.fake.answer('apiKeys.regenerate', () => answer.promise)
    await page.press('Regenerate… CI deploy')
    expect(page.text()).toContain('Any integration using the old key value will stop working immediately.')
    expect(page.text()).toContain('Driver app (App Uploader)')
    const confirm = page.button('Regenerate CI deploy')
    confirm.click()
    confirm.click()
    await flushPromises()
    await expect(useApiKeysStore(page.pinia).regenerate({ organizationId, keyId: 101, name: 'CI deploy' })).rejects.toMatchObject({ code: 'conflict' })
    expect(page.fake.inputsOf('apiKeys.regenerate')).toEqual([{ organizationId, keyId: 101, name: 'CI deploy' }])
    const readings = page.fake.inputsOf('keyInventory.read').length
    answer.resolve({ outcome: 'held', secretId, keyId: 101 })
    await flushPromises()
    expect(page.fake.inputsOf('keyInventory.read')).toHaveLength(readings + 1)
    expect(document.querySelector('dialog')).toBeNull()
    expect(page.text()).toContain('CI deploy is regenerated: the old value works no longer.')
    await page.press('Dismiss what is said of CI deploy')
    expect(page.text()).not.toContain('CI deploy is regenerated')
  })

  it('says of an expired key that it is refused already, and of memory that it ends with the run', async () => {
    const page = await open({ keys: inventory([key(1, { name: 'spent', expiresAt: inDays(-2) })]), answers: { 'keySecrets.list': () => keySecrets({ place: 'run' }) } })
    await useKeySecretsStore(page.pinia).load()
    await page.press('Delete… spent')
    expect(page.text()).toContain('the server refuses it already')
    expect(page.text()).not.toContain('will fail')
    await page.press('Cancel')
    await page.press('Regenerate… spent')
    expect(page.text()).toContain('in memory only, until you have taken it or until Gatehouse quits')
  })

  it('keeps the dialog and says why when the server refuses', async () => {
    const page = await open()
    page.fake.answer('apiKeys.delete', () => {
      throw new AppError({ code: 'forbidden', message: 'no', retryable: false })
    })
    await page.press('Delete… Old script')
    expect(page.text()).toContain('The key is revoked immediately: any request using it will fail.')
    expect(page.text()).toContain('It has no roles, so nothing that uses it can do anything with it even now.')
    await page.press('Delete Old script')
    expect(page.text()).toContain('Failed: deleting Old script')
    expect(names(page, 'Legacy Keys')).toEqual(['Old script'])
  })

  it.each([
    [{ outcome: 'done', confirmed: 'readBack' } as const, 'CI deploy is deleted, and no longer in the list.'],
    [{ outcome: 'done', confirmed: 'byReading' } as const, 'The answer was lost; reading shows that CI deploy is gone.'],
    [{ outcome: 'done', confirmed: 'unread' } as const, 'the list could not be read since'],
    [{ outcome: 'alreadySo' } as const, 'CI deploy was gone already. Nothing was sent.']
  ])('tells %j', async (outcome, words) => {
    const page = await open({ answers: { 'apiKeys.delete': () => outcome } })
    await page.press('Delete… CI deploy')
    await page.press('Delete CI deploy')
    expect(page.text()).toContain(words)
  })

  it('tells that the answer was lost, and offers no secret', async () => {
    const page = await open({ answers: { 'apiKeys.regenerate': () => ({ outcome: 'lost', attemptId: secretId, why: lookUpFailure }) } })
    await page.press('Regenerate… CI deploy')
    await page.press('Regenerate CI deploy')
    expect(page.text()).toContain('No answer came to the regeneration of CI deploy.')
    expect(page.has('Take its secret…')).toBe(false)
  })

  it('is not begun where the role does not allow it', async () => {
    const page = await open({ connection: apiKey, access: accessOfKey({ permissions: permissions({ 'org.manage_apikeys': known(false) }) }) })
    expect(page.button(/^Regenerate… CI deploy/u).getAttribute('aria-disabled')).toBe('true')
    await page.press(/^Regenerate… CI deploy/u)
    expect(document.querySelector('dialog')).toBeNull()
  })
})
