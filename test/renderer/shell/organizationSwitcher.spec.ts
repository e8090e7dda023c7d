import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import OrganizationSwitcher from '../../../renderer/shell/OrganizationSwitcher.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function switcher(fake: FakeDesktop = createFakeDesktop({ 'organizations.list': () => organizations })) {
  const mounted = await mountInApp(OrganizationSwitcher, { fake, props: { collapsed: false } })
  useConnectionStore().state = signedIn(session)
  await flushPromises()
  return mounted
}

const options = (wrapper: VueWrapper) => wrapper.findAll('[role="option"]')
const open = (wrapper: VueWrapper) => wrapper.find('button').trigger('click')
const press = (wrapper: VueWrapper, key: string) => wrapper.find('[role="combobox"]').trigger('keydown', { key })
const active = (wrapper: VueWrapper) => wrapper.find(`[id="${wrapper.find('[role="combobox"]').attributes('aria-activedescendant') ?? ''}"]`).text()

describe('the organization switcher', () => {
  it('names the open organization and one’s role in it', async () => {
    const { wrapper } = await switcher()
    expect(wrapper.find('button').text()).toMatch(/Organization:\s*Meridian Parcel\s*Super admin/u)
  })

  it('lists role, enforcement, invitation and blocked access with every reason', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    const [first, enforcing, invited, blocked] = options(wrapper).map((option) => option.text())
    expect(first).toContain('Super admin')
    expect(enforcing).toContain('Requires 2FA')
    expect(invited).toContain('You are invited and have not accepted yet.')
    expect(blocked).toContain('It requires 2FA, and your account has none.')
    expect(blocked).toContain('does not meet its password policy')
    expect(blocked).toContain('org_auditor')
    expect(options(wrapper).map((option) => [option.attributes('aria-selected'), option.attributes('aria-disabled')])).toEqual([
      ['true', undefined], ['false', undefined], ['false', 'true'], ['false', 'true']
    ])
  })

  it('is searched by name and role, and says when nothing is found', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    expect(document.activeElement).toBe(wrapper.find('[role="combobox"]').element)
    await wrapper.find('[role="combobox"]').setValue('HARBOUR')
    expect(options(wrapper)).toHaveLength(1)
    await wrapper.find('[role="combobox"]').setValue('super')
    expect(options(wrapper).map((option) => option.text())).toEqual([expect.stringContaining('Meridian')])
    await wrapper.find('[role="combobox"]').setValue('zzz')
    expect(wrapper.text()).toContain('No name and no role contains “zzz”.')
  })

  it('is walked and chosen from by keyboard, and gives the focus back', async () => {
    const { wrapper, fake } = await switcher()
    await open(wrapper)
    await press(wrapper, 'ArrowDown')
    expect(active(wrapper)).toContain('Harbour & Finch')
    await press(wrapper, 'Enter')
    await flushPromises()
    expect(useOrganizationsStore().selectedId).toBe(id(2))
    expect(fake.inputsOf('connection.rememberOrganization')).toEqual([{ organizationId: id(2) }])
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
    expect(document.activeElement).toBe(wrapper.find('button').element)
  })

  it('stops at both ends', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    await press(wrapper, 'ArrowUp')
    expect(active(wrapper)).toContain('Meridian')
    await press(wrapper, 'PageDown')
    expect(active(wrapper)).toContain('Kestrel')
  })

  it('reads out why a closed one cannot be opened, and opens nothing', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    await options(wrapper)[2]?.trigger('click')
    expect(useOrganizationsStore().selectedId).toBe(id(1))
    expect(latestAnnouncement.value.words).toContain('You are invited')
    expect(wrapper.find('[role="listbox"]').exists()).toBe(true)
  })

  it('closes with Escape, changing nothing', async () => {
    const { wrapper } = await switcher()
    await open(wrapper)
    await press(wrapper, 'Escape')
    await flushPromises()
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
    expect(useOrganizationsStore().selectedId).toBe(id(1))
  })

  it('opens the chosen one even when it cannot be remembered, and says so', async () => {
    const fake = createFakeDesktop({
      'organizations.list': () => organizations,
      'connection.rememberOrganization': () => Promise.reject(new AppError({ code: 'storageFailed', message: 'ENOSPC', retryable: true }))
    })
    const { wrapper } = await switcher(fake)
    await open(wrapper)
    await options(wrapper)[1]?.trigger('click')
    await flushPromises()
    expect(useOrganizationsStore().selectedId).toBe(id(2))
    expect(wrapper.emitted('failed')).toHaveLength(1)
  })

  it('writes hidden characters out', async () => {
    const { wrapper } = await switcher(createFakeDesktop({ 'organizations.list': () => organizations.slice(0, 1).map((one) => ({ ...one, name: 'A\u202Eb' })) }))
    expect(wrapper.find('button').text()).toContain('A[U+202E]b')
  })

  it.each([
    [() => [], 'No organization'],
    [() => Promise.reject(new AppError({ code: 'timeout', message: 'slow', retryable: true })), 'Organizations not read']
  ])('says what is the matter without a list', async (answer, words) => {
    const { wrapper } = await switcher(createFakeDesktop({ 'organizations.list': answer }))
    expect(wrapper.find('button').text()).toContain(words)
    expect(wrapper.find('button').attributes('disabled')).toBeDefined()
  })
})
