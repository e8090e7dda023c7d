import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { useConnectionsStore } from '../../../renderer/stores/connections'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, manyMembers, member, noPolicies, organizationId, ownUserId, security } from '../../support/organizationSecurityFixtures'
import { changedTo, chooseOrganization, openSecurityPage, otherOrganizationId, withSettings, type SecurityPageMounted } from './securityPageHarness'
import { settled } from '../support/mountInApp'

const none: SecuritySettings = { enforcesTwoFactor: false, ...noPolicies }
const policy = { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true }
const channel = 'organizationSecurity.applySettings'

let opened: SecurityPageMounted | null = null
async function open(...given: Parameters<typeof openSecurityPage>): Promise<SecurityPageMounted> {
  opened = await openSecurityPage(...given)
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

async function operate(page: SecurityPageMounted, name: string): Promise<void> {
  await page.theSwitch(name).trigger('click')
  await settled()
}

async function press(page: SecurityPageMounted, name: string | RegExp): Promise<void> {
  await page.button(name).trigger('click')
  await settled()
}

const field = (page: SecurityPageMounted, label: string) => {
  const id = page.wrapper.findAll('label').find((one) => one.text().startsWith(label))?.attributes('for') ?? ''
  return page.wrapper.get(`[id="${id}"]`)
}
const check = (page: SecurityPageMounted, label: string) => page.wrapper.findAll('label.check-field').find((one) => one.text().startsWith(label))?.get('input')
const bar = (page: SecurityPageMounted) => page.wrapper.find('.draft-bar')
const panel = (page: SecurityPageMounted, title: string) => page.wrapper.findAll('.app-panel').find((one) => one.get('h2').text() === title)

describe('the draft', () => {
  it('gathers changes and sends nothing, until it is discarded', async () => {
    const page = await open()
    await operate(page, 'Enforce Secure API Keys')
    await operate(page, 'Require API Key Expiration')
    await field(page, 'Maximum expiration days').setValue('90')
    expect(bar(page).text()).toContain('3 changes not applied')
    expect(bar(page).text()).toContain('Maximum expiration days: none → 90 days')
    expect(page.fake.inputsOf(channel)).toEqual([])
    await press(page, 'Discard')
    expect(bar(page).exists()).toBe(false)
    expect((field(page, 'Maximum expiration days').element as HTMLInputElement).value).toBe('')
    expect(page.theSwitch('Enforce Secure API Keys').attributes('aria-checked')).toBe('false')
  })

  it('is none when everything is as before again', async () => {
    const page = await open()
    await operate(page, 'Enforce Password Policy')
    expect(bar(page).text()).toContain('at least 12 characters')
    await operate(page, 'Enforce Password Policy')
    expect(bar(page).exists()).toBe(false)
  })

  it.each([
    ['Minimum Length', '5', 'Enter a whole number from 6 to 72.'],
    ['Minimum Length', '73', 'Enter a whole number from 6 to 72.'],
    ['Minimum Length', 'twelve', 'Enter a whole number from 6 to 72.'],
    ['Minimum Length', '', 'Enter a whole number from 6 to 72.'],
    ['Maximum expiration days', '0', 'Enter a whole number from 1 to 365, or nothing.'],
    ['Maximum expiration days', '366', 'Enter a whole number from 1 to 365, or nothing.'],
    ['Maximum expiration days', '1.5', 'Enter a whole number from 1 to 365, or nothing.'],
    ['Required encryption key', 'too short', 'A fingerprint has 20 or 21 characters.']
  ])('with %s “%s” says what is wrong, keeps it, and goes nowhere', async (label, typed, words) => {
    const page = await open()
    if (label === 'Minimum Length') await operate(page, 'Enforce Password Policy')
    await field(page, label).setValue(typed)
    await settled()
    expect(page.text()).toContain(words)
    expect((field(page, label).element as HTMLInputElement).value).toBe(typed)
    expect(page.button('Review and apply').attributes('disabled')).toBeDefined()
  })

  it('waits while another organization is looked at, and does not speak of that one', async () => {
    const page = await open()
    await operate(page, 'Enforce Secure API Keys')
    await chooseOrganization(page, otherOrganizationId)
    expect(bar(page).exists()).toBe(false)
    await chooseOrganization(page, organizationId)
    expect(bar(page).text()).toContain('Enforce Secure API Keys')
  })

  it('cannot be begun while the settings are not known', async () => {
    const page = await open(security({ policies: { known: false, why: lookUpFailure } }))
    await operate(page, 'Enforce Secure API Keys')
    await operate(page, 'Require 2FA for All Members')
    expect(bar(page).exists()).toBe(false)
    expect(page.text()).toContain('could not be read, so there is nothing to change from')
  })

  it('can always switch off a policy that nobody can meet', async () => {
    const impossible = { ...policy, minLength: 80 }
    const page = await open(withSettings(security(), { ...none, passwordPolicy: impossible }))
    await operate(page, 'Enforce Password Policy')
    await press(page, 'Review and apply')
    await press(page, 'Apply 1 change')
    expect(page.fake.inputsOf(channel)).toMatchObject([{ change: { passwordPolicy: { enabled: false, minLength: 72 } } }])
  })

  it('is no command while something in it is wrong, and no dialog waits for that to change', async () => {
    const page = await open()
    await field(page, 'Maximum expiration days').setValue('999')
    expect(page.button('Copy as Command Line').attributes('disabled')).toBeDefined()
    await field(page, 'Maximum expiration days').setValue('30')
    expect(page.wrapper.find('dialog').exists()).toBe(false)
  })

  it('gives the focus back when it is discarded', async () => {
    const page = await open()
    await operate(page, 'Enforce Secure API Keys')
    await press(page, 'Discard')
    expect(document.activeElement?.textContent).toContain('Use a Preset…')
  })

  it('takes every field of the password policy', async () => {
    const page = await open()
    await operate(page, 'Enforce Password Policy')
    await field(page, 'Minimum Length').setValue('14')
    await check(page, 'Require Special Character')?.setValue(false)
    await settled()
    expect(bar(page).text()).toContain('at least 14 characters, an uppercase letter, a number')
    expect(bar(page).text()).not.toContain('special')
  })
})

describe('the review of several settings', () => {
  it('shows everything together, asks for the name, sends one request and says each outcome', async () => {
    const page = await open(security({ members: manyMembers(3) }), {}, 'en', inventory([key(1, { kind: 'plain', name: 'Nightly', bindings: { known: true, value: [organizationId, otherOrganizationId].map((id) => ({ organizationId: id, scope: 'org', appId: null, role: 'org_member' })) } }), othersKey(2)]))
    await operate(page, 'Enforce Password Policy')
    await operate(page, 'Enforce Secure API Keys')
    await press(page, 'Review and apply')
    const words = page.dialog().text()
    for (const part of ['Review: 2 changes to the security settings', 'All 5 members have to prove their password again, you included', '1 plain key of yours stops at once', 'also serves North Quay', '1 key of other people may stop', 'Everybody loses access until they have proved']) expect(words).toContain(part)
    expect(page.button('Apply 2 changes').attributes('disabled')).toBeDefined()
    await page.dialog().get('input[aria-label="Name of the organization"]').setValue('Harbour Lights')
    await press(page, 'Apply 2 changes')
    expect(page.fake.inputsOf(channel)).toMatchObject([{ change: { passwordPolicy: policy, enforcesSecureKeys: true }, base: none, override: { name: 'Harbour Lights', outweighs: ['everyoneProvesPassword', 'plainKeysStop', 'otherOrganizationsServed', 'unknownKeysMayStop'] } }])
    expect(page.text()).toContain('2 settings are changed. Each was read back and is as asked.')
    expect(bar(page).exists()).toBe(false)
    // Whoever asks everybody for a proof is asked first.
    expect(page.dialog().text()).toContain('password')
  })

  it('shows the three sides when somebody changed a setting since, and decides anew on what is there', async () => {
    const page = await open()
    const drifted = { ...none, enforcesEncryptedBundles: true }
    page.fake.answer(channel, ({ base, change }) => {
      if (base.enforcesEncryptedBundles) return changedTo(withSettings(security(), { ...drifted, maxKeyExpirationDays: 60 }), drifted, change)
      page.server.security = withSettings(security(), drifted)
      return { outcome: 'drifted', now: drifted, security: page.server.security }
    })
    await field(page, 'Maximum expiration days').setValue('60')
    await press(page, 'Review and apply')
    await press(page, 'Apply 1 change')
    const alert = page.dialog().get('[role=alert]').text()
    expect(alert).toContain('Somebody changed the settings since you looked')
    const rows = page.dialog().findAll('.drift-table tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))
    expect(rows).toEqual([
      ['Maximum expiration days', 'none', 'none', '60 days'],
      ['Enforce Encrypted Bundles', 'Disabled', 'Enabled', 'as it is']
    ])
    await press(page, 'Apply 1 change')
    expect(page.fake.inputsOf(channel)).toMatchObject([{ base: none }, { base: drifted }])
    expect(page.wrapper.find('dialog').exists()).toBe(false)
  })

  it('leads back by the same review, to the settings that were touched only', async () => {
    const page = await open()
    await field(page, 'Maximum expiration days').setValue('60')
    await operate(page, 'Enforce Encrypted Bundles')
    await press(page, 'Review and apply')
    await press(page, 'Apply 2 changes')
    expect(page.fake.inputsOf(channel).at(-1)).not.toHaveProperty('undo')
    await press(page, 'Undo…')
    expect(page.dialog().text()).toContain('Undo: 2 security settings go back to what they were')
    expect(page.dialog().text()).toContain('Bundles that are not encrypted can be uploaded again.')
    await press(page, 'Undo 2 changes')
    expect(page.fake.inputsOf(channel).at(-1)).toMatchObject({ change: { maxKeyExpirationDays: null, enforcesEncryptedBundles: false }, undo: true })
    expect(page.theSwitch('Enforce Encrypted Bundles').attributes('aria-checked')).toBe('false')
    expect(page.text()).toContain('Undone: 2 settings are as they were.')
    await press(page, 'Apply again…')
    await press(page, 'Apply 2 changes')
    expect(page.fake.inputsOf(channel).at(-1)).not.toHaveProperty('undo')
    expect(page.theSwitch('Enforce Encrypted Bundles').attributes('aria-checked')).toBe('true')
  })

  it('keeps a change that was gathered since when the former one of the same setting is undone', async () => {
    const page = await open()
    await field(page, 'Maximum expiration days').setValue('60')
    await press(page, 'Review and apply')
    await press(page, 'Apply 1 change')
    await field(page, 'Maximum expiration days').setValue('30')
    await press(page, 'Undo…')
    await press(page, 'Undo 1 change')
    expect(bar(page).text()).toContain('Maximum expiration days: none → 30 days')
  })

  it('names who and what gets in again by an undo, and who does not', async () => {
    const people = [member('kept', 'enabled', 'org_member', 'kept@example.com', 'compliant'), member('out', 'enabled', 'org_member', 'out@example.com', 'nonCompliant'), member('who', 'enabled', 'org_member', 'who@example.com', 'unknown')]
    const proved = security().members.map((one) => ({ ...one, password: 'compliant' as const }))
    const page = await open(security(), {}, 'en', inventory([key(1, { kind: 'plain', name: 'Old script' }), othersKey(2)]))
    page.fake.answer(channel, ({ base, change }) => {
      const asked = { ...base, ...change } as SecuritySettings
      page.server.security = withSettings(security({ members: [...proved, ...people], passwordCompleteness: { state: 'complete' } }), asked)
      return changedTo(page.server.security, base, change)
    })
    await operate(page, 'Enforce Password Policy')
    await operate(page, 'Enforce Secure API Keys')
    await press(page, 'Review and apply')
    await page.dialog().get('input[aria-label="Name of the organization"]').setValue('Harbour Lights')
    await press(page, 'Apply 2 changes')
    for (const dialog of page.wrapper.findAll('dialog')) await dialog.trigger('keydown', { key: 'Escape' })
    await settled()
    await press(page, 'Undo…')
    const text = page.dialog().text()
    expect(text).toContain('1 member regains access at once')
    expect(text).toContain('1 member of unknown status may regain access')
    expect(text).toContain('out@example.com')
    expect(text).toContain('who@example.com')
    expect(text).not.toContain('kept@example.com')
    expect(text).toContain('1 plain key of yours works again at once')
    expect(text).toContain('1 key of other people may work again; the server does not tell its kind')
    expect(text).toContain('Old script')
  })

  it('says what reads otherwise', async () => {
    const page = await open()
    page.fake.answer(channel, ({ base, change }) => ({ ...changedTo(withSettings(security(), { ...none, maxKeyExpirationDays: 60 }), base, change, 'partly'), fields: [{ setting: 'maxKeyExpirationDays', result: 'asAsked' }, { setting: 'enforcesEncryptedBundles', result: 'different' }] }))
    await field(page, 'Maximum expiration days').setValue('60')
    await operate(page, 'Enforce Encrypted Bundles')
    await press(page, 'Review and apply')
    await press(page, 'Apply 2 changes')
    expect(page.text()).toContain('not everything reads as asked')
    expect(page.text()).toContain('Enforce Encrypted Bundles: reads otherwise')
  })

  it('blocks what would stop the very key in use, with the way to a session', async () => {
    const page = await open(security({ actor: { userId: ownUserId, credential: 'apiKey', level: null, twoFactor: 'enabled' } }), {}, 'en', inventory([key(1, { kind: 'plain', inUse: 'yes' })]))
    await operate(page, 'Enforce Secure API Keys')
    await press(page, 'Review and apply')
    expect(page.dialog().text()).toContain('You are signed in with a plain key.')
    expect(page.button('Apply 1 change').attributes('disabled')).toBeDefined()
  })

  it('says that keys could not be read, and does not call them none', async () => {
    const page = await open(security(), { 'keyInventory.read': () => { throw new AppError(lookUpFailure) } })
    await operate(page, 'Enforce Secure API Keys')
    await press(page, 'Review and apply')
    expect(page.dialog().text()).toContain('which of them stop is not known')
    expect(page.dialog().text()).not.toContain('None of your own keys is plain')
  })
})

describe('member compliance', () => {
  const asked = (statuses: Parameters<typeof security>[0]) => security({ policies: { known: true, value: { ...noPolicies, passwordPolicy: policy } }, passwordCompleteness: { state: 'complete' }, ...statuses })
  const figures = (page: SecurityPageMounted) => panel(page, 'Member Compliance')?.findAll('.figure-item').map((one) => `${one.get('dt').text()} ${one.get('dd').text()}`)
  const people = [member('a', 'enabled', 'org_super_admin', 'a@example.com', 'compliant'), member('b', 'enabled', 'org_member', 'b@example.com', 'nonCompliant'), member('c', 'enabled', 'org_member', 'c@example.com', 'unknown')]

  it('counts each status, lists those who have to prove, and copies them only', async () => {
    const page = await open(asked({ members: people }))
    expect(figures(page)).toEqual(['Total Members 3', 'Compliant 1', 'Non-Compliant 1', 'Unknown 1'])
    await panel(page, 'Member Compliance')?.findAll('button').find((one) => one.text() === 'Copy Email List')?.trigger('click')
    await settled()
    expect(page.fake.inputsOf('clipboard.copyText')).toEqual([{ text: 'b@example.com' }])
    expect(page.text()).toContain('1 member of unknown status is not among them.')
  })

  it('says that there is nothing to comply with where no policy is in force', async () => {
    const page = await open()
    expect(figures(page)).toEqual([])
    expect(page.text()).toContain('No password policy is in force')
  })

  it.each([
    ['the password look-up', { passwordCompleteness: { state: 'failed', why: lookUpFailure } as const, members: people.map((one) => ({ ...one, password: 'unknown' as const })) }],
    ['the list of members', { membersCompleteness: { state: 'failed', why: lookUpFailure } as const, members: [] }]
  ])('names nobody when %s fails', async (_, given) => {
    const page = await open(asked(given))
    expect(figures(page)?.filter((one) => one.startsWith('Non-Compliant'))).toEqual(['Non-Compliant unknown'])
    expect(panel(page, 'Member Compliance')?.findAll('button').some((one) => one.text() === 'Copy Email List')).toBe(false)
    expect(panel(page, 'Member Compliance')?.text()).not.toContain('Every member has proved')
  })
})

describe('presets and commands', () => {
  it('go into the draft with their difference, and weaken nothing without a word', async () => {
    const strict = withSettings(security(), { ...none, maxKeyExpirationDays: 30 })
    const page = await open(strict)
    await press(page, 'Use a Preset…')
    expect(page.dialog().text()).toContain('Some of it is less strict than now.')
    await press(page, 'Put only what is stricter into the draft: Production')
    expect(bar(page).text()).toContain('2 changes not applied')
    expect(bar(page).text()).not.toContain('Maximum')
  })

  it('of one’s own are kept, used and deleted', async () => {
    const page = await open()
    await operate(page, 'Enforce Encrypted Bundles')
    await press(page, 'Use a Preset…')
    await field(page, 'Name of the preset').setValue('House rules')
    await page.dialog().get('form').trigger('submit')
    await settled()
    expect(page.fake.inputsOf('settings.update')).toMatchObject([{ policyPresets: [{ name: 'House rules', settings: { enforcesEncryptedBundles: true } }] }])
  })

  it('are written as commands without a credential', async () => {
    const page = await open(security(), { 'connections.list': () => [{ id: '5b1b3b63-3a3e-4b8e-9d43-0d0f2c6b7a10', name: 'Example', demo: false, server: { shown: 'https://api.example.com', api: 'https://api.example.com', supabase: 'https://sb.example.com' }, apiKey: null, session: { userId: ownUserId, email: 'ines@example.com' }, uses: 'session', current: true }] })
    await useConnectionsStore(page.pinia).load()
    await field(page, 'Maximum expiration days').setValue('90')
    await press(page, 'Copy as Command Line')
    await press(page, 'Copy All')
    const [copied] = page.fake.inputsOf('clipboard.copyText')
    expect(copied?.text).toContain(`npx @capgo/cli organization set ${organizationId}`)
    expect(copied?.text).toContain('--max-apikey-expiration-days 90')
  })
})
