import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { PostureDay } from '#shared/domain/postureHistory'
import { AppError, type ErrorCode } from '#shared/errors/appError'
import type { Language } from '#shared/text/language'
import PosturePage from '../../../renderer/pages/PosturePage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { usePostureStore } from '../../../renderer/stores/posture'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, noPolicies, organizationId, security } from '../../support/organizationSecurityFixtures'
import { organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)
const refusal = (code: ErrorCode): AppError => new AppError({ code, message: code, retryable: true })
const mixed = () => security({ members: [member('a', 'enabled'), member('b', 'notEnabled'), member('c', 'enabled'), member('d', 'enabled'), member('e', 'pending')] })
const keys = () => inventory([key(1), key(2, { kind: 'plain', expiresAt: null }), othersKey(3)])

function day(date: string, changes: Partial<PostureDay> = {}): PostureDay {
  return {
    day: date,
    readAt: `${date}T12:00:00.000Z`,
    score: { low: 40, high: 45 },
    enforcesTwoFactor: false,
    enforcesPasswords: false,
    enforcesSecureKeys: false,
    requiresKeyExpiration: false,
    members: { total: 42, enabled: 30, notEnabled: 12, unknown: 0 },
    passwords: null,
    keys: { total: 4, secure: 1, plain: 1, unknownKind: 2, withExpiry: 3, expired: 0 },
    ...changes
  }
}

const history = (days: PostureDay[] = [], changes: { setAside?: boolean; notKept?: AppError } = {}) => ({ organizationId, readAt: '2027-03-12T09:30:00.000Z', days, setAside: changes.setAside ?? false, notKept: changes.notKept?.data ?? null })

async function page(answers: Answers = {}, { language = 'en', pages = [] }: { language?: Language; pages?: string[] } = {}) {
  const fake = createFakeDesktop({
    'connection.current': () => signedIn({ ...session, lastOrganizationId: organizationId }),
    'organizations.list': () => organizations.slice(0, 1).map((one) => ({ ...one, id: organizationId })),
    'organizationSecurity.read': () => mixed(),
    'keyInventory.read': () => keys(),
    'posture.history': () => history(),
    ...answers
  })
  const router = createRouter({ history: createMemoryHistory(), routes: ['posture', 'security', ...pages].map((name) => ({ path: `/${name}`, name, component: { render: () => null } })) })
  await router.push('/posture')
  const mounted = await mountInApp(PosturePage, { fake, language, router })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  const { wrapper } = mounted
  const panel = (title: string) => {
    const found = wrapper.findAll('.app-panel').find((one) => one.find('.app-panel__title').text() === title)
    if (!found) throw new Error(`no panel ${title}`)
    return found
  }
  const part = (name: string) => panel('Score').findAll('tbody tr').find((row) => row.find('th').text() === name)?.findAll('td').map((cell) => cell.html().replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ').trim()) ?? []
  const figures = (title: string) => panel(title).findAll('.figure-item').map((one) => `${one.find('dt').text()} ${one.find('dd').text()}`)
  const button = (text: string) => wrapper.findAll('button').find((one) => one.text() === text)
  return { ...mounted, fake, panel, part, figures, button, sentence: () => wrapper.find('.page-header__sentence').text() }
}

describe('the score', () => {
  it('is told with every part, why, and where it can be improved', async () => {
    const { sentence, panel, part } = await page()
    expect(sentence()).toBe('Between 26 and 28 of 100 points, depending on what is not known')
    expect(panel('Score').find('.score-panel__value').text()).toBe('26 to 28 of 100')
    expect(panel('Score').findAll('tbody tr')).toHaveLength(9)
    expect(part('Require 2FA for All Members')).toEqual(['0 of 20', 'Members may go without 2FA.', 'Security'])
    expect(part('Members with 2FA')).toEqual(['18.8 of 25', '3 of 4 members have 2FA.', 'Security'])
    expect(part('Keys that are secure')).toEqual(['2.7 of 8 up to 2.7 more, unknown', '1 of 3 usable keys is known to be secure; of others the server does not tell the kind.', 'Security'])
  })

  it('leads to the pages of members and keys where there are such, and nowhere when nothing is left', async () => {
    const { panel } = await page({ 'organizationSecurity.read': () => ({ ...mixed(), enforcesTwoFactor: { known: true, value: true } }) }, { pages: ['members', 'keys'] })
    const links = panel('Score').findAll('tbody a')
    expect(links.map((link) => [link.attributes('href'), link.attributes('aria-label')])).toContainEqual(['/members', 'Members: Members with 2FA'])
    expect(links.map((link) => link.attributes('href'))).toContain('/keys')
    expect(panel('Score').find('tbody tr').text()).toContain('Nothing left to do')
  })

  it('is exact where all is known', async () => {
    const { sentence } = await page({ 'keyInventory.read': () => inventory([]) })
    expect(sentence()).toBe('33 of 100 points; everything that counts is known')
  })

  it('speaks French', async () => {
    const { sentence } = await page({}, { language: 'fr' })
    expect(sentence()).toBe('De 26 à 28 points sur 100, selon ce qui reste inconnu')
  })
})

describe('the numbers', () => {
  it('are of members, passwords and keys', async () => {
    const { figures, panel } = await page()
    expect(figures('2FA')).toEqual(['Total Members 4', '2FA Enabled 3', '2FA Not Enabled 1'])
    expect(panel('2FA').text()).toContain('1 more person is invited.')
    expect(panel('Password Policy').text()).toContain('No password policy is enforced, so nobody is asked for a proof.')
    expect(figures('API key security adoption').slice(0, 5)).toEqual(['API keys, expired included 3', 'Secure 1', 'Plain text 1', 'Kind unknown 1', 'Never expire 1'])
  })

  it('say the least there can be of a list that was cut short, and nothing of one that failed', async () => {
    const cut = await page({ 'organizationSecurity.read': () => ({ ...mixed(), membersCompleteness: { state: 'incomplete', received: 5, expected: 9 } }) })
    expect(cut.figures('2FA')[0]).toBe('Total Members ≥ 4')
    expect(cut.part('Members with 2FA')[0]).toBe('9.4 of 25 up to 12.5 more, unknown')
    cut.wrapper.unmount()
    const failed = await page({ 'organizationSecurity.read': () => ({ ...mixed(), members: [], membersCompleteness: { state: 'failed', why: lookUpFailure } }) })
    expect(failed.figures('2FA')).toEqual(['Total Members unknown'])
    expect(failed.part('Members with 2FA')).toEqual(['0 of 25 up to 25 more, unknown', 'Who has 2FA is not known.', 'Security'])
  })

  it('are unknown, not none, where it could not be read who has 2FA', async () => {
    const members = [member('a', 'unknown'), member('b', 'unknown')]
    const { figures } = await page({ 'organizationSecurity.read': () => ({ ...mixed(), members, twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }) })
    expect(figures('2FA')).toEqual(['Total Members 2', '2FA Enabled unknown', '2FA Not Enabled unknown', 'Unknown 2'])
  })

  it('count proofs once a policy asks for them', async () => {
    const passwordPolicy = { enabled: true, minLength: 10, requireUppercase: true, requireNumber: true, requireSpecial: true }
    const { figures, part } = await page({
      'organizationSecurity.read': () => ({ ...mixed(), policies: { known: true, value: { ...noPolicies, passwordPolicy } }, passwordCompleteness: { state: 'complete' }, members: [member('a', 'enabled', 'org_member', 'a@example.com', 'compliant'), member('b', 'enabled', 'org_member', 'b@example.com', 'nonCompliant')] })
    })
    expect(figures('Password Policy')).toEqual(['Compliant 1', 'Non-Compliant 1'])
    expect(part('Password Policy')).toEqual(['5 of 10', 'Passwords have at least 10 characters; 12 count in full.', 'Security'])
  })
})

describe('a reading that fails', () => {
  it.each([
    ['the members', { members: [], membersCompleteness: { state: 'failed' as const, why: lookUpFailure } }],
    ['who has 2FA', { members: [member('a', 'unknown')], twoFactorCompleteness: { state: 'failed' as const, why: lookUpFailure } }]
  ])('keeps the members of the last whole one, with its date, where it lacks %s', async (_what, lacking) => {
    let answer: () => ReturnType<typeof mixed> = mixed
    const saved: string[] = []
    const given = await page({
      'organizationSecurity.read': () => answer(),
      'files.saveText': ({ content }) => {
        saved.push(content)
        return { path: 'evidence.json' }
      }
    })
    const before = { figures: given.figures('2FA'), points: given.part('Members with 2FA')[0] }
    answer = () => ({ ...mixed(), readAt: '2027-03-12T11:00:00.000Z', enforcesTwoFactor: { known: true, value: true }, ...lacking })
    await usePostureStore(given.pinia).refresh()
    await flushPromises()

    const shown = given.wrapper.text()
    expect(given.figures('2FA')).toEqual(before.figures)
    expect(given.part('Members with 2FA')).toEqual([before.points, expect.stringMatching(/^As of March 12, 2027.+: 3 of 4 members have 2FA\.$/u), 'Security'])
    expect(given.panel('2FA').text()).toMatch(/These numbers are as of March 12, 2027.+\./u)
    expect(shown).toContain('The latest reading of the members failed.')
    expect(given.sentence()).toMatch(/; members as of March 12, 2027.+$/u)
    // What is of now stays so.
    expect(given.part('Require 2FA for All Members')[1]).toBe('Every member must have 2FA.')

    await given.wrapper.findAll('button').find((one) => one.text() === 'Save as JSON…')?.trigger('click')
    await flushPromises()
    // What is handed on is of the latest reading alone.
    const evidence = JSON.parse(saved[0] ?? '{}') as { readings: Record<string, string>; score: { parts: { name: string; reason: string }[] } }
    expect([evidence.readings['members'], evidence.readings['twoFactor']].filter((one) => one?.startsWith('failed'))).toHaveLength(1)
    expect(evidence.score.parts.find(({ name }) => name === 'twoFactorMembers')?.reason).not.toBe('partly')
  })

  it('is told, and read again when asked', async () => {
    let failing = true
    const { wrapper, button } = await page({
      'organizationSecurity.read': () => {
        if (failing) throw refusal('timeout')
        return mixed()
      }
    })
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: how the organization stands')
    expect(wrapper.find('.score-panel__value').exists()).toBe(false)
    failing = false
    await button('Try again')?.trigger('click')
    await flushPromises()
    expect(wrapper.find('.score-panel__value').text()).toContain('26 to 28')
  })

  it('of the keys leaves the rest, with the keys as unknown', async () => {
    const { wrapper, part, figures } = await page({ 'keyInventory.read': () => Promise.reject(refusal('serverError')) })
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: the API keys of the organization')
    expect(figures('API key security adoption')).toEqual(['API keys, expired included unknown'])
    expect(part('Keys that expire')[0]).toBe('0 of 7 up to 7 more, unknown')
    expect(figures('2FA')[0]).toBe('Total Members 4')
  })

  it.each<ErrorCode>(['forbidden', 'credentialCannot'])('of keys that the credential may not see is no failure (%s)', async (code) => {
    const { wrapper } = await page({ 'keyInventory.read': () => Promise.reject(refusal(code)) })
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
    expect(wrapper.text()).toContain('Your role or credential may not see the API keys of the organization')
  })

  it('is no score of nothing: keys that are still on their way are waited for', async () => {
    const answer = later<ReturnType<typeof keys>>()
    const { wrapper } = await page({ 'keyInventory.read': () => answer.promise })
    expect(wrapper.find('.score-panel__value').exists()).toBe(false)
    answer.resolve(keys())
    await flushPromises()
    expect(wrapper.find('.score-panel__value').text()).toContain('26 to 28')
  })
})

describe('the history', () => {
  it('is asked for once the day is kept: after both readings', async () => {
    const { fake, pinia } = await page()
    const order = () => fake.calls.map(({ channel }) => channel).filter((channel) => ['organizationSecurity.read', 'keyInventory.read', 'posture.history'].includes(channel))
    expect(order()).toEqual(['organizationSecurity.read', 'keyInventory.read', 'posture.history'])
    await usePostureStore(pinia).refresh()
    expect(order().slice(3)).toEqual(['organizationSecurity.read', 'keyInventory.read', 'posture.history'])
  })

  it('says why it is empty', async () => {
    const { panel } = await page()
    expect(panel('History').text()).toContain('No day is kept yet.')
    expect(panel('History').find('table').exists()).toBe(false)
  })

  it('is a table where nothing can be drawn, the latest day first', async () => {
    // happy-dom has no canvas.
    const { panel } = await page({ 'posture.history': () => history([day('2027-03-10', { members: null, keys: null }), day('2027-03-11', { score: { low: 50, high: 50 } })]) })
    await flushPromises()
    const rows = panel('History').findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))
    expect(rows).toEqual([
      ['11 March 2027', '50', '30 of 42', '–', '1 of 4, 2 unknown', '3 of 4'],
      ['10 March 2027', '40 to 45', 'unknown', '–', 'unknown', 'unknown']
    ].map((row) => [expect.stringContaining(row[0]?.split(' ')[1] ?? '') as string, ...row.slice(1)]))
    expect(panel('History').find('table caption').text()).toMatch(/^Days from .+ to .+/u)
  })

  it('says what is missing from it, and what could not be kept', async () => {
    const { panel } = await page({ 'posture.history': () => history([day('2027-03-11')], { setAside: true, notKept: refusal('storageFailed') }) })
    expect(panel('History').text()).toContain('It was put aside unchanged')
    expect(panel('History').text()).toContain('Failed: keeping the reading of today')
  })

  it('that cannot be read fails by itself', async () => {
    const { panel, wrapper } = await page({ 'posture.history': () => Promise.reject(refusal('storageFailed')) })
    expect(panel('History').text()).toContain('Failed: the days before')
    expect(wrapper.find('.score-panel__value').exists()).toBe(true)
  })
})

describe('what bears on standards', () => {
  it('says per control what is in place and what is missing, and claims nothing', async () => {
    const passwordPolicy = { enabled: true, minLength: 10, requireUppercase: true, requireNumber: true, requireSpecial: true }
    const { panel } = await page({ 'organizationSecurity.read': () => ({ ...mixed(), policies: { known: true, value: { ...noPolicies, passwordPolicy } } }) })
    const rows = panel('Settings that bear on standards').findAll('tbody tr').map((row) => row.text().replace(/\s+/gu, ' '))
    expect(rows.find((row) => row.startsWith('8.3.6'))).toContain('10 characters are enforced; 12 are asked.')
    expect(rows.find((row) => row.startsWith('§164.308(a)(5)(ii)(D)'))).toContain('In place')
    expect(panel('Settings that bear on standards').text()).toContain('It does not say that the organization conforms to any standard')
    expect(panel('Settings that bear on standards').text()).not.toMatch(/compliant|posture\./iu)
  })

  it('is unknown where the settings are', async () => {
    const { panel } = await page({ 'organizationSecurity.read': () => ({ ...mixed(), policies: { known: false, why: lookUpFailure } }) })
    expect(panel('Settings that bear on standards').findAll('tbody tr').find((row) => row.text().startsWith('8.3.2'))?.text()).toContain('Unknown')
  })

  it.each([
    ['Save as CSV…', 'csv'],
    ['Save as JSON…', 'json']
  ])('is saved as evidence: %s', async (label, extension) => {
    const { button, wrapper, fake } = await page({ 'files.saveText': () => ({ path: `/home/ada/evidence.${extension}` }) })
    await button(label)?.trigger('click')
    await flushPromises()
    const [saved] = fake.inputsOf('files.saveText')
    expect(saved?.suggestedName).toBe(`Posture evidence - Harbour Lights - 2027-03-12.${extension}`)
    expect(saved?.content).toContain('api.capgo.app')
    expect(saved?.content).toContain('CC6.1')
    expect(wrapper.text()).toContain(`Saved the evidence to /home/ada/evidence.${extension}`)
  })

  it('says when it could not be saved', async () => {
    const { button, wrapper } = await page({ 'files.saveText': () => Promise.reject(refusal('storageFailed')) })
    await button('Save as CSV…')?.trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain('Failed: saving the evidence')
  })
})
