import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import type { Connection } from '#shared/domain/connection'
import type { OrganizationSummary } from '#shared/domain/organization'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { SettingsChange, SettingsOutcome } from '#shared/domain/policyChange'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'
import { withChange } from '#shared/rules/changedSettings'
import type { Language } from '#shared/text/language'
import SecurityPage from '../../../renderer/pages/SecurityPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { inventory } from '../../support/keyInventoryFixtures'
import { organizationId, ownUserId, security } from '../../support/organizationSecurityFixtures'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp, type Mounted } from '../support/mountInApp'

export const otherOrganizationId = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'

export const connection: Connection = {
  id: '5b1b3b63-3a3e-4b8e-9d43-0d0f2c6b7a10',
  demo: false,
  name: 'Example',
  server: 'https://api.example.com',
  userId: ownUserId,
  credential: { kind: 'session', storage: 'memory', email: 'ines@example.com', level: 'aal2' },
  has: { apiKey: false, session: true },
  lastOrganizationId: organizationId
}

function summary(id: string, name: string): OrganizationSummary {
  return { id, name, role: 'org_super_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies: null }
}

export function withSettings(security: OrganizationSecurity, { enforcesTwoFactor, ...policies }: SecuritySettings): OrganizationSecurity {
  return { ...security, enforcesTwoFactor: { known: true, value: enforcesTwoFactor }, policies: { known: true, value: policies } }
}

/** What main answers once a change is read back. */
export function changedTo(security: OrganizationSecurity, before: SecuritySettings, change: SettingsChange, outcome: 'applied' | 'alreadySo' | 'confirmedByReading' | 'confirmedUnread' | 'partly' = 'applied'): SettingsOutcome {
  return { outcome, before, security, fields: (Object.keys(change) as SecuritySettingName[]).map((setting) => ({ setting, result: 'asAsked' })) }
}

/** A server that holds one state, which tests change as somebody else would. */
export interface ServerState {
  security: OrganizationSecurity
  keys: KeyInventory
}

export interface SecurityPageMounted extends Mounted {
  server: ServerState
  button: (name: string | RegExp) => DOMWrapper<HTMLButtonElement>
  hasButton: (name: string | RegExp) => boolean
  theSwitch: (name?: string) => Omit<DOMWrapper<Element>, 'exists'>
  dialog: () => Omit<DOMWrapper<Element>, 'exists'>
  text: () => string
}

// happy-dom lays nothing out; the virtual list needs a height to fill.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 440 })

/** The Security page of a signed-in person, after its first reading. */
export async function openSecurityPage(state: OrganizationSecurity = security(), answers: Answers = {}, language: Language = 'en', keys: KeyInventory = inventory([])): Promise<SecurityPageMounted> {
  const server: ServerState = { security: state, keys }
  const fake = createFakeDesktop({
    'connection.current': () => ({ status: 'signedIn', connection }),
    'organizations.list': () => [summary(organizationId, 'Harbour Lights'), summary(otherOrganizationId, 'North Quay')],
    'organizationSecurity.read': ({ organizationId: id }) => ({ ...server.security, organizationId: id }),
    'organizationSecurity.countBundles': () => ({ notAsAsked: 0 }),
    'keyInventory.read': ({ organizationId: id }) => ({ ...server.keys, organizationId: id }),
    'organizationSecurity.applySettings': ({ change, base }) => {
      server.security = withSettings(server.security, withChange(base, change))
      return changedTo(server.security, base, change)
    },
    ...answers
  })
  const mounted = await mountInApp(SecurityPage, { fake, language })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  return { ...mounted, server, ...reader(mounted.wrapper) }
}

export async function chooseOrganization({ pinia }: Mounted, id: string): Promise<void> {
  await useOrganizationsStore(pinia).select(id)
  await flushPromises()
}

function reader(wrapper: VueWrapper) {
  const named = (name: string | RegExp) =>
    wrapper.findAll<HTMLButtonElement>('button').filter((one) => {
      const label = (one.attributes('aria-label') ?? one.text()).trim()
      return typeof name === 'string' ? label === name : name.test(label)
    })
  return {
    button: (name: string | RegExp) => {
      const [found] = named(name)
      if (found === undefined) throw new Error(`There is no button ${String(name)}.`)
      return found
    },
    hasButton: (name: string | RegExp) => named(name).length > 0,
    theSwitch: (name = 'Require 2FA for All Members') => wrapper.get(`[role=switch][aria-label="${name}"]`),
    dialog: () => wrapper.get('dialog'),
    text: () => wrapper.text().replace(/\s+/gu, ' ')
  }
}
