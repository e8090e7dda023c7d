import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import OrganizationSwitcher from '../../../renderer/shell/OrganizationSwitcher.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { apiKey, id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp, settled } from '../support/mountInApp'

enableAutoUnmount(afterEach)
// happy-dom lays nothing out; the list needs a height to fill.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 800 })
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 54 })

/** More than are looked through without searching. */
const many: OrganizationSummary[] = [
  ...organizations,
  ...Array.from({ length: 6 }, (_, index): OrganizationSummary => ({ id: id(20 + index), name: `Branch ${index + 1}`, role: 'org_member', invited: false, blockedBy: [], enforcesTwoFactor: false, policies: null }))
]
const withList = (list: OrganizationSummary[] = organizations): FakeDesktop => createFakeDesktop({ 'organizations.list': () => list })

async function switcher({ fake = withList(), at = '/security', connection = session }: { fake?: FakeDesktop; at?: string; connection?: typeof session } = {}) {
  const mounted = await mountInApp(OrganizationSwitcher, { fake, at, props: { collapsed: false } })
  useConnectionStore().state = signedIn(connection)
  await settled()
  return mounted
}

const options = (wrapper: VueWrapper) => wrapper.findAll('[role="option"]')
const open = (wrapper: VueWrapper) => wrapper.find('button').trigger('click')
/** What has the focus while the list is open. */
const focused = (wrapper: VueWrapper) => wrapper.find(wrapper.find('[role="combobox"]').exists() ? '[role="combobox"]' : '[role="listbox"]')
const press = (wrapper: VueWrapper, key: string) => focused(wrapper).trigger('keydown', { key })
const active = (wrapper: VueWrapper) => wrapper.find(`[id="${focused(wrapper).attributes('aria-activedescendant') ?? ''}"]`).text()

describe('the organization switcher', () => {
  it('names the open organization and one’s role in it', async () => {
    const { wrapper } = await switcher()
    expect(wrapper.find('button').text()).toMatch(/Organization:\s*Meridian Parcel\s*Super admin/u)
  })

  it('lists role, enforcement, invitation and blocked access with every reason and where choosing leads', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    const [first, enforcing, invited, blocked, all] = options(wrapper).map((option) => option.text())
    expect(first).toContain('Super admin')
    expect(enforcing).toContain('Requires 2FA')
    expect(invited).toContain('You are invited and have not accepted yet. Choose it to accept.')
    expect(blocked).toContain('It requires 2FA, and your account has none. It has a password policy, and your password has not been proved to meet it. Choose it for the way in.')
    expect(blocked).toContain('org_auditor')
    expect(all).toBe('All organizations')
    expect(options(wrapper).map((option) => option.attributes('aria-selected'))).toEqual(['true', 'false', 'false', 'false', 'false'])
  })

  it('has a search field for more than seven only, and says when nothing is found', async () => {
    const few = await switcher()
    await open(few.wrapper)
    expect(few.wrapper.find('[role="combobox"]').exists()).toBe(false)
    expect(document.activeElement).toBe(few.wrapper.find('[role="listbox"]').element)

    const { wrapper } = await switcher({ fake: withList(many) })
    await open(wrapper)
    expect(document.activeElement).toBe(wrapper.find('[role="combobox"]').element)
    await wrapper.find('[role="combobox"]').setValue('HARBOUR')
    expect(options(wrapper).map((option) => option.text())).toEqual([expect.stringContaining('Harbour & Finch'), 'All organizations'])
    await wrapper.find('[role="combobox"]').setValue('super')
    expect(options(wrapper)[0]?.text()).toContain('Meridian')
    await wrapper.find('[role="combobox"]').setValue('zzz')
    expect(wrapper.text()).toContain('No name and no role contains “zzz”.')
  })

  it.each([[organizations], [many]])('is walked and chosen from by keyboard, and gives the focus back', async (list) => {
    const { wrapper, fake } = await switcher({ fake: withList(list) })
    await open(wrapper)
    await press(wrapper, 'ArrowDown')
    expect(active(wrapper)).toContain('Harbour & Finch')
    await press(wrapper, 'Enter')
    await settled()
    expect(useOrganizationsStore().selectedId).toBe(id(2))
    expect(fake.inputsOf('connection.rememberOrganization')).toEqual([{ organizationId: id(2) }])
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
    expect(document.activeElement).toBe(wrapper.find('button').element)
  })

  it('stops at both ends, the last of which leads to all of them', async () => {
    const { wrapper, router } = await switcher()
    await open(wrapper)
    await press(wrapper, 'ArrowUp')
    expect(active(wrapper)).toContain('Meridian')
    await press(wrapper, 'End')
    expect(active(wrapper)).toBe('All organizations')
    await press(wrapper, 'ArrowDown')
    await press(wrapper, 'Enter')
    await settled()
    expect(router.currentRoute.value.path).toBe('/overview')
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
  })

  it('leads from a blocked one to its way in, and leaves open what was open', async () => {
    const { wrapper, router } = await switcher()
    await open(wrapper)
    await options(wrapper)[3]?.trigger('click')
    await settled()
    expect(router.currentRoute.value.fullPath).toBe(`/access?organization=${id(4)}`)
    expect(useOrganizationsStore().selectedId).toBe(id(1))
  })

  it('accepts an invitation once it is confirmed, and opens what was accepted', async () => {
    let list = organizations
    const fake = createFakeDesktop({
      'organizations.list': () => list,
      'organizations.acceptInvitation': () => {
        list = organizations.map((one) => ({ ...one, invited: false }))
        return { outcome: 'accepted' }
      }
    })
    const { wrapper } = await switcher({ fake })
    await open(wrapper)
    await options(wrapper)[2]?.trigger('click')
    await settled()
    expect(fake.inputsOf('organizations.acceptInvitation')).toEqual([])
    const button = (text: string) => wrapper.findAll('dialog button').find((one) => one.text() === text)
    await button('Accept invitation')?.trigger('click')
    await settled()
    expect(fake.inputsOf('organizations.acceptInvitation')).toEqual([{ organizationId: id(3) }])
    expect(wrapper.find('dialog').text()).toContain('You are a member now, with the role “Admin”.')
    await button('Open the organization')?.trigger('click')
    await settled()
    expect(wrapper.find('dialog').exists()).toBe(false)
    expect(useOrganizationsStore().selectedId).toBe(id(3))
  })

  it('offers no acceptance with an API key, and says which credential could', async () => {
    const { wrapper } = await switcher({ connection: apiKey })
    await open(wrapper)
    await options(wrapper)[2]?.trigger('click')
    await settled()
    expect(wrapper.find('dialog').text()).toContain('An API key cannot do this')
    expect(wrapper.findAll('dialog button').map((one) => one.text())).not.toContain('Accept invitation')
  })

  it('shows what was chosen: from the overview on the Security page, on a page of another organization the chosen one’s', async () => {
    const { wrapper, router } = await switcher({ at: '/overview' })
    await open(wrapper)
    await options(wrapper)[1]?.trigger('click')
    await settled()
    expect(router.currentRoute.value.path).toBe('/security')
    await router.push(`/access?organization=${id(4)}`)
    await open(wrapper)
    await options(wrapper)[0]?.trigger('click')
    await settled()
    expect(router.currentRoute.value.fullPath).toBe('/access')
  })

  it('draws what is in view of a long list, and walks all of it', async () => {
    const list = Array.from({ length: 600 }, (_, index): OrganizationSummary => ({ ...(many.at(-1) as OrganizationSummary), id: id(1000 + index), name: `Number ${index}` }))
    const { wrapper } = await switcher({ fake: withList(list) })
    await open(wrapper)
    expect(options(wrapper).length).toBeLessThan(60)
    expect(options(wrapper)[0]?.attributes('aria-setsize')).toBe('601')
    for (let page = 0; page < 5; page++) await press(wrapper, 'PageDown')
    expect(active(wrapper)).toContain('Number 40')
    await wrapper.find('[role="combobox"]').setValue('number 599')
    await press(wrapper, 'Enter')
    await settled()
    expect(useOrganizationsStore().selectedId).toBe(id(1599))
  })

  it('closes with Escape, changing nothing', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    await press(wrapper, 'Escape')
    await settled()
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
    expect(useOrganizationsStore().selectedId).toBe(id(1))
  })

  it('opens the chosen one even when it cannot be remembered', async () => {
    const fake = withList()
    fake.answer('connection.rememberOrganization', () => Promise.reject(new AppError({ code: 'storageFailed', message: 'ENOSPC', retryable: true })))
    const { wrapper } = await switcher({ fake })
    await open(wrapper)
    await options(wrapper)[1]?.trigger('click')
    await settled()
    expect(useOrganizationsStore().selectedId).toBe(id(2))
    expect(useOrganizationsStore().notRemembered?.code).toBe('storageFailed')
  })

  it.each([
    ['turned round', 'A\u202Eb', 'A[U+202E]b'],
    ['a tag', '<b>bold</b>', '<b>bold</b>'],
    ['blank', '   ', 'No name (00000000)'],
    ['endless', 'n'.repeat(10_000), `${'n'.repeat(239)}…`]
  ])('writes strange names as text: %s', async (_, name, shown) => {
    const { wrapper } = await switcher({ fake: withList(organizations.slice(0, 1).map((one) => ({ ...one, name }))) })
    expect(wrapper.find('.organization-switcher__name').text()).toBe(shown)
    await open(wrapper)
    expect(options(wrapper)[0]?.find('bdi').text()).toBe(shown)
    expect(wrapper.find('b').exists()).toBe(false)
  })

  it.each([
    [() => [], 'No organization'],
    [() => Promise.reject(new AppError({ code: 'timeout', message: 'slow', retryable: true })), 'Organizations not read']
  ])('says what is the matter without a list', async (answer, words) => {
    const { wrapper } = await switcher({ fake: createFakeDesktop({ 'organizations.list': answer }) })
    expect(wrapper.find('button').text()).toContain(words)
    expect(wrapper.find('button').attributes('disabled')).toBeDefined()
  })
})
