import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Member } from '#shared/domain/member'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { AppError, type ErrorCode } from '#shared/errors/appError'
import { useCommandsStore } from '../../../renderer/stores/commands'
import { useOrganizationSecurityStore } from '../../../renderer/stores/organizationSecurity'
import { lookUpFailure, manyMembers, member, security } from '../../support/organizationSecurityFixtures'
import { chooseOrganization, openSecurityPage, otherOrganizationId, type SecurityPageMounted } from './securityPageHarness'

let opened: SecurityPageMounted | null = null
async function open(...given: Parameters<typeof openSecurityPage>): Promise<SecurityPageMounted> {
  opened = await openSecurityPage(...given)
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

async function press(page: SecurityPageMounted, name: string | RegExp): Promise<void> {
  await page.button(name).trigger('click')
  await flushPromises()
}

const mixed: Member[] = [
  ...manyMembers(0),
  member('a', 'notEnabled', 'org_member', 'adam@example.com'),
  member('b', 'notEnabled', 'org_admin', 'bea@example.com'),
  member('c', 'notEnabled', 'custom_auditor', 'carl@lights.example'),
  member('u', 'unknown', 'org_member', 'unknown@example.com'),
  member('v', 'unknown', 'org_member', 'unsure@example.com'),
  member('p', 'pending', 'org_member', 'invited@example.com')
]
const copied = (page: SecurityPageMounted) => page.fake.inputsOf('clipboard.copyText').map(({ text }) => text)
const emails = (page: SecurityPageMounted) => page.wrapper.findAll('[role=row][data-index] .email-cell__text').map((cell) => cell.text())
const search = (page: SecurityPageMounted) => page.wrapper.get('input[aria-label="Search members without 2FA"]')

describe('the figures on the page', () => {
  const figures = (page: SecurityPageMounted) => (page.wrapper.findAll('.app-panel').find((panel) => panel.get('h2').text() === 'Members 2FA Status')?.findAll('.figure-item') ?? []).map((figure) => `${figure.get('dt').text()} ${figure.get('dd').text()}`)

  it('name every status, the unknown with the reason, and invitations apart', async () => {
    const page = await open(security({ members: mixed }))
    expect(figures(page)).toEqual(['Total Members 7', '2FA Enabled 2', '2FA Not Enabled 3', 'Unknown 2'])
    expect(page.text()).toContain('of 2 members it says nothing')
    expect(page.text()).toContain('1 more person is invited and has not joined yet.')
    expect(page.text()).toContain('3 of 7 members lose access if 2FA is enforced, and 2 more whose status is unknown')
  })

  it('show no unknown where there is none', async () => {
    expect(figures(await open())).toEqual(['Total Members 2', '2FA Enabled 2', '2FA Not Enabled 0'])
  })

  it('never say zero where the look-up failed, and offer to try again', async () => {
    const page = await open(security({ members: [member('a', 'unknown'), member('b', 'unknown')], twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }))
    expect(figures(page)).toEqual(['Total Members 2', '2FA Enabled unknown', '2FA Not Enabled unknown', 'Unknown 2'])
    page.server.security = security()
    await press(page, 'Try again')
    expect(figures(page)).toEqual(['Total Members 2', '2FA Enabled 2', '2FA Not Enabled 0'])
  })

  it('are the least there can be where members are missing, with what arrived of how many', async () => {
    const page = await open(security({ members: mixed, membersCompleteness: { state: 'incomplete', received: 8, expected: 1001 } }))
    expect(figures(page)[0]).toBe('Total Members ≥ 7')
    expect(page.text()).toContain('8 of 1,001 arrived')
    expect(page.hasButton('Try again')).toBe(true)
  })
})

describe('copying the e-mail list', () => {
  it('copies exactly the members known to have no 2FA and says how many, and whom it left out', async () => {
    const page = await open(security({ members: mixed }))
    await press(page, 'Copy Email List')
    expect(copied(page)).toEqual(['adam@example.com, bea@example.com, carl@lights.example'])
    expect(page.text()).toContain('Copied 3 e-mail addresses, separated by commas. 2 members of unknown status are not among them.')
  })

  it('copies all of them irrespective of the search, and offers those shown beside', async () => {
    const page = await open(security({ members: mixed }))
    expect(page.hasButton(/Shown$/u)).toBe(false)
    await search(page).setValue('example.com')
    await press(page, 'Copy 2 Shown')
    await press(page, 'Copy Email List')
    expect(copied(page)).toEqual(['adam@example.com, bea@example.com', 'adam@example.com, bea@example.com, carl@lights.example'])
  })

  it.each([
    ['semicolon', 'adam@example.com; bea@example.com; carl@lights.example', 'separated by semicolons'],
    ['newline', 'adam@example.com\nbea@example.com\ncarl@lights.example', 'one a line']
  ])('separates by %s when that is chosen, and remembers it', async (separator, text, words) => {
    const page = await open(security({ members: mixed }))
    await page.wrapper.get('select').setValue(separator)
    await flushPromises()
    await press(page, 'Copy Email List')
    expect(copied(page)).toEqual([text])
    expect(page.text()).toContain(words)
    expect(page.fake.inputsOf('settings.update')).toEqual([{ emailSeparator: separator }])
  })

  it('counts addresses, not members, where one has none', async () => {
    const page = await open(security({ members: [member('a', 'notEnabled'), member('b', 'notEnabled', 'org_member', '')] }))
    await press(page, 'Copy Email List')
    expect(page.text()).toContain('Copied 1 e-mail address, separated by commas. 1 member is left out: their address cannot be used')
  })

  it('claims nothing when the clipboard refused', async () => {
    const page = await open(security({ members: mixed }), {
      'clipboard.copyText': () => {
        throw new AppError({ code: 'unexpected', message: 'no clipboard', retryable: false })
      }
    })
    await press(page, 'Copy Email List')
    expect(page.text()).not.toContain('Copied')
    expect(page.text()).toContain('Failed: copying the e-mail list')
  })

  it('does not carry its confirmation into another organization', async () => {
    const page = await open(security({ members: mixed }))
    await press(page, 'Copy Email List')
    await chooseOrganization(page, otherOrganizationId)
    expect(page.text()).not.toContain('Copied')
  })
})

describe('the confirmation of a copy', () => {
  it('goes with the next thing that is done', async () => {
    const page = await open(security({ members: mixed }))
    await press(page, 'Copy Email List')
    expect(page.text()).toContain('Copied 3 e-mail addresses')
    await search(page).setValue('bea')
    await flushPromises()
    expect(page.text()).not.toContain('Copied 3 e-mail addresses')
  })
})

describe('a refresh that fails', () => {
  const failed = (code: ErrorCode) => ({ state: 'failed', why: { code, message: code, retryable: true } }) as const
  const lacking = (code: ErrorCode) => security({ members: [], membersCompleteness: failed(code), twoFactorCompleteness: failed(code), readAt: '2027-03-12T10:00:00.000Z' })

  async function refreshInto(next: OrganizationSecurity): Promise<SecurityPageMounted> {
    const page = await open(security({ members: mixed }))
    page.server.security = next
    await useOrganizationSecurityStore(page.pinia).refresh()
    await flushPromises()
    return page
  }

  it('leaves the figures and the list in sight with their date, says once what failed, and dates a copy', async () => {
    const page = await refreshInto(lacking('serverError'))
    expect(page.text()).toContain('Total Members7')
    expect(page.text()).toMatch(/The latest reading of the members failed\. The numbers and the list below are as of .*2027/u)
    expect(page.text()).toMatch(/As of .*2027.*3 of 7 members/u)
    expect(page.wrapper.findAll('.error-notice')).toHaveLength(1)
    await press(page, 'Copy Email List')
    expect(page.text()).toMatch(/Copied 3 e-mail addresses.* The list is as of /u)
  })

  it('is judged by what it lacks: enforcing asks for the name, and says from when the numbers are', async () => {
    const page = await refreshInto(lacking('serverError'))
    await page.theSwitch().trigger('click')
    await page.button('Review and apply').trigger('click')
    await flushPromises()
    expect(page.button(/^Enforce 2FA/u).attributes('disabled')).toBeDefined()
    expect(page.dialog().text()).toContain('A look-up failed or was cut short')
    expect(page.dialog().text()).toMatch(/As of .*2027.*, 3 members were without 2FA/u)
  })

  it('tells the newest cause alone', async () => {
    const page = await refreshInto(lacking('serverError'))
    page.fake.answer('organizationSecurity.read', () => {
      throw new AppError({ code: 'timeout', message: 'late', retryable: true })
    })
    await useOrganizationSecurityStore(page.pinia).refresh()
    await flushPromises()
    expect(page.wrapper.findAll('.error-notice')).toHaveLength(1)
    expect(page.text()).toContain('Failed: the security settings')
  })
})

describe('what somebody may not see', () => {
  it('is no failure: who may is said, and nothing offers to try again', async () => {
    const page = await open(security({ twoFactorCompleteness: { state: 'failed', why: { code: 'forbidden', message: 'NO_RIGHTS', retryable: false } } }))
    expect(page.text()).toContain('The server does not show you who has 2FA')
    expect(page.text()).toContain('Who is without 2FA is shown to super admins and admins only, while the organization is open to them.')
    expect(page.text()).not.toContain('Failed')
    expect(page.hasButton('Try again')).toBe(false)
  })
})

describe('the CSV file', () => {
  it('holds the same members with harmless cells, and its place is told', async () => {
    const page = await open(security({ members: [...mixed, member('x', 'notEnabled', '=1+1', '+evil@example.com')] }), {
      'files.saveText': ({ suggestedName }) => ({ path: `/home/ines/${suggestedName}` })
    })
    await press(page, 'Save as CSV…')
    const [saved] = page.fake.inputsOf('files.saveText')
    expect(saved?.content.trimEnd().split('\r\n')).toEqual([
      `"E-mail","Role","2FA","Organization","Read at"`,
      `"'+evil@example.com","'=1+1","Not enabled","Harbour Lights","2027-03-12T09:30:00.000Z"`,
      `"adam@example.com","Member","Not enabled","Harbour Lights","2027-03-12T09:30:00.000Z"`,
      `"bea@example.com","Admin","Not enabled","Harbour Lights","2027-03-12T09:30:00.000Z"`,
      `"carl@lights.example","custom_auditor","Not enabled","Harbour Lights","2027-03-12T09:30:00.000Z"`
    ])
    expect(page.text()).toContain('Saved 4 members to /home/ines/Members without 2FA - Harbour Lights - 2027-03-12.csv')
  })

  it('claims nothing when the person closed the dialog', async () => {
    const page = await open(security({ members: mixed }), { 'files.saveText': () => null })
    await press(page, 'Save as CSV…')
    expect(page.text()).not.toContain('Saved')
  })
})

describe('the list', () => {
  it('shows the known ones with their roles in words, unknown roles as they are', async () => {
    const page = await open(security({ members: mixed }))
    expect(emails(page)).toEqual(['adam@example.com', 'bea@example.com', 'carl@lights.example'])
    expect(page.wrapper.findAll('.member-table__text').map((cell) => cell.text())).toEqual(['Member', 'Admin', 'custom_auditor'])
    expect(page.text()).toContain('3 shown of 3')
  })

  it('searches, sorts both ways, and tells assistive technology', async () => {
    const page = await open(security({ members: mixed }))
    await press(page, 'E-mail')
    expect(emails(page)[0]).toBe('carl@lights.example')
    expect(page.wrapper.get('[role=columnheader]').attributes('aria-sort')).toBe('descending')
    await press(page, 'Role')
    expect(emails(page)).toEqual(['bea@example.com', 'adam@example.com', 'carl@lights.example'])
    await search(page).setValue('admin')
    expect(emails(page)).toEqual(['bea@example.com'])
    await search(page).setValue('nobody')
    expect(page.text()).toContain('No e-mail and no role contains “nobody”.')
    await press(page, 'Clear search')
    expect(emails(page)).toHaveLength(3)
  })

  it('has its search field focused by the command of that name', async () => {
    const page = await open(security({ members: mixed }))
    expect(useCommandsStore().run('filter')).toBe(true)
    expect(document.activeElement).toBe(search(page).element)
  })

  it('shows hostile text as text, with direction marks written out, and copies the address as it is', async () => {
    const email = 'admin\u202Emoc.elpmaxe@gro'
    const page = await open(security({ members: [member('h', 'notEnabled', '<img src=x onerror="alert(1)">', email)] }))
    expect(emails(page)).toEqual(['admin[U+202E]moc.elpmaxe@gro'])
    expect(page.wrapper.find('img').exists()).toBe(false)
    expect(page.text()).toContain('<img src=x onerror="alert(1)">')
    await press(page, 'Copy admin[U+202E]moc.elpmaxe@gro')
    expect(copied(page)).toEqual([email])
  })

  it('draws a handful of 100,000 rows, tells their whole count, and walks to the last by key', async () => {
    const page = await open(security({ members: manyMembers(100_000) }))
    const grid = page.wrapper.get('[role=grid]')
    expect(grid.attributes('aria-rowcount')).toBe('100001')
    expect(page.text()).toContain('100,000 shown of 100,000')
    expect(page.wrapper.findAll('[role=row][data-index]').length).toBeLessThan(40)
    await page.wrapper.get('[data-index="0"]').trigger('keydown', { key: 'End' })
    await flushPromises()
    expect((document.activeElement as HTMLElement).dataset['index']).toBe('99999')
    expect(page.wrapper.findAll('[role=row][tabindex="0"]')).toHaveLength(1)
    await page.wrapper.get('[data-index="99999"]').trigger('keydown', { key: 'ArrowUp' })
    await flushPromises()
    expect((document.activeElement as HTMLElement).dataset['index']).toBe('99998')
    await page.wrapper.get('[data-index="99998"]').trigger('keydown', { key: 'Home' })
    await flushPromises()
    expect((document.activeElement as HTMLElement).getAttribute('aria-rowindex')).toBe('2')
  })

  it('goes from the search field into the rows by the arrow key', async () => {
    const page = await open(security({ members: mixed }))
    await search(page).trigger('keydown', { key: 'ArrowDown' })
    await flushPromises()
    expect((document.activeElement as HTMLElement).dataset['index']).toBe('0')
  })

  it('copies the focused row by key', async () => {
    const page = await open(security({ members: mixed }))
    await page.wrapper.get('[data-index="1"]').trigger('keydown', { key: 'c', ctrlKey: true })
    await flushPromises()
    expect(copied(page)).toEqual(['bea@example.com'])
  })
})

describe('a refresh that fails', () => {
  it('leaves the list and says since when it is from', async () => {
    const page = await open(security({ members: mixed }))
    page.fake.answer('organizationSecurity.read', () => {
      throw new AppError({ code: 'offline', message: 'offline', retryable: true })
    })
    await useOrganizationSecurityStore(page.pinia).refresh()
    await flushPromises()
    expect(emails(page)).toHaveLength(3)
    expect(page.wrapper.get('[role=alert]').text()).toContain('the security settings')
  })
})
