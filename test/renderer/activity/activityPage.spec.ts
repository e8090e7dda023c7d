import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { AuditPage, AuditRow, UnderstoodAuditRow } from '#shared/domain/audit'
import type { JournalPage, JournalRow, JournalVerification } from '#shared/domain/journal'
import { AppError } from '#shared/errors/appError'
import type { Language } from '#shared/text/language'
import ActivityPage from '../../../renderer/pages/ActivityPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { accessOfSession, known, permissions } from '../../support/organizationAccessFixtures'
import { id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

const readAt = '2026-11-21T10:00:00.000Z'
const row = (more: Partial<UnderstoodAuditRow> = {}): AuditRow => ({
  understood: true, id: '1', time: '2026-11-20T18:29:41.000Z', table: 'orgs', operation: 'UPDATE', recordId: id(1), actor: { kind: 'user', userId: id(100), email: 'amara.okafor@meridian.example', keyName: null },
  subject: null, subjectUserId: null, role: null, invitation: false, differences: [{ field: 'require_apikey_expiration', before: false, after: true }], further: 0, ...more
})
const upload = (index: number): AuditRow =>
  row({ id: `u${String(index)}`, table: 'app_versions', operation: 'INSERT', recordId: String(index), subject: `3.${String(index)}.0`, actor: { kind: 'apiKey', userId: id(100), email: 'amara.okafor@meridian.example', keyName: 'Nightly upload' }, differences: [{ field: 'name', before: null, after: `3.${String(index)}.0` }] })
const auditPage = (rows: AuditRow[], more: Partial<AuditPage> = {}): AuditPage => ({ organizationId: id(1), rows, total: rows.length, page: 0, limit: 50, readAt, ...more })

const change = (more: Partial<Extract<JournalRow, { row: 'change' }>> = {}): JournalRow => ({
  row: 'change', seq: 1, time: '2026-11-20T18:29:41.000Z',
  intent: {
    phase: 'intent', id: id(70), kind: 'settingsChange', server: 'api.capgo.app', demo: false, organization: { id: id(1), name: 'Meridian Parcel' },
    actor: { userId: id(100), email: 'ada@meridian.example', credential: 'session', fingerprint: null }, changes: [{ field: 'passwordPolicy', before: null, after: { enabled: true, minLength: 12 } }]
  },
  outcome: { state: 'known', seq: 2, time: '2026-11-20T18:29:42.000Z', word: 'applied', code: null, found: null },
  ...more
})
const journalPage = (rows: JournalRow[]): JournalPage => ({ rows, total: rows.length, page: 0, limit: 50 })

async function openPage(given: { language?: Language; answers?: Answers } = {}) {
  const fake = createFakeDesktop({
    'connection.current': () => signedIn(session),
    'organizations.list': () => organizations,
    'activity.audit': () => auditPage([row()]),
    'journal.list': () => journalPage([change()]),
    'files.saveText': ({ suggestedName }) => ({ path: `/home/ada/${suggestedName}` }),
    ...given.answers
  })
  const mounted = await mountInApp(ActivityPage, { fake, at: '/activity', language: given.language ?? 'en' })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  const { wrapper } = mounted
  const buttons = (name: string) => wrapper.findAll('button').filter((one) => one.text().trim() === name)
  return {
    ...mounted,
    text: () => wrapper.text().replace(/\s+/gu, ' '),
    sentences: () => wrapper.findAll('.activity-item__sentence').map((one) => one.text()),
    buttons,
    press: async (name: string) => {
      await buttons(name)[0]?.trigger('click')
      await flushPromises()
    },
    choose: async (index: number, value: string) => {
      await wrapper.findAll('select')[index]?.setValue(value)
      await flushPromises()
    },
    showJournal: async () => {
      await wrapper.findAll('input[type=radio]')[1]?.trigger('change')
      await flushPromises()
    },
    search: async (words: string) => {
      await wrapper.find('.search-field input').setValue(words)
      await flushPromises()
    }
  }
}

describe('the server’s log', () => {
  it('says in one line who did what, and from what to what when it is unfolded', async () => {
    const page = await openPage()
    expect(page.sentences()).toEqual(['amara.okafor@meridian.example turned on Require API Key Expiration'])
    expect(page.text()).toContain('1 change of the last 30 days on record at the server')
    expect(page.text()).toContain('It does not record API keys and their roles, and it forgets after 30 days.')
    const cells = page.wrapper.findAll('.difference-table tbody th, .difference-table tbody td').map((one) => one.text())
    expect(cells).toEqual(['Require API Key Expiration', 'Disabled', 'Enabled'])
    const time = page.wrapper.find('time')
    expect(time.attributes('datetime')).toBe('2026-11-20T18:29:41.000Z')
    expect(time.attributes('title')).toMatch(/41.*(?:UTC|GMT)/u)
  })

  it.each([
    ['a key', row({ actor: { kind: 'apiKey', userId: null, email: null, keyName: 'CI' } }), 'API key “CI” turned on Require API Key Expiration'],
    ['nobody on record', row({ actor: { kind: 'system', userId: null, email: null, keyName: null } }), 'Somebody who is not on record turned on Require API Key Expiration'],
    ['a person without an address', row({ actor: { kind: 'user', userId: 'abcdef0123', email: null, keyName: null } }), 'User abcdef01 turned on Require API Key Expiration'],
    ['a new member', row({ table: 'org_users', operation: 'INSERT', subject: 'new@meridian.example', subjectUserId: id(5), invitation: true, differences: [] }), 'amara.okafor@meridian.example invited new@meridian.example'],
    ['a record of a newer server', row({ table: 'webhooks', operation: 'DELETE', recordId: '7', differences: [] }), 'amara.okafor@meridian.example deleted webhooks #7'],
    ['a record that is not understood', { understood: false as const, id: '12' }, 'Record 12, which Gatehouse does not understand'],
    ['a hostile name', row({ table: 'apps', operation: 'INSERT', subject: '\u202Eevil <b>', differences: [] }), 'amara.okafor@meridian.example created the app [U+202E]evil <b>']
  ])('has words for %s', async (_, given, words) => {
    expect((await openPage({ answers: { 'activity.audit': () => auditPage([given]) } })).sentences()).toEqual([words])
  })

  it('speaks French', async () => {
    const page = await openPage({ language: 'fr' })
    expect(page.sentences()[0]?.replaceAll('\u00A0', ' ')).toBe('amara.okafor@meridian.example a activé « Exiger l’expiration des clés d’API »')
  })

  it('is filtered by the server, from the first page on, and says so where nothing is left', async () => {
    const page = await openPage({ answers: { 'activity.audit': ({ operation }) => (operation === 'DELETE' ? auditPage([]) : auditPage([row()])) } })
    await page.choose(0, 'org_users')
    await page.choose(1, 'DELETE')
    expect(page.fake.inputsOf('activity.audit')).toEqual([
      { organizationId: id(1), tableName: null, operation: null, page: 0 },
      { organizationId: id(1), tableName: 'org_users', operation: null, page: 0 },
      { organizationId: id(1), tableName: 'org_users', operation: 'DELETE', page: 0 }
    ])
    expect(page.text()).toContain('No change of this kind in the last 30 days.')
    await page.press('Show everything')
    expect(page.fake.inputsOf('activity.audit').at(-1)).toEqual({ organizationId: id(1), tableName: null, operation: null, page: 0 })
    expect(page.sentences()).toHaveLength(1)
  })

  it('is paged, by button and by key, and keeps the focus at its ends', async () => {
    const pageOf = (page: number) => auditPage(Array.from({ length: page === 4 ? 14 : 50 }, (_, index) => upload(page * 50 + index)), { page, total: 214 })
    const page = await openPage({ answers: { 'activity.audit': (asked) => pageOf(asked.page) } })
    expect(page.text()).toContain('1–50 of 214')
    await page.press('Newer')
    expect(page.fake.inputsOf('activity.audit')).toHaveLength(1)
    await page.press('Older')
    expect(page.text()).toContain('51–100 of 214')
    for (let count = 0; count < 6; count += 1) {
      await page.buttons('Older')[0]?.trigger('keydown', { key: 'ArrowRight' })
      await flushPromises()
    }
    expect(page.text()).toContain('201–214 of 214')
    expect(page.buttons('Older')[0]?.attributes('aria-disabled')).toBe('true')
    expect(page.buttons('Older')[0]?.attributes('disabled')).toBeUndefined()
    expect(page.fake.inputsOf('activity.audit').map((asked) => asked.page)).toEqual([0, 1, 2, 3, 4])
  })

  it('keeps the page that is shown where the next cannot be read, and says from when it is', async () => {
    const page = await openPage({
      answers: {
        'activity.audit': (asked) => {
          if (asked.page > 0) throw new AppError({ code: 'offline', message: 'no network', retryable: true })
          return auditPage(Array.from({ length: 50 }, (_, index) => upload(index)), { total: 60 })
        }
      }
    })
    await page.press('Older')
    expect(page.text()).toContain('Failed: the audit log')
    expect(page.text()).toContain('What is shown is as of')
    expect(page.text()).toContain('1–50 of 60')
    expect(page.sentences()).toHaveLength(50)
  })

  it('shows the filter’s answer and not one that comes late', async () => {
    const first = later<AuditPage>()
    const page = await openPage({ answers: { 'activity.audit': ({ tableName }) => (tableName === null ? first.promise : auditPage([upload(7)])) } })
    await page.choose(0, 'app_versions')
    first.resolve(auditPage([row()]))
    await flushPromises()
    expect(page.sentences()).toEqual(['API key “Nightly upload” of amara.okafor@meridian.example created the bundle 3.7.0'])
  })

  it('is searched on the page, by person, key and record', async () => {
    const page = await openPage({ answers: { 'activity.audit': () => auditPage([row(), upload(7), upload(8)]) } })
    await page.search('NIGHTLY')
    expect(page.sentences()).toHaveLength(2)
    expect(page.text()).toContain('2 shown of the 3 on this page')
    await page.search('nobody')
    expect(page.text()).toContain('Nothing on this page contains “nobody”.')
  })

  it('drops what it shows when another organization is opened', async () => {
    const other = later<AuditPage>()
    const page = await openPage({ answers: { 'activity.audit': ({ organizationId }) => (organizationId === id(1) ? auditPage([row()]) : other.promise) } })
    void useOrganizationsStore(page.pinia).select(id(2))
    await flushPromises()
    expect(page.sentences()).toEqual([])
  })
})

describe('who may not read it', () => {
  const refuse = (data: ConstructorParameters<typeof AppError>[0]): Answers => ({
    'activity.audit': () => {
      throw new AppError(data)
    }
  })

  it('is told why, asked of the server, and where the way out is', async () => {
    const page = await openPage({
      answers: {
        ...refuse({ code: 'forbidden', message: 'no', retryable: false, details: { backendCode: 'invalid_org_id' } }),
        'organizationAccess.read': ({ organizationId }) => ({ ...accessOfSession({ permissions: permissions({}, known(false)) }), organizationId })
      }
    })
    expect(page.text()).toContain('The audit log is not shown to you')
    expect(page.text()).toContain('Your role in Meridian Parcel')
    expect(page.wrapper.find('a[href*="/access"]').exists()).toBe(true)
    expect(page.text()).not.toContain('Failed:')
  })

  it('is told of the missing expiry without asking anything more', async () => {
    const page = await openPage({ answers: refuse({ code: 'policyViolation', message: 'no', retryable: false, details: { backendCode: 'org_requires_expiring_key' } }) })
    expect(page.text()).toContain('This takes a key with an expiry in Meridian Parcel, and this key has none.')
    expect(page.fake.inputsOf('organizationAccess.read')).toEqual([])
  })
})

describe('this computer’s journal', () => {
  it('says what was done, with which result, and what it does not know', async () => {
    const page = await openPage()
    await page.showJournal()
    expect(page.sentences()).toEqual(['ada@meridian.example turned on Password Policy'])
    expect(page.text()).toContain('knows nothing of changes made elsewhere')
    expect(page.wrapper.findAll('.difference-table tbody th').map((one) => one.text())).toEqual(['Enforce Password Policy', 'Minimum Length'])
    expect(page.fake.inputsOf('journal.list')[0]).toEqual({ organizationId: id(1), page: 0 })
  })

  const known2 = (word: string, code: string | null = null) => ({ state: 'known', seq: 2, time: '2026-11-20T18:29:42.000Z', word, code, found: null })
  it.each([
    [known2('refused', 'requires_2fa_to_enforce_2fa'), 'set out to turn on', 'Refused'],
    [known2('unknown'), 'set out to turn on', 'Outcome unknown'],
    [known2('notApplied'), 'set out to turn on', 'Never sent'],
    [known2('confirmedByReading'), 'turned on', 'Applied, as read afterwards'],
    [{ state: 'unknown' }, 'set out to turn on', 'Outcome unknown'],
    [{ state: 'underWay' }, 'set out to turn on', 'Under way'],
    [{ state: 'unwritten', word: 'applied', code: null }, 'turned on', 'Outcome not written down']
  ])('never says that something was done which was not: %j', async (outcome, verb, tag) => {
    const page = await openPage({ answers: { 'journal.list': () => journalPage([change({ outcome: outcome as never })]) } })
    await page.showJournal()
    expect(page.sentences()).toEqual([`ada@meridian.example ${verb} Password Policy`])
    expect(page.wrapper.find('.status-tag').text()).toBe(tag)
  })

  const keyChange = change({
    intent: {
      phase: 'intent', id: id(71), kind: 'keyCreated', server: 'api.capgo.app', demo: false, organization: { id: id(1), name: 'Meridian Parcel' }, key: { id: 7, name: 'CI deploy' },
      actor: { userId: id(100), email: 'ada@meridian.example', credential: 'session', fingerprint: null },
      changes: [
        { field: 'secure', before: null, after: true },
        { field: 'expiresAt', before: null, after: '2027-03-12T10:00:00.000Z' },
        { field: 'roles', before: [], after: ['app_uploader ×3', 'org_member'] },
        { field: 'mayCreateOrganizations', before: null, after: true },
        { field: 'name', before: '["org_member"]', after: 'CI deploy' }
      ]
    }
  })
  it.each([
    ['en', ['Secure key', 'Yes'], ['Expiration date', 'no expiration date', /2027.*\(.*12.*2027.*10:00.* UTC\)/u], ['Roles of the key', 'no role', /3 × App Uploader, Member/u], ['Allow creating organizations', 'Yes']],
    ['fr', ['Clé sécurisée', 'Oui'], ['Date d’expiration', 'aucune date d’expiration', /2027.*\(.*12.*2027.*10:00.* UTC\)/u], ['Rôles de la clé', 'aucun rôle', /3 × /u], ['Autoriser la création d’organisations', 'Oui']]
  ] as const)('tells of keys in words (%s): roles by their labels, dates by this computer’s clock and UTC', async (language, ...lines) => {
    vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-60)
    const page = await openPage({ language, answers: { 'journal.list': () => journalPage([keyChange]) } })
    await page.showJournal()
    const rows = page.wrapper.findAll('tbody tr').map((one) => one.text().replaceAll(/\s+/gu, ' '))
    for (const [index, line] of lines.entries()) for (const part of line) expect(rows[index]).toMatch(part)
    expect(page.text()).not.toMatch(/app_uploader|T10:00|expiresAt|mayCreate/u)
    // Only roles are taken apart: a name may look like anything.
    expect(rows[4]).toContain('["org_member"]')
    vi.restoreAllMocks()
  })

  it('tells a date once where both clocks are the same', async () => {
    const zone = vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(0)
    const page = await openPage({ answers: { 'journal.list': () => journalPage([keyChange]) } })
    await page.showJournal()
    expect(page.wrapper.findAll('tbody tr')[1]?.text()).toMatch(/March 12, 2027 at 10:00\sAM UTC$/u)
    zone.mockRestore()
  })

  it('shows other organizations when asked, by the name that the window knows', async () => {
    const elsewhere = change()
    if (elsewhere.row === 'change') elsewhere.intent.organization = { id: id(2), name: '' }
    const page = await openPage({ answers: { 'journal.list': ({ organizationId }) => journalPage(organizationId === null ? [elsewhere] : []) } })
    await page.showJournal()
    expect(page.text()).toContain('Nothing has been changed in this organization with Gatehouse on this computer.')
    await page.wrapper.findAll('.activity-view input[type=radio]')[1]?.trigger('change')
    await flushPromises()
    expect(page.text()).toContain('Harbour & Finch')
  })

  it('tells of itself: torn ends, damage, and lines it does not understand', async () => {
    const rows: JournalRow[] = [
      { row: 'note', seq: 3, time: readAt, note: { phase: 'note', note: 'tornEnd', bytes: 17, keptAs: 'journal.jsonl.aside' } },
      { row: 'note', seq: 4, time: readAt, note: { phase: 'note', note: 'damage', finding: 'missing', at: 3 } },
      { row: 'notUnderstood', seq: 5 },
      { row: 'strayOutcome', seq: 6, time: readAt, word: 'refused', code: 'forbidden', found: null }
    ]
    const page = await openPage({ answers: { 'journal.list': () => journalPage(rows) } })
    await page.showJournal()
    expect(page.sentences()[0]).toContain('The 17 bytes of it are kept beside the journal as journal.jsonl.aside')
    expect(page.sentences()[1]).toBe('The journal was found to be tampered with, at entry 3. Entries that had been signed are gone.')
    expect(page.sentences()[2]).toContain('Journal entry 5')
    expect(page.sentences()[3]).toContain('The outcome of a change, standing alone')
    expect(page.text()).toContain('Refused')
  })
})

describe('verifying', () => {
  const intact: JournalVerification = { entries: 8, state: 'intact', wrong: null, tornEnds: 0, signed: { state: 'signed', upTo: 8, at: readAt, since: '2026-10-01T08:00:00.000Z' }, checkedAt: readAt }
  async function verified(verification: JournalVerification) {
    const page = await openPage({ answers: { 'journal.verify': () => verification } })
    await page.showJournal()
    await page.press('Verify the journal')
    const bar = page.wrapper.find('.journal-verification .notice-bar')
    return { page, tone: bar.attributes('data-tone'), words: bar.text().replace(/\s+/gu, ' ') }
  }

  it('is good only where a signature vouches for all of it, and says since when', async () => {
    const { tone, words } = await verified(intact)
    expect(tone).toBe('good')
    expect(words).toContain('all 8 lines follow from each other')
    expect(words).toMatch(/Signed up to line 8.*since October 1, 2026/u)
  })

  it.each([
    ['without a keychain', { signed: { state: 'unsigned', why: 'noKeychain' } }, 'unknown', 'nothing vouches for them'],
    ['signed in part', { signed: { ...intact.signed, upTo: 6 } }, 'neutral', 'of what follows the signature says nothing'],
    ['tampered with', { state: 'tampered', wrong: { seq: 5, finding: 'changed', earlier: false } }, 'danger', 'The first wrong entry is number 5. The entry is not what Gatehouse wrote.'],
    ['tampered with, found before', { state: 'tampered', wrong: { seq: 5, finding: 'missing', earlier: true } }, 'danger', 'noted in the journal then'],
    ['a torn end', { state: 'tornEnd', tornEnds: 1 }, 'warning', 'everything before it is intact'],
    ['empty', { entries: 0, signed: { state: 'unsigned', why: 'nothingYet' } }, 'neutral', 'The journal is empty.']
  ])('%s is said as what it is', async (_, more, tone, words) => {
    const result = await verified({ ...intact, ...more } as JournalVerification)
    expect(result.tone).toBe(tone)
    expect(result.words).toContain(words)
  })

  it('that fails says so', async () => {
    const page = await openPage({
      answers: {
        'journal.verify': () => {
          throw new AppError({ code: 'storageFailed', message: 'journal.jsonl could not be read', retryable: true })
        }
      }
    })
    await page.showJournal()
    await page.press('Verify the journal')
    expect(page.text()).toContain('Failed: verifying the journal')
  })
})

describe('saving', () => {
  it('writes what is shown, one line a difference, and no formula', async () => {
    const page = await openPage({ answers: { 'activity.audit': () => auditPage([row({ differences: [{ field: 'name', before: 'A', after: '=HYPERLINK("x")' }, { field: 'website', before: null, after: 'w' }] }), upload(7)]) } })
    await page.search('amara.okafor@meridian.example changed')
    await page.press('Save as CSV…')
    const [saved] = page.fake.inputsOf('files.saveText')
    expect(saved?.suggestedName).toBe('audit log - Meridian Parcel - 2026-11-21.csv')
    const lines = saved?.content.trim().split('\r\n') ?? []
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain('"\'=HYPERLINK(""x"")"')
    expect(page.text()).toContain('1 entry saved: /home/ada/audit log - Meridian Parcel - 2026-11-21.csv')
  })

  it('writes JSON that can be read again, and the whole journal through main', async () => {
    const page = await openPage({ answers: { 'journal.export': () => ({ path: '/home/ada/gatehouse-journal.jsonl' }) } })
    await page.showJournal()
    await page.press('Save as JSON…')
    const content = page.fake.inputsOf('files.saveText')[0]?.content ?? ''
    expect(JSON.parse(content)).toMatchObject([{ sentence: 'ada@meridian.example turned on Password Policy', time: '2026-11-20T18:29:41.000Z', outcome: 'Applied' }])
    await page.press('Save the whole journal')
    expect(page.text()).toContain('The journal is saved as it stands: /home/ada/gatehouse-journal.jsonl')
  })

  it('says nothing where the dialog was closed, and what failed where it failed', async () => {
    const page = await openPage({ answers: { 'files.saveText': () => null } })
    await page.press('Save as JSON…')
    expect(page.text()).not.toContain('saved')
    page.fake.answer('files.saveText', () => {
      throw new AppError({ code: 'storageFailed', message: 'the disk is full', retryable: true })
    })
    await page.press('Save as JSON…')
    expect(page.text()).toContain('Failed: saving the file')
  })
})
