import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import AppShell from '../../../renderer/shell/AppShell.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { useCommandsStore } from '../../../renderer/stores/commands'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useKeyInventoryStore } from '../../../renderer/stores/keyInventory'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { useOrganizationSecurityStore } from '../../../renderer/stores/organizationSecurity'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { member, security } from '../../support/organizationSecurityFixtures'
import { id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function palette() {
  const fake = createFakeDesktop({ 'organizations.list': () => organizations, 'app.zoom': () => ({ factor: 1.1 }) })
  const mounted = await mountInApp(AppShell, { fake, at: '/security', props: { startFailures: [] }, slots: { default: () => 'the page' } })
  useConnectionStore().state = signedIn(session)
  await useOrganizationsStore().load()
  useOrganizationsStore().selectedId = id(1)
  useOrganizationSecurityStore().organizationId = id(1)
  useOrganizationSecurityStore().state = { status: 'ready', data: security({ members: [...Array.from({ length: 9 }, (_, index) => member(`many${String(index)}`, 'enabled')), { ...member('z', 'enabled'), email: 'zoë@example.com' }] }), fetchedAt: '2027-03-12T10:00:00.000Z' }
  const keys = useKeyInventoryStore()
  keys.organizationId = id(1)
  keys.state = { status: 'ready', data: inventory([key(7, { name: 'Déploiement' })]), fetchedAt: '2027-03-12T10:00:00.000Z' }
  await flushPromises()
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }))
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  const input = mounted.wrapper.find<HTMLInputElement>('[role=combobox]')
  const options = () => mounted.wrapper.findAll('[role=option]')
  return {
    ...mounted, input, options,
    texts: () => options().map((option) => option.find('bdi').text()),
    active: () => mounted.wrapper.find('[role=option][aria-selected="true"]'),
    type: async (text: string) => {
      await input.setValue(text)
      await flushPromises()
    },
    press: async (pressed: string) => {
      await input.trigger('keydown', { key: pressed })
      await flushPromises()
    }
  }
}

describe('the palette', () => {
  it('opens with Ctrl+K, has the focus, and names every command under its group', async () => {
    const { wrapper, input, texts } = await palette()
    expect(document.activeElement).toBe(input.element)
    expect(wrapper.findAll('[role=group]').map((group) => wrapper.find(`[id="${group.attributes('aria-labelledby') ?? ''}"]`).text())).toEqual(['Pages', 'Do', 'View', 'Gatehouse', 'Organizations'])
    expect(texts()).toContain('New API Key')
    expect(texts()).not.toContain('Find Anything…')
  })

  it('finds commands, people and keys without case and accents, and says how many', async () => {
    const { type, texts, wrapper } = await palette()
    await type('ZOE')
    expect(texts()).toEqual(['zoë@example.com'])
    await type('deploie')
    expect(texts()[0]).toBe('Déploiement')
    await type('@exam')
    expect(texts()).toHaveLength(6)
    expect(wrapper.text()).toContain('4 more')
    expect(latestAnnouncement.value.words).toBe('6 found')
    await type('<nothing>')
    expect(wrapper.text()).toContain('Nothing contains “<nothing>”.')
  })

  it('finds settings by their names and topics of the guide, and leads there', async () => {
    const { type, texts, press, router } = await palette()
    await type('idle')
    expect(texts()).not.toContain('Theme')
    await type('theme')
    expect(texts()).toContain('Theme')
    await press('Enter')
    expect(router.currentRoute.value.fullPath).toBe('/settings?setting=appearance.theme')
  })

  it('finds topics of the guide by their titles', async () => {
    const { type, texts, press, router } = await palette()
    await type('guide revoke')
    expect(texts()).toEqual(['Revoke an API key'])
    await press('Enter')
    expect(router.currentRoute.value.path).toBe('/guide/revokeKey')
  })

  it('finds what can be done with a key by its name and the deed', async () => {
    const { type, texts, press, router } = await palette()
    await type('regenerate deploie')
    expect(texts()).toEqual(['Regenerate… Déploiement'])
    await press('Enter')
    expect(router.currentRoute.value.fullPath).toBe('/keys/7?do=regenerate')
  })

  it('lists for a deed alone the keys it can be done with, six at most, how to come to others, and the topic of the guide', async () => {
    const { type, texts, wrapper, press, router } = await palette()
    const keys = [key(1, { name: 'in use', inUse: 'yes' }), ...Array.from({ length: 8 }, (_, index) => key(10 + index, { name: `ci ${String(index)}` }))]
    useKeyInventoryStore().state = { status: 'ready', data: inventory(keys), fetchedAt: '2027-03-12T10:00:00.000Z' }
    await type('regenerate')
    expect(texts()).toEqual([...Array.from({ length: 6 }, (_, index) => `Regenerate… ci ${String(index)}`), 'Rotate an API key'])
    expect(wrapper.text()).toContain('Type a key’s name as well')
    await type('delete')
    expect(texts()).toEqual(expect.arrayContaining(['Delete… ci 0', 'Revoke an API key']))
    await press('Enter')
    expect(router.currentRoute.value.fullPath).toBe('/keys/10?do=delete')
  })

  it.each([
    ['dark', 'Theme'],
    ['high contrast', 'Theme'],
    ['français', 'Language'],
    ['french', 'Language'],
    ['idle', 'Lock after this time without input'],
    ['interval', 'Refresh the open page'],
    ['autostart', 'Start at login'],
    ['log in', 'Start at login'],
    ['sign out', 'Connections'],
    ['licences', 'About Gatehouse'],
    ['csv', 'Activity'],
    ['2fa all members', 'Require 2FA for All Members']
  ])('finds by %s what is called %s', async (typed, name) => {
    const { type, texts } = await palette()
    await type(typed)
    expect(texts().some((text) => text.startsWith(name)), texts().join(', ')).toBe(true)
  })

  it('finds the security settings of the organization by their names, and leads to their place on Security', async () => {
    const { type, texts, press, router } = await palette()
    await type('minimum length')
    expect(texts()).toEqual(['Minimum Length'])
    await press('Enter')
    expect(router.currentRoute.value.fullPath).toBe('/security?setting=security.minLength')
  })

  it('says of a key in use what stands against it, and does nothing', async () => {
    const used = await palette()
    useKeyInventoryStore().state = { status: 'ready', data: inventory([key(7, { name: 'Déploiement', inUse: 'yes' })]), fetchedAt: '2027-03-12T10:00:00.000Z' }
    await used.type('deploie regenerate')
    expect(used.options()[0]?.attributes('aria-disabled')).toBe('true')
    expect(used.options()[0]?.text()).toContain('Gatehouse is signed in with this key')
    await used.press('Enter')
    expect(used.router.currentRoute.value.path).toBe('/security')
  })

  it('goes with the arrow keys, from the last to the first, and tells assistive technology where it is', async () => {
    const { press, active, input, options } = await palette()
    expect(active().find('bdi').text()).toBe('Overview')
    await press('ArrowDown')
    expect(active().find('bdi').text()).toBe('Security')
    expect(input.attributes('aria-activedescendant')).toBe(active().attributes('id'))
    await press('ArrowUp')
    await press('ArrowUp')
    expect(active().attributes('id')).toBe(options().at(-1)?.attributes('id'))
  })

  it('carries out what is chosen once it is gone', async () => {
    const { type, press, wrapper, router } = await palette()
    await type('activity')
    await press('Enter')
    expect(wrapper.find('dialog').exists()).toBe(false)
    expect(router.currentRoute.value.path).toBe('/activity')
  })

  it('leads to a person in the list of members', async () => {
    const { type, options, router } = await palette()
    await type('zoë')
    await options()[0]?.trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.fullPath).toBe('/members?search=zo%C3%AB@example.com')
  })

  it('shows what cannot be done now, with why, and does not do it', async () => {
    const { type, press, active, wrapper } = await palette()
    await type('filter')
    expect(active().text()).toContain('The open page has nothing of the kind')
    expect(active().attributes('aria-disabled')).toBe('true')
    await press('Enter')
    expect(wrapper.find('dialog').exists()).toBe(true)
    expect(latestAnnouncement.value.words).toContain('The open page has nothing of the kind')
  })

  it('closes with Escape, and the window’s keys do nothing behind it', async () => {
    const { press, wrapper, router, fake } = await palette()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '2' }))
    fake.emit('app.command', { command: 'open.activity' })
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/security')
    await press('Escape')
    expect(wrapper.find('dialog').exists()).toBe(false)
  })
})

describe('a command of another page', () => {
  it('opens that page, and is carried out when the page is ready for it', async () => {
    const { router } = await palette()
    const store = useCommandsStore()
    const done: string[] = []
    expect(store.run('takeSnapshot')).toBe(true)
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/reviews')
    store.offer('takeSnapshot', () => done.push('taken'))
    await flushPromises()
    expect(done).toEqual(['taken'])
  })

  it('is forgotten when somebody goes elsewhere', async () => {
    const { router } = await palette()
    const store = useCommandsStore()
    const done: string[] = []
    store.run('takeSnapshot')
    await flushPromises()
    await router.push('/activity')
    store.offer('takeSnapshot', () => done.push('taken'))
    await flushPromises()
    expect(done).toEqual([])
  })

  it('is the latest page’s that offers it, and nobody’s afterwards', async () => {
    await palette()
    const store = useCommandsStore()
    const done: string[] = []
    const first = store.offer('filter', () => done.push('first'))
    const second = store.offer('filter', () => done.push('second'))
    store.run('filter')
    second()
    store.run('filter')
    first()
    expect(store.run('filter')).toBe(false)
    expect(done).toEqual(['second', 'first'])
  })

  it('changes the size of the window also behind a dialog', async () => {
    const { fake } = await palette()
    fake.emit('app.command', { command: 'zoomIn' })
    await flushPromises()
    expect(fake.inputsOf('app.zoom')).toEqual([{ step: 'in' }])
  })
})
