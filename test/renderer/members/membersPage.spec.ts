import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Member } from '#shared/domain/member'
import type { AppErrorData, ErrorCode } from '#shared/errors/appError'
import { AppError } from '#shared/errors/appError'
import { useOrganizationSecurityStore } from '../../../renderer/stores/organizationSecurity'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, manyMembers, member, security } from '../../support/organizationSecurityFixtures'
import { openMembersPage, otherOrganizationId, type MembersPageMounted } from './membersPageHarness'

let opened: MembersPageMounted | null = null
async function open(...given: Parameters<typeof openMembersPage>): Promise<MembersPageMounted> {
  opened = await openMembersPage(...given)
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

const mixed: Member[] = [
  member('ada', 'enabled', 'org_super_admin', 'ada@example.com', 'compliant'),
  member('bea', 'notEnabled', 'org_admin', 'bea@example.com', 'nonCompliant'),
  member('cid', 'notEnabled', 'org_member', 'cid@lights.example', 'unknown'),
  member('dan', 'unknown', 'org_member', 'dan@example.com', 'nonCompliant'),
  member('eve', 'pending', 'org_member', 'eve@example.com', 'pending')
]
const whole = security({ members: mixed })
const withPolicy = security({ members: mixed, passwordCompleteness: { state: 'complete' } })
const why = (code: ErrorCode): AppErrorData => ({ code, message: code, retryable: true })
const copied = (page: MembersPageMounted) => page.fake.inputsOf('clipboard.copyText').map(({ text }) => text)
const cells = (page: MembersPageMounted, email: string) => (page.rows().find((row) => row.text().includes(email))?.findAll('[role=gridcell]') ?? []).map((cell) => cell.text().replace(/\s+/gu, ' '))
const figures = (page: MembersPageMounted) => page.wrapper.findAll('.figure-item').map((figure) => `${figure.get('dt').text()} ${figure.get('dd').text()}`)
const pressOn = (page: MembersPageMounted, index: number, init: Record<string, unknown>) => page.rows()[index]?.trigger('keydown', init)

describe('the list of members', () => {
  it('says role, 2FA, password, keys and when each was asked, in words, the unknown with why', async () => {
    const keys = inventory([key(1, { ownerId: 'bea' }), key(2, { ownerId: 'bea' })])
    const page = await open(withPolicy, { keys, campaign: { twoFactor: { enforceOn: null, asked: [{ at: '2027-03-01T08:00:00.000Z', userIds: ['bea'] }] } } })
    expect(cells(page, 'bea@')).toEqual(['', 'bea@example.com', 'Admin', 'Not enabled', 'Non-compliant', '2', 'March 1, 2027'])
    expect(cells(page, 'dan@')).toEqual(['', 'dan@example.com', 'Member', 'Unknown The server answers for direct members only.', 'Non-compliant', 'none', 'never'])
    expect(cells(page, 'eve@')[3]).toBe('Invited Invited, and not joined yet.')
    expect(page.text()).toContain('4 members; 2 have no 2FA; the status of 1 is unknown')
    expect(page.text()).toContain('5 shown of 5: 4 members and 1 invited person')
  })

  it('shows passwords only where a policy is in force', async () => {
    const page = await open(whole)
    expect(page.wrapper.findAll('[role=columnheader]').map((one) => one.text())).not.toContain('Password')
    expect(page.wrapper.findAll('label').map((one) => one.text())).not.toContain('Password')
  })

  it('is searched, filtered, sorted, and tells how many are left', async () => {
    const page = await open(withPolicy)
    await page.wrapper.get('input[aria-label="Search members"]').setValue('EXAMPLE.COM')
    expect(page.emails()).toEqual(['ada@example.com', 'bea@example.com', 'dan@example.com', 'eve@example.com'])
    await page.choose('Password', 'Non-compliant')
    expect(page.emails()).toEqual(['bea@example.com', 'dan@example.com'])
    await page.choose('2FA', 'Unknown')
    expect(page.emails()).toEqual(['dan@example.com'])
    expect(page.text()).toContain('1 shown of 5: 4 members and 1 invited person')
    await page.choose('Role', 'Admin')
    expect(page.text()).toContain('No member is known to match; the status of 1 is unknown.')
    await page.press('Show all members')
    await page.press('2FA')
    expect(page.emails()).toEqual(['bea@example.com', 'cid@lights.example', 'dan@example.com', 'eve@example.com', 'ada@example.com'])
  })

  it('draws a handful of 100,000 rows and tells their whole count', async () => {
    const page = await open(security({ members: manyMembers(99_998) }))
    expect(page.rows().length).toBeLessThan(60)
    expect(page.text()).toContain('100,000 shown of 100,000')
  })
})

describe('selecting', () => {
  it('works by keyboard: Space on a row, Ctrl+A for all that are shown', async () => {
    const page = await open(whole)
    await pressOn(page, 1, { key: ' ' })
    expect(page.text()).toContain('· 1 selected')
    expect(page.rows()[1]?.attributes('aria-selected')).toBe('true')
    await page.choose('2FA', 'Not enabled')
    await pressOn(page, 0, { key: 'a', ctrlKey: true })
    expect(page.text()).toContain('2 selected')
    await pressOn(page, 0, { key: 'a', ctrlKey: true })
    expect(page.text()).toContain('2 selected')
    await pressOn(page, 0, { key: ' ' })
    expect(page.text()).toContain('1 selected')
  })

  it('is extended by Shift with the arrow keys, and drawn back', async () => {
    const page = await open(whole)
    await pressOn(page, 0, { key: 'ArrowDown', shiftKey: true })
    expect(page.text()).toContain('· 2 selected')
    await pressOn(page, 1, { key: 'End', shiftKey: true })
    expect(page.text()).toContain('· 5 selected')
    await pressOn(page, 4, { key: 'ArrowUp', shiftKey: true })
    expect(page.text()).toContain('· 4 selected')
    await pressOn(page, 3, { key: 'ArrowUp' })
    await pressOn(page, 2, { key: 'ArrowUp', shiftKey: true })
    // Begun anew: what was chosen before stays.
    expect(page.text()).toContain('· 4 selected')
    expect(page.rows()[1]?.attributes('aria-selected')).toBe('true')
    expect(page.rows()[4]?.attributes('aria-selected')).toBe('false')
  })

  it('says how many of the selected the filter hides, and lets go of all', async () => {
    const page = await open(whole)
    await pressOn(page, 0, { key: ' ' })
    await page.choose('2FA', 'Not enabled')
    expect(page.text()).toContain('1 selected, 1 of them hidden by the filter')
    await page.press('Clear selection')
    expect(page.text()).not.toContain('selected')
  })

  it('selects all shown by the box in the heading, and lets go of them again', async () => {
    const page = await open(whole)
    const box = page.wrapper.get<HTMLInputElement>('input[aria-label="Select all shown"]')
    await box.trigger('change')
    expect(page.text()).toContain('5 selected')
    expect(box.element.checked).toBe(true)
    await box.trigger('change')
    expect(page.text()).not.toContain('selected,')
    await page.wrapper.get('input[aria-label="Select cid@lights.example"]').trigger('change')
    expect(box.element.indeterminate).toBe(true)
  })

  it('is not carried into another organization', async () => {
    const page = await open(whole)
    await pressOn(page, 0, { key: ' ' })
    await useOrganizationsStore(page.pinia).select(otherOrganizationId)
    await flushPromises()
    expect(page.text()).not.toContain('selected')
  })
})

describe('handing members over', () => {
  it('copies the selected, or else everybody shown, and says how many', async () => {
    const page = await open(whole)
    await page.choose('2FA', 'Not enabled')
    await page.press('Copy e-mails')
    expect(page.text()).toContain('Copied 2 e-mail addresses, separated by commas.')
    await pressOn(page, 1, { key: ' ' })
    expect(page.text()).toContain('With 1 selected')
    await page.press('Copy e-mails')
    expect(copied(page)).toEqual(['bea@example.com, cid@lights.example', 'cid@lights.example'])
  })

  it('has a long list ready while nothing happens, of exactly those rows, and gathers it anew where main has it no more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(window, 'requestIdleCallback').mockImplementation((run) => Number(setTimeout(() => run({ didTimeout: false, timeRemaining: () => 50 }), 0)))
    try {
      const page = await open(security({ members: manyMembers(2_998) }))
      vi.runAllTimers()
      await flushPromises()
      const [prepared] = page.fake.inputsOf('clipboard.prepareText')
      await page.press('Copy e-mails')
      expect(page.text()).toContain('Copied 3,000 e-mail addresses, separated by commas.')
      expect(copied(page)).toEqual([])
      expect(page.fake.inputsOf('clipboard.copyPrepared')).toHaveLength(1)
      page.fake.answer('clipboard.copyPrepared', () => ({ copied: false }))
      await page.press('Copy e-mails')
      expect(copied(page)).toEqual([prepared?.text])
      await page.choose('Role', 'Super admin')
      await page.press('Copy e-mails')
      expect(copied(page).at(-1)).toBe('ines@example.com, omar@example.com')
    } finally {
      vi.useRealTimers()
      vi.restoreAllMocks()
    }
  })

  it('claims nothing when the clipboard refused', async () => {
    const page = await open(whole, {
      answers: {
        'clipboard.copyText': () => {
          throw new AppError({ code: 'unexpected', message: 'no clipboard', retryable: false })
        }
      }
    })
    await page.press('Copy e-mails')
    expect(page.text()).toContain('Failed: copying the e-mail addresses')
    expect(page.text()).not.toContain('Copied')
    expect(page.hasButton(/^Mark/u)).toBe(false)
  })

  it('saves CSV and JSON with every status, the unknown too', async () => {
    const page = await open(withPolicy)
    await page.press('Save as CSV…')
    await page.press('Save as JSON…')
    const [table, json] = page.fake.inputsOf('files.saveText')
    expect(table?.suggestedName).toBe('Members - Harbour Lights - 2027-03-12.csv')
    expect(table?.content).toContain('"dan@example.com","Member","Unknown","Non-compliant","0","","","Harbour Lights","2027-03-12T09:30:00.000Z","Complete","Complete","Complete"')
    expect((JSON.parse(json?.content ?? '{}') as { members: unknown[] }).members).toHaveLength(5)
    expect(page.text()).toContain('Saved 5 members to /saved/Members - Harbour Lights - 2027-03-12.json')
  })

  it('writes messages of fifty at most, in blind copy, one by one', async () => {
    const page = await open(security({ members: manyMembers(70) }))
    await page.choose('2FA', 'Not enabled')
    await page.press('Write e-mail…')
    expect(page.text()).toContain('70 addresses in 2 messages')
    await page.press('Open message 1 of 2')
    await page.press('Open message 2 of 2')
    const [first, second] = page.fake.inputsOf('mail.compose')
    expect([first?.to.length, second?.to.length]).toEqual([50, 20])
    expect(first?.subject).toBe('Two-factor authentication for Harbour Lights')
    // Nobody is told that they have no 2FA.
    expect(first?.body).toContain('If your account does not have it yet')
    await page.press('Close')
    expect(page.text()).toContain('Opened 2 messages in your mail program.')
    await page.press('Mark 70 as asked to turn on 2FA')
    expect(page.fake.inputsOf('campaign.record')[0]?.userIds).toHaveLength(70)
  })

  it('asks nobody for what they have: among members of every kind the message is about nothing yet', async () => {
    const page = await open(whole)
    await page.press('Write e-mail…')
    await page.press('Open the message')
    expect(page.fake.inputsOf('mail.compose')[0]).toMatchObject({ subject: '', body: '' })
  })

  it('goes on with the same message when no mail program opened', async () => {
    const page = await open(whole, {
      answers: {
        'mail.compose': () => {
          throw new AppError({ code: 'unexpected', message: 'no program', retryable: true })
        }
      }
    })
    await page.press('Write e-mail…')
    await page.press('Open the message')
    expect(page.text()).toContain('Failed: opening a message in your mail program')
    await page.press('Close')
    expect(page.text()).not.toContain('Opened')
  })
})

describe('the campaign', () => {
  it('marks only those known to be without it, says so, and takes it back', async () => {
    const page = await open(whole)
    await page.press('Copy e-mails')
    expect(page.text()).toContain('1 member of unknown status is not marked.')
    await page.press('Mark 2 as asked to turn on 2FA')
    expect(page.fake.inputsOf('campaign.record').map(({ goal, userIds }) => [goal, userIds])).toEqual([['twoFactor', ['bea', 'cid']]])
    expect(page.text()).toContain('Marked 2 members as asked to turn on 2FA.')
    expect(figures(page)).toEqual(['Asked 2', 'Still without 2', 'Done since 0', 'Never asked 0'])
    await page.press('Take back')
    expect(page.server.campaign.twoFactor.asked).toEqual([])
  })

  it('shows who is left, done since, and never asked, and leads to them', async () => {
    const page = await open(whole, { campaign: { twoFactor: { enforceOn: null, asked: [{ at: '2027-03-01T08:00:00.000Z', userIds: ['ada', 'bea', 'dan', 'gone'] }] } } })
    expect(figures(page)).toEqual(['Asked 4', 'Still without 1', 'Done since 1', 'Unknown 1', 'Never asked 1', 'Not in the list 1'])
    await page.press('Show who is left')
    expect(page.emails()).toEqual(['bea@example.com'])
    await page.press('Show who was never asked')
    expect(page.emails()).toEqual(['cid@lights.example'])
  })

  it('has a goal of its own for passwords, a planned day, and forgets all after asking', async () => {
    const page = await open(withPolicy)
    await page.press('Copy e-mails')
    await page.press('Mark 2 as asked to prove their password')
    await page.wrapper.get('input[type=radio][value=password]').setValue(true)
    await page.wrapper.get('input[type=date]').setValue('2027-04-01')
    await flushPromises()
    expect(page.server.campaign.password).toMatchObject({ enforceOn: '2027-04-01', asked: [{ userIds: ['bea', 'dan'] }] })
    expect(page.text()).toContain('April 1, 2027 (')
    await page.press('Forget all…')
    expect(page.server.campaign.password.asked).toHaveLength(1)
    await page.press('Forget who was asked')
    expect(page.server.campaign.password).toEqual({ enforceOn: null, asked: [] })
  })

  it('says nothing of who was asked where the record cannot be read, and the rest works', async () => {
    const page = await open(whole, {
      answers: {
        'campaign.read': () => {
          throw new AppError({ code: 'storageFailed', message: 'disk', retryable: true })
        }
      }
    })
    expect(page.text()).toContain('Failed: the record of who was asked')
    expect(cells(page, 'bea@').at(-1)).toBe('unknown')
    expect(page.emails()).toHaveLength(5)
  })

  it('says that an earlier record was set aside', async () => {
    const page = await open(whole, { campaign: { setAside: true } })
    expect(page.text()).toContain('was set aside')
  })
})

describe('what could not be read', () => {
  it('2FA: nobody is shown, counted or marked as without it', async () => {
    const page = await open(security({ members: mixed.map((one) => ({ ...one, twoFactor: one.twoFactor === 'pending' ? ('pending' as const) : ('unknown' as const) })), twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }), { campaign: { twoFactor: { enforceOn: null, asked: [{ at: '2027-03-01T08:00:00.000Z', userIds: ['bea'] }] } }, keys: inventory([key(1, { ownerId: 'bea' })]) })
    expect(page.text()).toContain('4 members; who of them has 2FA is not known')
    expect(page.text()).toContain('Failed: the 2FA status of the members')
    expect(figures(page)).toEqual(['Asked 1', 'Still without unknown', 'Done since unknown', 'Never asked unknown'])
    expect(page.text()).toContain('Whose owner has no 2FA cannot be known')
    expect(page.text()).toContain('1 key whose owner’s 2FA is unknown')
    await page.press('Copy e-mails')
    expect(page.hasButton(/^Mark/u)).toBe(false)
    await page.choose('2FA', 'Not enabled')
    expect(page.text()).toContain('Who this is cannot be known, because a look-up failed.')
    expect(page.hasButton('Copy e-mails')).toBe(false)
  })

  it('passwords: unknown, and not due', async () => {
    const page = await open(security({ members: mixed.map((one) => ({ ...one, password: 'unknown' as const })), passwordCompleteness: { state: 'failed', why: lookUpFailure } }))
    expect(page.text()).toContain('Failed: the password status of the members')
    expect(cells(page, 'ada@')[4]).toBe('Unknown The look-up failed.')
    await page.choose('Password', 'Non-compliant')
    expect(page.text()).toContain('cannot be known')
  })

  it('the members themselves: nobody is said to be nobody', async () => {
    const page = await open(security({ members: [], membersCompleteness: { state: 'failed', why: lookUpFailure }, twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }))
    expect(page.text()).toContain('Who the members are is not known')
    expect(page.text()).toContain('Failed: the list of members and the 2FA status of the members')
    expect(page.text()).toContain('Who the members are cannot be known')
  })

  it('refused: says who may see it, and offers nothing', async () => {
    const page = await open(security({ members: [], membersCompleteness: { state: 'failed', why: why('forbidden') }, twoFactorCompleteness: { state: 'failed', why: why('forbidden') } }))
    expect(page.text()).toContain('It shows it to super admins and admins while the organization is open to them.')
    expect(page.text()).toContain('The members are shown to super admins and admins only, while the organization is open to them.')
    expect(page.text()).not.toContain('Failed:')
  })

  it('cut short: what arrived of how many, and the numbers as the least there can be', async () => {
    const page = await open(security({ members: mixed, membersCompleteness: { state: 'incomplete', received: 5, expected: 9 } }))
    expect(page.text()).toContain('At least 4 members; 2 have no 2FA')
    expect(page.text()).toContain('5 of 9 arrived')
  })

  it('a later failure leaves the list in sight, and dates what is copied', async () => {
    const page = await open(whole)
    page.server.security = security({ members: [], membersCompleteness: { state: 'failed', why: lookUpFailure }, twoFactorCompleteness: { state: 'failed', why: lookUpFailure }, readAt: '2027-03-13T10:00:00.000Z' })
    await useOrganizationSecurityStore(page.pinia).refresh()
    await flushPromises()
    expect(page.emails()).toHaveLength(5)
    expect(page.text()).toMatch(/The latest reading of the members failed\. What is shown, copied and saved here is as of March 12, 2027/u)
    await page.press('Copy e-mails')
    expect(page.text()).toMatch(/Copied 5 e-mail addresses, separated by commas\. The list is as of March 12, 2027/u)
  })

  it('keys: an owner of none is not called one where the list is not whole', async () => {
    const page = await open(whole, { keys: inventory([key(1, { ownerId: 'bea' })], { organizationKeys: { state: 'failed', why: why('serverError') } }) })
    expect(cells(page, 'bea@')[4]).toMatch(/^≥ 1/u)
    expect(cells(page, 'cid@')[4]).toMatch(/^unknown/u)
    await page.choose('API keys', 'Owns keys')
    expect(page.text()).toContain('there may be more owners than are shown')
    expect(page.text()).toContain('Failed: the API keys of the organization')
  })
})

describe('keys whose owner has no 2FA', () => {
  it('are listed with owner and expiry, the unknown apart', async () => {
    const keys = inventory([key(1, { ownerId: 'bea', ownerEmail: null, name: 'Deploy', expiresAt: null }), key(2, { ownerId: 'dan', name: 'Old', expiresAt: '2020-01-02T12:00:00.000Z' }), key(3, { ownerId: 'ada', name: 'Safe' })])
    const page = await open(whole, { keys })
    expect(page.text()).toContain('1 key whose owner is known to have no 2FA')
    const lists = page.wrapper.findAll('.key-owners [role=grid]').map((list) => list.findAll('[role=row][data-index]').map((row) => row.text().replace(/\s+/gu, ' ')))
    expect(lists).toEqual([['Deploybea@example.comnever'], ['Oldines@example.comexpired on January 2, 2020']])
    await page.press('Show these owners')
    expect(page.emails()).toEqual(['bea@example.com'])
  })

  it('are said to be missing with an API key', async () => {
    const page = await open({ ...whole, actor: { ...whole.actor, credential: 'apiKey', level: null } }, { keys: inventory([], { organizationKeys: { state: 'failed', why: why('credentialCannot') } }) })
    expect(page.text()).toContain('With an API key the server lists your own keys only.')
    expect(page.text()).toContain('No key is known to belong to somebody without 2FA, but not every owner or key is known.')
  })

  it('are none only where everything is known', async () => {
    const page = await open(security(), { keys: inventory([key(1, { ownerId: 'second' })]) })
    expect(page.text()).toContain('No key belongs to somebody without 2FA')
  })
})
