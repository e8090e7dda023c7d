import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Connection } from '#shared/domain/connection'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { openCommand } from '#shared/domain/command'
import type { VaultState } from '#shared/domain/vaultState'
import { sectionNames } from '#shared/domain/section'
import { messages } from '#shared/text/messages'
import AppShell from '../../../renderer/shell/AppShell.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useNetworkStore } from '../../../renderer/stores/network'
import { useOrganizationSecurityStore } from '../../../renderer/stores/organizationSecurity'
import { useVaultStore } from '../../../renderer/stores/vault'
import { lookUpFailure, security } from '../../support/organizationSecurityFixtures'
import { apiKey, demo, id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp, settled } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const readAt = '2027-03-12T10:00:00.000Z'
const withList = (): FakeDesktop => createFakeDesktop({ 'organizations.list': () => organizations })

async function shell(connection: Connection = session, fake: FakeDesktop = withList(), at = '/security') {
  const mounted = await mountInApp(AppShell, { fake, at, props: { startFailures: [] }, slots: { default: () => 'the page' } })
  useConnectionStore().state = signedIn(connection)
  await Promise.all([useVaultStore().start(), useNetworkStore().start()])
  await flushPromises()
  return mounted
}

function press(key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}

describe('the rail', () => {
  it('shows the pages there are, and marks the open one', async () => {
    const { wrapper } = await shell()
    expect(wrapper.find('nav').findAll('a').map((link) => link.text())).toEqual(['Overview', 'Security', 'Members', 'API Keys', 'Reviews', 'Posture', 'Activity', 'Your access', 'Connections', 'Settings'])
    expect(wrapper.find('nav [aria-current="page"]').text()).toBe('Security')
  })

  it.each<[string, Connection, string[]]>([
    ['a session', session, ['Meridian', 'ada@meridian.example', 'api.capgo.app', 'Signed in with 2FA']],
    ['an API key', apiKey, ['Meridian keys', 'API key 0123 4567 89ab', 'api.capgo.app', 'Secret in memory, for this run only']],
    ['the demo', demo, ['demo@meridian.example', 'Demo', 'Demo organization on this computer']]
  ])('names the connection, who is signed in and with what, and leads to all of them: %s', async (_, connection, words) => {
    const { wrapper } = await shell(connection)
    const summary = wrapper.find('.connection-summary').text()
    for (const word of words) expect(summary).toContain(word)
    expect(wrapper.find('.connection-summary a').attributes('href')).toContain('/connections')
  })

  it('keeps every name for assistive technology when it is collapsed', async () => {
    const { wrapper } = await shell()
    await wrapper.find('button[aria-label="Collapse the rail"]').trigger('click')
    expect(wrapper.find('nav').findAll('a').map((link) => link.text())).toEqual(['Overview', 'Security', 'Members', 'API Keys', 'Reviews', 'Posture', 'Activity', 'Your access', 'Connections', 'Settings'])
    expect(wrapper.find('.organization-switcher button').text()).toContain('Meridian Parcel')
    expect(wrapper.find('button[aria-label="Expand the rail"]').attributes('aria-expanded')).toBe('false')
  })
})

describe('the data', () => {
  it('is read again by the button, by R and by the menu', async () => {
    const { wrapper, fake } = await shell()
    const before = fake.inputsOf('organizations.list').length
    await wrapper.find('button[aria-label="Refresh"]').trigger('click')
    await flushPromises()
    expect(press('r').defaultPrevented).toBe(true)
    await flushPromises()
    fake.emit('app.command', { command: 'refresh' })
    await flushPromises()
    expect(fake.inputsOf('organizations.list')).toHaveLength(before + 3)
  })

  it('shows its age, that of the open page, by the clock where the latest reading failed', async () => {
    const { wrapper } = await shell()
    useOrganizationSecurityStore().organizationId = id(1)
    await flushPromises()
    expect(wrapper.find('.data-age').text()).toBe('Not read yet')
    useOrganizationSecurityStore().state = { status: 'ready', data: security(), fetchedAt: new Date(Date.now() - 3 * 60_000 - 500).toISOString() }
    await flushPromises()
    expect(wrapper.find('.data-age').text()).toBe('Read 3 minutes ago')
    useOrganizationSecurityStore().state = { status: 'failed', error: new AppError({ code: 'timeout', message: 'slow', retryable: true }), lastGood: { data: {} as never, fetchedAt: new Date(Date.now() - 3 * 60_000 - 500).toISOString() } }
    await flushPromises()
    expect(wrapper.find('.data-age').text()).toMatch(/^As of /)
  })
})

describe('keys and menu commands', () => {
  it('open the sections', async () => {
    const { router, fake } = await shell()
    for (const [index, name] of sectionNames.entries()) {
      await router.push('/activity')
      // The settings have the comma.
      if (name !== 'settings') {
        press(String(index + 1))
        await flushPromises()
        expect(router.currentRoute.value.path).toBe(`/${name}`)
        await router.push('/activity')
      }
      fake.emit('app.command', { command: openCommand(name) })
      await flushPromises()
      expect(router.currentRoute.value.path).toBe(`/${name}`)
    }
    await router.push('/security')
    press(',', { ctrlKey: true })
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/settings')
  })

  it('lead to Capgo’s own pages, and make room beside the rail', async () => {
    const { wrapper, fake } = await shell()
    fake.answer('links.open', () => null)
    for (const command of ['documentation', 'capgoConsole'] as const) fake.emit('app.command', { command })
    await flushPromises()
    expect(fake.inputsOf('links.open')).toEqual([{ url: 'https://capgo.app/docs/' }, { url: 'https://console.capgo.app/' }])
    const isNarrow = (): boolean => wrapper.find('.navigation-rail').classes().includes('navigation-rail--collapsed')
    const before = isNarrow()
    fake.emit('app.command', { command: 'toggleRail' })
    await flushPromises()
    expect(isNarrow()).toBe(!before)
  })

  it('leave typed text and other combinations alone', async () => {
    const { fake } = await shell()
    const before = fake.calls.length
    const input = document.createElement('input')
    document.body.append(input)
    expect(press('r', {}, input).defaultPrevented).toBe(false)
    expect(press('r', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(press('2', { altKey: true }).defaultPrevented).toBe(false)
    input.remove()
    expect(fake.calls).toHaveLength(before)
  })

  const field = (html: string): Element => {
    const holder = document.createElement('div')
    holder.innerHTML = html
    return holder.firstElementChild as Element
  }

  it.each([
    ['a radio', '<input type="radio">', true],
    ['a checkbox', '<input type="checkbox">', true],
    ['a range', '<input type="range">', true],
    ['a button', '<button>Go</button>', true],
    ['a field without a type', '<input>', false],
    ['a search field', '<input type="search">', false],
    ['a number', '<input type="number">', false],
    ['a password', '<input type="password">', false],
    ['several lines', '<textarea></textarea>', false],
    ['a list, whose letters choose in it', '<select><option>Last week</option></select>', false]
  ])('with the focus on %s: %s are the window’s: %s', async (_, html, acts) => {
    const { router } = await shell()
    const target = field(html)
    document.body.append(target)
    expect(['l', 'r', '1', '?'].map((key) => press(key, {}, target).defaultPrevented)).toEqual([acts, acts, acts, acts])
    await flushPromises()
    expect(router.currentRoute.value.path).toBe(acts ? '/overview' : '/security')
    target.remove()
  })

  it('are listed by ?, and do nothing behind that list', async () => {
    const { wrapper, fake, router } = await shell()
    press('?')
    await settled()
    const dialog = wrapper.find('dialog')
    expect(dialog.findAll('dt').map((keys) => keys.findAll('kbd').map((key) => key.text()).join('+'))).toEqual([
      ...sectionNames.slice(0, 9).map((_name, index) => String(index + 1)), ',', 'Ctrl+N', 'Ctrl+O', 'Ctrl+K', 'F', 'R', '+', '-', '0', 'L', 'F1', '?', 'Ctrl+Q',
      ...['↑+↓', 'Page Up+Page Down', 'Home+End', 'Enter', 'Space', 'Shift+↑+↓', 'Ctrl+A', 'Shift+F10', 'Ctrl+C', 'Esc'],
      ...['F11', 'Ctrl+W', 'Ctrl+M']
    ])
    const before = fake.calls.length
    press('r')
    press('1')
    fake.emit('app.command', { command: 'refresh' })
    fake.emit('app.command', { command: 'open.overview' })
    await flushPromises()
    expect(fake.calls).toHaveLength(before)
    expect(router.currentRoute.value.path).toBe('/security')
    await dialog.trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('dialog').exists()).toBe(false)
  })

  it('stop with the shell', async () => {
    const { wrapper, fake } = await shell()
    wrapper.unmount()
    const before = fake.calls.length
    press('r')
    fake.emit('app.command', { command: 'refresh' })
    await flushPromises()
    expect(fake.calls).toHaveLength(before)
    expect(fake.listenerCount('app.command')).toBe(0)
  })
})

describe('refreshing', () => {
  it.each<[string, () => OrganizationSecurity, string]>([
    ['everything', () => security(), 'Refreshed'],
    ['not the members', () => security({ members: [], membersCompleteness: { state: 'failed', why: lookUpFailure } }), 'Partly refreshed'],
    ['nothing', () => { throw new AppError(lookUpFailure) }, 'Could not be refreshed']
  ])('says what was read: %s', async (_, read, words) => {
    const fake = withList()
    fake.answer('organizationSecurity.read', () => security())
    const { router } = await shell(session, fake)
    await router.push({ name: 'security' })
    await useOrganizationSecurityStore().open(id(1))
    fake.answer('organizationSecurity.read', read)
    press('r')
    await flushPromises()
    expect(latestAnnouncement.value.words).toBe(words)
  })
})

describe('the offline banner', () => {
  it('says since when, how old the page is and what cannot be done, and goes when the network is back', async () => {
    const { wrapper, fake } = await shell()
    useOrganizationSecurityStore().state = { status: 'ready', data: {} as never, fetchedAt: readAt }
    fake.emit('network.changed', { online: false })
    await flushPromises()
    const banner = wrapper.find('section').text()
    expect(banner).toMatch(/reported no network connection since \d+:\d\d/u)
    // By the clock: "a minute ago" would grow wrong while nothing is read.
    expect(banner).toMatch(/What is shown is as of .*\d+:\d\d/u)
    expect(banner).toContain('Refreshing or changing will probably fail until it is back.')
    fake.emit('network.changed', { online: true })
    await flushPromises()
    expect(wrapper.text()).not.toContain('no network connection')
  })

  it('tells somebody in the demo that it goes on working', async () => {
    const { wrapper, fake } = await shell(demo)
    fake.emit('network.changed', { online: false })
    await flushPromises()
    expect(wrapper.text()).toContain('The demo organization runs on this computer and goes on working.')
    expect(wrapper.text()).not.toContain('Refreshing or changing')
  })
})

describe('the vault notice', () => {
  const states: Exclude<VaultState, 'ready'>[] = ['noSessionBus', 'noSecretService', 'locked', 'libraryMissing', 'notCompiled', 'refused']

  it.each(states)('says for “%s” what it means and the way out', async (state) => {
    const fake = withList()
    fake.answer('vault.state', () => state)
    const { wrapper } = await shell(session, fake)
    const notice = wrapper.find('section').text()
    for (const words of [messages.en.vault.means[state], messages.en.vault.memoryOnly, messages.en.vault.wayOut[state]]) expect(notice).toContain(words)
  })

  it('is not there while the keychain works', async () => {
    const { wrapper } = await shell()
    expect(wrapper.text()).not.toContain(messages.en.vault.memoryOnly)
  })

  it('stays hidden once read, until the state changes', async () => {
    const fake = withList()
    fake.answer('vault.state', () => 'locked')
    const { wrapper } = await shell(session, fake)
    await wrapper.findAll('section button').find((button) => button.text() === 'Dismiss')?.trigger('click')
    expect(wrapper.text()).not.toContain(messages.en.vault.means.locked)
    fake.emit('vault.changed', 'noSecretService')
    await flushPromises()
    expect(wrapper.text()).toContain(messages.en.vault.means.noSecretService)
  })
})

describe('without an open organization', () => {
  it.each([
    [[], 'A super admin of one can invite you'],
    [organizations.slice(2), 'Every organization of this sign-in is closed to you for now.']
  ])('says why and what to do', async (list, words) => {
    const { wrapper } = await shell({ ...session, lastOrganizationId: null }, createFakeDesktop({ 'organizations.list': () => list }))
    expect(wrapper.text()).toContain(words)
  })

  it('offers to read the list again when that failed', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => Promise.reject(new AppError({ code: 'timeout', message: 'slow', retryable: true })) })
    const { wrapper } = await shell({ ...session, lastOrganizationId: id(1) }, fake)
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: the list of organizations')
    fake.answer('organizations.list', () => organizations)
    await wrapper.findAll('[role="alert"] button').find((button) => button.text() === 'Try again')?.trigger('click')
    await flushPromises()
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
  })
})

describe('an open organization that changes hands', () => {
  async function refreshed(list: typeof organizations) {
    const mounted = await shell()
    mounted.fake.answer('organizations.list', () => list)
    press('r')
    await flushPromises()
    return mounted.wrapper
  }

  it('stays where it is when it is closed to the person, says why, and leads to the way in', async () => {
    const wrapper = await refreshed(organizations.map((one) => (one.id === id(1) ? { ...one, blockedBy: ['passwordPolicy' as const] } : one)))
    expect(wrapper.find('.organization-switcher__name').text()).toBe('Meridian Parcel')
    const notice = wrapper.find('[role="alert"]')
    expect(notice.text()).toContain('Meridian Parcel is closed to you now')
    expect(notice.text()).toContain(messages.en.shell.organization.why.passwordPolicy)
    expect(notice.find('a').attributes('href')).toContain(`/access?organization=${id(1)}`)
  })

  it('names the one that is gone and the one that is open instead', async () => {
    const wrapper = await refreshed(organizations.slice(1))
    expect(wrapper.find('[role="alert"]').text()).toContain('Meridian Parcel, which was open here, is no longer in the list of your organizations. Now open instead: Harbour & Finch.')
    await wrapper.find('[role="alert"] button').trigger('click')
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
  })
})
