import { flushPromises, type DOMWrapper } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Component } from 'vue'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { Connection } from '#shared/domain/connection'
import type { Language } from '#shared/text/language'
import KeysPage from '../../../renderer/pages/KeysPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { accessOfSession, organization } from '../../support/organizationAccessFixtures'
import { organizationId, security } from '../../support/organizationSecurityFixtures'
import { session } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp, type Mounted } from '../support/mountInApp'

/** From now on, so that no test depends on the day it runs. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
export const driver = { id: 'app-row-1', appId: 'com.example.driver', name: 'Driver app' }
export const rider = { id: 'app-row-2', appId: 'com.example.rider', name: 'Rider app' }
export const apps = { known: true as const, value: [driver, rider] }
export const bound = (...roles: [scope: 'org' | 'app', role: string, appId?: string][]) => ({ known: true as const, value: roles.map(([scope, role, appId = null]) => ({ organizationId, scope, role, appId })) })
export const secretId = '3f6d5b0e-2a55-4bb0-9c52-7a1b1d2c3e4f'

/** One's own deploy key and legacy key, and somebody else's. */
export const someKeys = [
  key(101, { name: 'CI deploy', expiresAt: inDays(90.5), bindings: bound(['app', 'app_uploader', driver.id]) }),
  key(102, { name: 'Old script', kind: 'plain', expiresAt: null, bindings: bound() }),
  othersKey(103, { name: 'Nightly', expiresAt: inDays(5.5), bindings: bound(['org', 'org_admin']) })
]

export interface KeysMounted extends Mounted {
  server: { keys: KeyInventory; security: OrganizationSecurity; access: OrganizationAccess }
  has: (name: string | RegExp) => boolean
  button: (name: string | RegExp) => HTMLButtonElement
  press: (name: string | RegExp) => Promise<void>
  rows: (list: string) => DOMWrapper<Element>[]
  text: () => string
  /** The field with that label. */
  field: (label: string) => DOMWrapper<HTMLInputElement>
}

// happy-dom lays nothing out; the virtual list needs a height to fill.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 440 })
const nowhere: Component = { render: () => null }

/** A page about keys of a signed-in person, after its first reading. */
export async function openKeys(
  given: { page?: Component; at?: string; keys?: KeyInventory; security?: OrganizationSecurity; access?: OrganizationAccess; connection?: Connection; answers?: Answers; language?: Language } = {}
): Promise<KeysMounted> {
  const server: KeysMounted['server'] = { keys: given.keys ?? inventory(someKeys, { apps }), security: given.security ?? security(), access: given.access ?? accessOfSession() }
  const fake = createFakeDesktop({
    'connection.current': () => ({ status: 'signedIn', connection: { ...(given.connection ?? session), lastOrganizationId: organizationId } }),
    'organizations.list': () => [organization()],
    'organizationSecurity.read': () => server.security,
    'organizationAccess.read': () => server.access,
    'keyInventory.read': () => server.keys,
    'mail.compose': () => null,
    ...given.answers
  })
  const router = createRouter({ history: createMemoryHistory(), routes: ['/keys', '/keys/new', '/keys/:id(\\d+)', '/welcome', '/:rest(.*)*'].map((path) => ({ path, component: nowhere })) })
  await router.push(given.at ?? '/keys')
  const mounted = await mountInApp(given.page ?? KeysPage, { fake, router, language: given.language ?? 'en' })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  await flushPromises()
  const everywhere = () => [...document.body.querySelectorAll<HTMLButtonElement>('button')]
  const named = (name: string | RegExp): HTMLButtonElement[] =>
    everywhere().filter((one) => {
      const label = (one.getAttribute('aria-label') ?? one.textContent).trim()
      return typeof name === 'string' ? label === name : name.test(label)
    })
  const { wrapper } = mounted
  const button = (name: string | RegExp): HTMLButtonElement => {
    const [found] = named(name)
    if (found === undefined) throw new Error(`There is no button ${String(name)} among ${everywhere().map((one) => one.getAttribute('aria-label') ?? one.textContent).join(' | ')}`)
    return found
  }
  return {
    ...mounted,
    server,
    has: (name) => named(name).length > 0,
    button,
    async press(name) {
      button(name).click()
      await flushPromises()
    },
    rows: (list) => wrapper.findAll(`[role=grid][aria-label="${list}"] [role=row][data-index]`),
    text: () => (document.body.textContent ?? '').replace(/\s+/gu, ' '),
    field(label) {
      const found = wrapper.findAll('label').find((one) => one.text().startsWith(label))
      const id = found?.attributes('for')
      return (id === undefined ? found?.get('input') : wrapper.get(`[id="${id}"]`)) as DOMWrapper<HTMLInputElement>
    }
  }
}
