import { flushPromises, type DOMWrapper } from '@vue/test-utils'
import type { Campaign, GoalRecord } from '#shared/domain/campaign'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSummary } from '#shared/domain/organization'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { Language } from '#shared/text/language'
import MembersPage from '../../../renderer/pages/MembersPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { inventory } from '../../support/keyInventoryFixtures'
import { organizationId, security } from '../../support/organizationSecurityFixtures'
import { session } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp, type Mounted } from '../support/mountInApp'

// The window of the tests is never idle; what waits for that is run by the test that is about it.
window.requestIdleCallback ??= () => 0

export const markedAt = '2027-03-12T14:05:00.000Z'
export const otherOrganizationId = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'

export interface MembersPageMounted extends Mounted {
  /** What main would answer; tests change it as somebody else would. */
  server: { security: OrganizationSecurity; keys: KeyInventory; campaign: Campaign }
  button: (name: string | RegExp) => DOMWrapper<HTMLButtonElement>
  hasButton: (name: string | RegExp) => boolean
  press: (name: string | RegExp) => Promise<void>
  /** Chooses in the select with that label. */
  choose: (label: string, option: string) => Promise<void>
  rows: () => DOMWrapper<Element>[]
  emails: () => string[]
  text: () => string
}

// happy-dom lays nothing out; the virtual list needs a height to fill.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 440 })

const summary = (id: string, name: string): OrganizationSummary => ({ id, name, role: 'org_super_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies: null })
const nothing: GoalRecord = { enforceOn: null, asked: [] }

/** The Members page of a signed-in person, after its first reading, with a record of campaigns that works. */
export async function openMembersPage(state: OrganizationSecurity = security(), given: { keys?: KeyInventory; answers?: Answers; language?: Language; campaign?: Partial<Campaign> } = {}): Promise<MembersPageMounted> {
  const server: MembersPageMounted['server'] = { security: state, keys: given.keys ?? inventory([]), campaign: { organizationId, readAt: markedAt, twoFactor: nothing, password: nothing, setAside: false, ...given.campaign } }
  const fake = createFakeDesktop({
    'connection.current': () => ({ status: 'signedIn', connection: { ...session, lastOrganizationId: organizationId } }),
    'organizations.list': () => [summary(organizationId, 'Harbour Lights'), summary(otherOrganizationId, 'North Quay')],
    'organizationSecurity.read': ({ organizationId: id }) => ({ ...server.security, organizationId: id }),
    'keyInventory.read': ({ organizationId: id }) => ({ ...server.keys, organizationId: id }),
    'campaign.read': ({ organizationId: id }) => ({ ...server.campaign, organizationId: id }),
    'campaign.record': ({ goal, userIds }) => (server.campaign = { ...server.campaign, [goal]: { ...server.campaign[goal], asked: [...server.campaign[goal].asked, { at: markedAt, userIds }] } }),
    'campaign.plan': ({ goal, enforceOn }) => (server.campaign = { ...server.campaign, [goal]: { ...server.campaign[goal], enforceOn } }),
    'campaign.forget': ({ goal, at }) => (server.campaign = { ...server.campaign, [goal]: at === null ? nothing : { ...server.campaign[goal], asked: server.campaign[goal].asked.filter((one) => one.at !== at) } }),
    'mail.compose': () => null,
    'files.saveText': ({ suggestedName }) => ({ path: `/saved/${suggestedName}` }),
    ...given.answers
  })
  const mounted = await mountInApp(MembersPage, { fake, language: given.language ?? 'en' })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  const { wrapper } = mounted

  const named = (name: string | RegExp) =>
    wrapper.findAll<HTMLButtonElement>('button').filter((one) => {
      const label = (one.attributes('aria-label') ?? one.text()).trim()
      return typeof name === 'string' ? label === name : name.test(label)
    })
  const button = (name: string | RegExp) => {
    const [found] = named(name)
    if (found === undefined) throw new Error(`There is no button ${String(name)}.`)
    return found
  }
  const list = () => wrapper.find('[role=grid][aria-label="Members"]')
  const rows = () => (list().exists() ? list().findAll('[role=row][data-index]') : [])
  return {
    ...mounted,
    server,
    button,
    hasButton: (name) => named(name).length > 0,
    async press(name) {
      await button(name).trigger('click')
      await flushPromises()
    },
    async choose(label, option) {
      const found = wrapper.findAll('label').find((one) => one.text() === label)
      const select = wrapper.get<HTMLSelectElement>(`[id="${found?.attributes('for') ?? ''}"]`)
      await select.setValue(select.findAll('option').find((one) => one.text() === option)?.attributes('value') ?? 'missing')
      await flushPromises()
    },
    rows,
    emails: () => rows().map((row) => row.get('.email-cell__text').text()),
    text: () => wrapper.text().replace(/\s+/gu, ' ')
  }
}
