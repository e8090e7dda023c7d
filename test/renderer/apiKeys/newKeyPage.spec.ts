import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import NewKeyPage from '../../../renderer/pages/NewKeyPage.vue'
import KeysPage from '../../../renderer/pages/KeysPage.vue'
import { useKeyDraftsStore } from '../../../renderer/stores/keyDrafts'
import { accessOfKey, accessOfSession, known, organization, permissions } from '../../support/organizationAccessFixtures'
import { lookUpFailure, noPolicies, security } from '../../support/organizationSecurityFixtures'
import { apiKey } from '../support/connections'
import { mountInApp } from '../support/mountInApp'
import { driver, openKeys, rider, secretId, type KeysMounted } from './keysHarness'

let opened: KeysMounted | null = null
async function open(given: Parameters<typeof openKeys>[0] = {}): Promise<KeysMounted> {
  opened = await openKeys({ page: NewKeyPage, at: '/keys/new', ...given })
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

const strict = (changes: Partial<typeof noPolicies>) => security({ policies: known({ ...noPolicies, ...changes }) })
const radio = async (page: KeysMounted, label: RegExp): Promise<void> => {
  await page.wrapper.findAll('label').find((one) => label.test(one.text()))?.get('input').setValue(true)
  await flushPromises()
}
async function addApp(page: KeysMounted, name: string): Promise<void> {
  await page.press('Add App')
  const label = [...document.querySelectorAll<HTMLElement>('dialog label')].find((one) => one.textContent.includes(name))
  label?.querySelector('input')?.click()
  await flushPromises()
  await page.press('Add 1 app')
}
const sent = (page: KeysMounted) => page.fake.inputsOf('apiKeys.create').map(({ wish }) => wish)

describe('creating a key', () => {
  it('sends what the sentence says, once, and leaves nothing of the draft', async () => {
    const page = await open({ answers: { 'apiKeys.create': () => ({ outcome: 'held', secretId, keyId: 300 }) } })
    await page.field('Name').setValue('Driver deploy')
    await radio(page, /^Set expiration date/u)
    expect(page.text()).toContain('This key can do nothing yet')
    await page.press('CI/CD Deploy')
    expect(page.text()).toContain('“CI/CD Deploy” has set: role on apps. Still to choose: an app.')
    await addApp(page, 'Driver app')
    expect(page.text()).toMatch(/This key can upload bundles to Driver app, and nothing else, until /u)
    const create = page.button('Create')
    create.click()
    create.click()
    await flushPromises()
    expect(sent(page)).toHaveLength(1)
    expect(sent(page)[0]).toMatchObject({ name: 'Driver deploy', secure: true, organizationRole: null, apps: [{ appId: driver.id, role: 'app_uploader' }], mayCreateOrganizations: false })
    expect(Date.parse(sent(page)[0]?.expiresAt ?? '') - Date.now()).toBeGreaterThan(89 * 86_400_000)
    expect(page.router.currentRoute.value.path).toBe('/keys')
    expect(useKeyDraftsStore(page.pinia).begun).toBe(false)
  })

  it('sends nothing while something is missing, and says what', async () => {
    const page = await open()
    expect(page.text()).not.toContain('Enter a name.')
    await page.press('Create')
    expect(page.text()).toContain('Enter a name.')
    expect(page.text()).toContain('Choose an organization role or add an app')
    expect(page.text()).toContain('Something above stands against this key')
    expect(sent(page)).toEqual([])
    // Said of what was asked, and not of what is there by now.
    await page.field('Name').setValue('Driver deploy')
    expect(page.text()).not.toContain('Something above stands against this key')
  })

  it('keeps all that was typed when the server refuses', async () => {
    const page = await open({
      answers: {
        'apiKeys.create': () => {
          throw new AppError({ code: 'policyViolation', message: 'no', retryable: false })
        }
      }
    })
    await page.field('Name').setValue('Kept')
    await radio(page, /^Member/u)
    await page.press('Create')
    expect(page.text()).toContain('Failed: creating the API key')
    expect(page.field('Name').element.value).toBe('Kept')
    expect(useKeyDraftsStore(page.pinia).draft).toMatchObject({ name: 'Kept', organizationRole: 'org_member' })
  })

  it('keeps the draft on other pages until it is discarded', async () => {
    const page = await open()
    await page.field('Name').setValue('Half done')
    page.wrapper.unmount()
    const again = await mountInApp(NewKeyPage, { fake: page.fake, pinia: page.pinia, router: page.router })
    await flushPromises()
    expect(again.wrapper.get<HTMLInputElement>('.text-field__input').element.value).toBe('Half done')
    await again.wrapper.findAll('button').find((one) => one.text() === 'Discard')?.trigger('click')
    expect(again.wrapper.get<HTMLInputElement>('.text-field__input').element.value).toBe('')
    again.wrapper.unmount()
    opened = null
  })

  it('shows on the list what was created, until it is dismissed', async () => {
    const page = await open({ answers: { 'apiKeys.create': () => ({ outcome: 'lost', attemptId: secretId, why: lookUpFailure }) } })
    await page.field('Name').setValue('Lost one')
    await radio(page, /^Member/u)
    await page.press('Create')
    page.wrapper.unmount()
    const list = await mountInApp(KeysPage, { fake: page.fake, pinia: page.pinia, router: page.router })
    await flushPromises()
    expect(list.wrapper.text()).toContain('No answer came to the creation of Lost one.')
    list.wrapper.unmount()
    opened = null
  })
})

describe('the policy in the form', () => {
  it('leaves no plain key to choose where it would stop at once, and says why', async () => {
    const page = await open({ security: strict({ enforcesSecureKeys: true }) })
    expect(page.field('Create secure key').element).toMatchObject({ checked: true, disabled: true })
    expect(page.text()).toContain('a plain one would be created and refused everywhere at once')
  })

  it('has a date from the start where one is required, none beyond the maximum, and says so', async () => {
    const page = await open({ security: strict({ requiresKeyExpiration: true, maxKeyExpirationDays: 45 }), answers: { 'apiKeys.create': () => ({ outcome: 'held', secretId, keyId: 300 }) } })
    expect(page.field('Set expiration date').element).toMatchObject({ checked: true, disabled: true })
    expect([...document.querySelectorAll('[role=radiogroup] label')].map((one) => one.textContent.trim())).toEqual(['7 days', '30 days', '45 days', 'Another date'])
    expect(page.text()).toContain('The organization requires an expiration date. The organization allows at most 45 days.')
    await radio(page, /^Another date/u)
    const field = page.wrapper.get<HTMLInputElement>('input[type=datetime-local]')
    await field.setValue('2199-01-01T10:00')
    await field.trigger('change')
    expect(page.text()).toContain('This is later than the organization allows: at most 45 days from now.')
    await page.field('Name').setValue('x')
    await radio(page, /^Member/u)
    await page.press('Create')
    expect(sent(page)).toEqual([])
  })

  it('says that it is not known where it could not be read', async () => {
    const page = await open({ security: security({ policies: { known: false, why: lookUpFailure } }) })
    expect(page.text()).toContain('What the organization asks of keys is not known')
    expect(page.field('Create secure key').element.disabled).toBe(false)
  })

  it('lets nobody give a role above their own', async () => {
    const page = await open({
      access: accessOfSession({ permissions: permissions({ 'org.update_user_roles': known(false) }) }),
      answers: { 'organizations.list': () => [organization({ role: 'apikey_manager' })] }
    })
    const admin = page.wrapper.findAll('label').find((one) => one.text().startsWith('Admin'))
    expect(admin?.get<HTMLInputElement>('input').element.disabled).toBe(true)
    expect(admin?.text()).toContain('Your role does not let you give this one.')
    expect(page.button('Administration Tool').disabled).toBe(true)
    await addApp(page, rider.name)
    expect([...document.querySelectorAll<HTMLOptionElement>('.app-roles option')].map((one) => [one.value, one.disabled])).toEqual([
      ['app_reader', false],
      ['app_uploader', false],
      ['app_developer', false],
      ['app_admin', true]
    ])
  })

  it('leads an API key to a session', async () => {
    const page = await open({ connection: apiKey, access: accessOfKey() })
    expect(page.button('Create').disabled).toBe(true)
    expect(page.has(/session|Sign in/u)).toBe(true)
  })

  it('offers creating organizations with Admin only, and covers apps then', async () => {
    const page = await open()
    await addApp(page, driver.name)
    expect(page.field('Allow creating organizations').element.disabled).toBe(true)
    await radio(page, /^Admin/u)
    expect(page.text()).toContain('The role on 1 app that was chosen is left out while it is Admin.')
    await page.field('Allow creating organizations').setValue(true)
    expect(page.text()).toContain('This key can administer Harbour Lights and all its apps and create organizations, and nothing else, until it is deleted.')
    await radio(page, /^None/u)
    expect(page.text()).toContain('This key can read Driver app, and nothing else')
  })
})
