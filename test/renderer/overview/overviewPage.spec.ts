import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import type { Connection } from '#shared/domain/connection'
import type { OrganizationSummary, SecurityPolicies } from '#shared/domain/organization'
import type { Language } from '#shared/text/language'
import EnrolTwoFactorDialog from '../../../renderer/features/account/EnrolTwoFactorDialog.vue'
import ProvePasswordDialog from '../../../renderer/features/account/ProvePasswordDialog.vue'
import OverviewPage from '../../../renderer/pages/OverviewPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { apiKey, id, session } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp, settled } from '../support/mountInApp'
import { chooseOfMenu, menuWords } from '../support/rowMenu'

enableAutoUnmount(afterEach)
// happy-dom lays nothing out; the virtual list needs a height to fill.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 800 })

const policies: SecurityPolicies = { passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, enforcesEncryptedBundles: false, requiredEncryptionKey: null }
const strict: SecurityPolicies = {
  ...policies,
  passwordPolicy: { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: false },
  enforcesSecureKeys: true,
  requiresKeyExpiration: true,
  maxKeyExpirationDays: 90
}
const one = (number: number, name: string, given: Partial<OrganizationSummary> = {}): OrganizationSummary => ({ id: id(number), name, role: 'org_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies, ...given })
const organizations = [
  one(1, 'Meridian Parcel', { role: 'org_super_admin' }),
  one(2, 'Harbour & Finch', { enforcesTwoFactor: true, policies: strict }),
  one(3, 'Northwind Studio', { invited: true }),
  one(4, 'Kestrel Bank', { blockedBy: ['twoFactor', 'passwordPolicy'], enforcesTwoFactor: true }),
  one(5, 'Larkspur', { role: 'org_member', policies: null })
]

interface Given {
  list?: OrganizationSummary[]
  connection?: Connection
  answers?: Answers
  language?: Language
}

async function page({ list = organizations, connection = session, answers = {}, language = 'en' }: Given = {}) {
  const fake = createFakeDesktop({
    'connection.current': () => ({ status: 'signedIn', connection }),
    'organizations.list': () => list,
    'organizations.countTwoFactor': ({ organizationId }) => ({ organizationId, members: { known: true, value: 42 }, withoutTwoFactor: { known: true, value: organizationId === id(2) ? 0 : 12 } }),
    ...answers
  })
  const mounted = await mountInApp(OverviewPage, { fake, language, at: '/overview' })
  await useConnectionStore(mounted.pinia).start()
  await settled()
  const { wrapper } = mounted
  const button = (text: string) => wrapper.findAll('button').find((found) => found.text() === text || found.attributes('aria-label') === text)
  return { ...mounted, button, sentence: () => wrapper.find('.page-header__sentence').text() }
}

const rows = (wrapper: VueWrapper) => wrapper.findAll('[role="row"][data-index]')
const cells = (wrapper: VueWrapper, row: number) => rows(wrapper)[row]?.findAll('[role="gridcell"]').map((cell) => cell.text().replace(/\s+/gu, ' ')) ?? []
const namesOf = (wrapper: VueWrapper) => rows(wrapper).map((row) => row.find('bdi').text())
const why = (code: ErrorCode): AppErrorData => ({ code, message: code, retryable: true })

describe('the overview', () => {
  it('shows every organization’s posture, and its state in one sentence', async () => {
    const { wrapper, sentence } = await page()
    expect(sentence()).toBe('3 of 5 organizations do not require 2FA; 1 blocks you until you turn on 2FA and prove your password; 1 invites you')
    expect(namesOf(wrapper)).toEqual(['Harbour & Finch', 'Kestrel Bank', 'Larkspur', 'Meridian Parcel', 'Northwind Studio'])
    expect(cells(wrapper, 0).slice(0, -1)).toEqual(['Harbour & Finch', 'Admin', 'Open', 'Required', 'On, 12+', 'On', '90 days', '0 of 42'])
    expect(cells(wrapper, 1)).toEqual(['Kestrel Bank', 'Admin', 'Blocked 2FA and password missing', 'Required', 'Off', 'Off', 'Off', 'Not asked', 'Unblock…'])
    expect(cells(wrapper, 2).slice(0, -1)).toEqual(['Larkspur', 'Member', 'Open', 'Optional', 'Unknown', 'Unknown', 'Unknown', '12 of 42'])
    expect(cells(wrapper, 4)).toEqual(['Northwind Studio', 'Admin', 'Invited', 'Optional', 'Off', 'Off', 'Off', 'Not asked', 'Accept…'])
  })

  it('is a table to assistive technology, with a sentence behind every short word', async () => {
    const { wrapper } = await page()
    const grid = wrapper.find('[role="grid"]')
    expect([grid.attributes('aria-label'), grid.attributes('aria-rowcount'), grid.attributes('aria-colcount')]).toEqual(['Organizations', '6', '9'])
    expect(wrapper.findAll('[role="columnheader"]').map((one) => one.text())).toEqual(['Organization', 'Your role', 'State', '2FA', 'Passwords', 'Secure keys', 'Key expiry', 'Without 2FA', 'What you can do'])
    expect(wrapper.findAll('[role="columnheader"] button').at(-1)?.attributes('title')).toContain('direct members only')
    const hints = rows(wrapper)[0]?.findAll('[title]').map((found) => found.attributes('title'))
    expect(hints).toContain('At least 12 characters, with a capital letter and a digit.')
    expect(hints).toContain('New API keys have to expire, after 90 days at most.')
    expect(hints).toContain('0 of 42 direct members without 2FA')
  })

  it.each<[string, OrganizationSummary[], Connection, string]>([
    ['all require it', [one(1, 'A', { enforcesTwoFactor: true }), one(2, 'B', { enforcesTwoFactor: true })], session, 'All 2 organizations require 2FA'],
    ['one alone', [one(1, 'A')], session, 'Your organization does not require 2FA'],
    ['a password', [one(1, 'A', { blockedBy: ['passwordPolicy'] }), one(2, 'B')], session, '2 of 2 organizations do not require 2FA; 1 blocks you until you prove your password'],
    ['the owner of a key', [one(1, 'A', { blockedBy: ['twoFactor'] }), one(2, 'B')], apiKey, '2 of 2 organizations do not require 2FA; 1 blocks the owner of this API key until they turn on 2FA'],
    ['both against one', [one(1, 'A', { blockedBy: ['twoFactor', 'passwordPolicy'] }), one(2, 'B')], session, '2 of 2 organizations do not require 2FA; 1 blocks you until you turn on 2FA and prove your password'],
    ['one alone that both close', [one(1, 'A', { enforcesTwoFactor: true, blockedBy: ['twoFactor', 'passwordPolicy'] })], session, 'Your organization requires 2FA; it blocks you until you turn on 2FA and prove your password'],
    ['one alone that is closed', [one(1, 'A', { enforcesTwoFactor: true, blockedBy: ['twoFactor'] })], session, 'Your organization requires 2FA; it blocks you until you turn on 2FA'],
    ['one alone that invites', [one(1, 'A', { invited: true })], session, 'Your organization does not require 2FA; it invites you'],
    ['none', [], session, 'This sign-in belongs to no organization']
  ])('says how things stand: %s', async (_, list, connection, words) => {
    expect((await page({ list, connection })).sentence()).toBe(words)
  })

  it('speaks French', async () => {
    const { wrapper, sentence } = await page({ language: 'fr' })
    expect(sentence().replaceAll(/[\u00A0\u202F]/gu, ' ')).toBe('3 organisations sur 5 n’exigent pas la 2FA ; 1 vous est fermée tant que vous n’activez pas la 2FA et que votre mot de passe n’est pas prouvé ; 1 vous invite')
    expect(cells(wrapper, 0).slice(2, 8)).toEqual(['Ouverte', 'Exigée', 'Oui, 12+', 'Oui', '90 jours', '0 sur 42'])
  })

  it('counts nobody it may not see, and never says zero for what it does not know', async () => {
    const { wrapper } = await page({
      answers: {
        'organizations.countTwoFactor': ({ organizationId }) => {
          const unknown = { known: false as const, why: why(organizationId === id(2) ? 'forbidden' : 'timeout') }
          return { organizationId, members: unknown, withoutTwoFactor: unknown }
        }
      }
    })
    expect(cells(wrapper, 0)[7]).toBe('Not permitted')
    expect(cells(wrapper, 3)[7]).toBe('Unknown')
    expect(rows(wrapper)[3]?.find('.without-cell').attributes('title')).toContain('Not counted: The server did not answer in time')
  })

  it('asks for the open ones only', async () => {
    const { fake } = await page()
    expect(fake.inputsOf('organizations.countTwoFactor').map(({ organizationId }) => organizationId).sort()).toEqual([id(1), id(2), id(5)])
  })

  it('is searched by name and role, narrowed to what needs attention, and sorted by every column', async () => {
    const { wrapper, button } = await page()
    await wrapper.find('input[aria-label="Search organizations"]').setValue('super')
    expect(namesOf(wrapper)).toEqual(['Meridian Parcel'])
    expect(wrapper.find('[role="status"]').text()).toBe('1 shown of 5')
    await wrapper.find('input[aria-label="Search organizations"]').setValue('zzz')
    expect(wrapper.text()).toContain('No name and no role contains “zzz”.')
    await button('Show all organizations')?.trigger('click')
    expect(namesOf(wrapper)).toHaveLength(5)
    await wrapper.find('input[value="closed"]').setValue()
    expect(namesOf(wrapper)).toEqual(['Kestrel Bank', 'Northwind Studio'])
    await wrapper.find('input[value="all"]').setValue()
    for (const header of wrapper.findAll('[role="columnheader"] button')) {
      await header.trigger('click')
      expect(namesOf(wrapper)).toHaveLength(5)
    }
    // The last one: the most members without 2FA first, those not asked last.
    expect(namesOf(wrapper)).toEqual(['Larkspur', 'Meridian Parcel', 'Harbour & Finch', 'Kestrel Bank', 'Northwind Studio'])
    expect(wrapper.find('[aria-sort="ascending"]').text()).toBe('Without 2FA')
  })

  it('opens a row on the Security page, by click and by Enter', async () => {
    const { wrapper, router, pinia, fake } = await page()
    await rows(wrapper)[3]?.trigger('keydown', { key: 'Enter' })
    await settled()
    expect(router.currentRoute.value.path).toBe('/security')
    await router.push('/overview')
    await rows(wrapper)[0]?.trigger('click')
    await settled()
    expect(router.currentRoute.value.path).toBe('/security')
    expect(useOrganizationsStore(pinia).selectedId).toBe(id(2))
    expect(fake.inputsOf('connection.rememberOrganization').at(-1)).toEqual({ organizationId: id(2) })
  })

  it('says why an organization is blocked and opens the way out, 2FA first', async () => {
    const { wrapper, router, button } = await page()
    await rows(wrapper)[1]?.trigger('keydown', { key: 'Enter' })
    await settled()
    expect(wrapper.find('dialog').text()).toContain('Kestrel Bank is closed to you')
    expect(wrapper.find('dialog').text()).toContain('It requires 2FA, and your account has none.')
    expect(wrapper.find('dialog').text()).toContain('It has a password policy')
    await button('Turn on 2FA…')?.trigger('click')
    await settled()
    expect(wrapper.findComponent(EnrolTwoFactorDialog).exists()).toBe(true)
    wrapper.getComponent(EnrolTwoFactorDialog).vm.$emit('close')
    await settled()
    await button('Unblock Kestrel Bank…')?.trigger('click')
    await settled()
    await button('Prove your password…')?.trigger('click')
    await settled()
    expect(wrapper.findComponent(ProvePasswordDialog).props()).toMatchObject({ organizationId: id(4), organizationName: 'Kestrel Bank', policy: null })
    wrapper.getComponent(ProvePasswordDialog).vm.$emit('close')
    await settled()
    await button('Unblock Kestrel Bank…')?.trigger('click')
    await settled()
    await button('See all of your access')?.trigger('click')
    await settled()
    expect(router.currentRoute.value.fullPath).toBe(`/access?organization=${id(4)}`)
  })

  it('keeps nothing from an API key that is kept from its owner, and says who can mend that', async () => {
    const { wrapper, fake, button, router, pinia } = await page({ connection: apiKey })
    expect(cells(wrapper, 1).slice(2, 3)).toEqual(['Open owner lacks 2FA and proof'])
    expect(fake.inputsOf('organizations.countTwoFactor').map(({ organizationId }) => organizationId)).toContain(id(4))
    await button('Details of Kestrel Bank…')?.trigger('click')
    await settled()
    const words = wrapper.find('dialog').text()
    expect(words).toContain('the account of the key’s owner has none')
    expect(words).toContain('The key itself goes on working.')
    expect(words).toContain('An API key cannot do this')
    expect(button('Turn on 2FA…')).toBeUndefined()
    await button('Close')?.trigger('click')
    await settled()
    await rows(wrapper)[1]?.trigger('keydown', { key: 'Enter' })
    await settled()
    expect([router.currentRoute.value.path, useOrganizationsStore(pinia).selectedId]).toEqual(['/security', id(4)])
  })

  it.each<[string, AppErrorData, string]>([
    ['notFound', { ...why('notFound'), details: { backendCode: 'NO_INVITE' } }, 'No invitation is open any more'],
    ['forbidden', { ...why('forbidden'), details: { backendCode: 'ROLE_NOT_FOUND' } }, 'the role of the invitation is gone'],
    ['P0001', { ...why('forbidden'), details: { status: 400, backendCode: 'P0001' } }, 'the role of the invitation is gone'],
    ['a gateway', { ...why('forbidden'), details: { status: 403 } }, 'the server refused it and nothing was done'],
    ['notApplied', why('notApplied'), 'The request did not reach the server'],
    ['outcomeUnknown', why('outcomeUnknown'), 'It is not known whether the invitation is accepted'],
    ['conflict', why('conflict'), 'the list does not show you as a member'],
    ['rateLimited', why('rateLimited'), 'The server blocks further requests']
  ])('tells how accepting an invitation failed: %s', async (_, error, words) => {
    const { wrapper, button } = await page({ answers: { 'organizations.acceptInvitation': () => Promise.reject(new AppError(error)) } })
    await button('Accept the invitation of Northwind Studio…')?.trigger('click')
    await settled()
    await button('Accept invitation')?.trigger('click')
    await settled()
    expect(wrapper.find('dialog [role="alert"]').text()).toContain(words)
  })

  it('tells that what was accepted is closed all the same, and by what', async () => {
    let list = organizations
    const { wrapper, button } = await page({
      answers: {
        'organizations.list': () => list,
        'organizations.acceptInvitation': () => {
          list = organizations.map((organization) => (organization.id === id(3) ? { ...organization, invited: false, blockedBy: ['passwordPolicy'] } : organization))
          return { outcome: 'confirmedByReading' }
        }
      }
    })
    await button('Accept the invitation of Northwind Studio…')?.trigger('click')
    await settled()
    await button('Accept invitation')?.trigger('click')
    await settled()
    const words = wrapper.find('dialog').text()
    expect(words).toContain('The answer was lost on the way; reading the list confirmed it.')
    expect(words).toContain('it stays closed to you until you give it')
    expect(button('Open the organization')).toBeUndefined()
    expect(button('Unblock Northwind Studio…')).toBeDefined()
  })

  it('keeps the former list in sight, dated, when reading it again fails', async () => {
    const { wrapper, fake, pinia } = await page()
    fake.answer('organizations.list', () => Promise.reject(new AppError(why('timeout'))))
    await useOrganizationsStore(pinia).load()
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: the list of organizations')
    expect(namesOf(wrapper)).toHaveLength(5)
  })

  it('draws the rows in view only, and counts those alone', async () => {
    const list = Array.from({ length: 500 }, (_, index) => one(1000 + index, `Organization ${index}`))
    const { wrapper, fake } = await page({ list })
    expect(rows(wrapper).length).toBeLessThan(40)
    expect(fake.inputsOf('organizations.countTwoFactor').length).toBeLessThan(20)
    expect(wrapper.find('[role="grid"]').attributes('aria-rowcount')).toBe('501')
    await wrapper.findAll('[role="columnheader"] button').at(-1)?.trigger('click')
    await settled()
    // Their order by number is known once all are counted.
    expect(new Set(fake.inputsOf('organizations.countTwoFactor').map(({ organizationId }) => organizationId)).size).toBe(500)
  })

  it.each([
    ['empty', ''],
    ['without width', '\u200B'],
    ['a tag', '<img src=x onerror=alert(1)>'],
    ['turned round', '\u202Egnp.exe'],
    ['endless, from right to left', 'א'.repeat(10_000)],
    ['of the message format', '{count} | @:app.name']
  ])('shows a name that is nonsense as text: %s', async (_, name) => {
    const { wrapper } = await page({ list: [one(1, name, { invited: true })] })
    expect(rows(wrapper)).toHaveLength(1)
    expect(wrapper.find('img').exists()).toBe(false)
    expect(namesOf(wrapper)[0]?.length).toBeLessThanOrEqual(240)
    expect(namesOf(wrapper)[0]).not.toBe('')
    await rows(wrapper)[0]?.trigger('click')
    await settled()
    expect(wrapper.find('dialog h2').text()).toContain(namesOf(wrapper)[0])
  })
})

describe('the menu of an organization', () => {
  it('does what its row does, by its state, and copies its name', async () => {
    const { wrapper, fake, router } = await page()
    const menuOf = async (name: string): Promise<string[]> => {
      await rows(wrapper).find((row) => row.text().includes(name))?.trigger('contextmenu')
      return menuWords()
    }
    expect(await menuOf('Northwind Studio')).toEqual(['Accept…', 'Copy name'])
    await chooseOfMenu('Copy name')
    expect(fake.inputsOf('clipboard.copyText')).toEqual([{ text: 'Northwind Studio' }])
    expect(await menuOf('Kestrel Bank')).toEqual(['Unblock…', 'Copy name'])
    await chooseOfMenu('Copy name')
    expect(await menuOf('Meridian Parcel')).toEqual(['Open on the Security page', 'Copy name'])
    await chooseOfMenu('Open on the Security page')
    await settled()
    expect(router.currentRoute.value.path).toBe('/security')
  })

  it('says that the name could not be copied', async () => {
    const { wrapper } = await page({ answers: { 'clipboard.copyText': () => Promise.reject(new AppError({ code: 'unexpected', message: 'no clipboard', retryable: false })) } })
    await rows(wrapper)[0]?.trigger('keydown', { key: 'c', ctrlKey: true })
    await settled()
    expect(wrapper.find('[role=alert]').text()).toContain('copying the name')
  })
})
