import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { ConnectionOutline } from '#shared/domain/connection'
import ConnectionSummary from '../../../renderer/shell/ConnectionSummary.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useConnectionsStore } from '../../../renderer/stores/connections'
import { apiKey, id, outlineOf, session, signedIn } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const here = outlineOf(session)
const keys = outlineOf(apiKey, { current: false })
const empty = outlineOf({ ...session, id: id(6), name: 'Northwind' }, { current: false, session: null, uses: null })

async function summary(list: ConnectionOutline[] = [here, keys, empty], fake: FakeDesktop = createFakeDesktop()) {
  const pinia = createPinia()
  const mounted = await mountInApp(ConnectionSummary, { fake, pinia, at: '/security', props: { connection: session, collapsed: false } })
  useConnectionStore(pinia).state = signedIn(session)
  useConnectionsStore(pinia).state = { status: 'ready', data: list, fetchedAt: '2027-03-12T10:00:00.000Z' }
  await flushPromises()
  return mounted
}

const button = (wrapper: VueWrapper) => wrapper.find('button[aria-haspopup="menu"]')
const items = (wrapper: VueWrapper) => wrapper.findAll('[role="menuitemradio"]')
const press = (wrapper: VueWrapper, key: string) => wrapper.find('[role="menu"]').trigger('keydown', { key })
const focused = () => document.activeElement?.textContent?.replaceAll(/\s+/gu, ' ').trim()

async function open(wrapper: VueWrapper): Promise<void> {
  await button(wrapper).trigger('click')
  await flushPromises()
}

describe('the change to another connection', () => {
  it('is not offered where there is one connection', async () => {
    const { wrapper } = await summary([here])
    expect(button(wrapper).exists()).toBe(false)
  })

  it('is walked by keyboard, from the open one, round both ends, and closes with Escape', async () => {
    const { wrapper } = await summary()
    await open(wrapper)
    expect(items(wrapper).map((item) => item.attributes('aria-checked'))).toEqual(['true', 'false', 'false'])
    expect(focused()).toContain('Meridian')
    await press(wrapper, 'ArrowUp')
    expect(focused()).toContain('Northwind')
    await press(wrapper, 'ArrowDown')
    await press(wrapper, 'ArrowDown')
    expect(focused()).toContain('Meridian keys')
    await press(wrapper, 'End')
    expect(focused()).toContain('Northwind')
    await press(wrapper, 'Escape')
    await flushPromises()
    expect(wrapper.find('[role="menu"]').exists()).toBe(false)
    expect(document.activeElement).toBe(button(wrapper).element)
  })

  it('opens the chosen one with its last credential, and says so', async () => {
    const fake = createFakeDesktop({ 'connections.use': () => signedIn(apiKey) })
    const { wrapper } = await summary(undefined, fake)
    await open(wrapper)
    await items(wrapper)[1]?.trigger('click')
    await flushPromises()
    expect(fake.inputsOf('connections.use')).toEqual([{ connectionId: apiKey.id, credential: null, password: null }])
    expect(useConnectionStore().connectionId).toBe(apiKey.id)
    expect(latestAnnouncement.value.words).toBe('Meridian keys is open.')
  })

  it('leads to the sign-in of a connection without a credential, and back', async () => {
    const { wrapper, router, fake } = await summary()
    await open(wrapper)
    await items(wrapper)[2]?.trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ with: 'any', connection: id(6), back: '/security' })
    expect(fake.inputsOf('connections.use')).toEqual([])
  })

  it('leaves the open one open when the other cannot be opened, and tells what failed', async () => {
    const fake = createFakeDesktop({ 'connections.use': () => Promise.reject(new AppError({ code: 'vaultLocked', message: 'locked', retryable: false })) })
    const { wrapper } = await summary(undefined, fake)
    await open(wrapper)
    await items(wrapper)[1]?.trigger('click')
    await flushPromises()
    expect(wrapper.emitted<[AppError, string]>('failed')?.[0]?.[1]).toBe('opening Meridian keys')
    expect(useConnectionStore().connectionId).toBe(session.id)
  })
})
