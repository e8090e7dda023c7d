import { join } from 'node:path'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { answerOpenDialogs, answerSaveDialogs } from './support/desktop'
import { KeyboardOnly } from './support/keyboardOnly'
import { demoPerson, type DemoPerson } from './support/signIn'

// What each of the three kinds of people comes for, by keys alone: nothing here clicks, focuses or fills. After every key what
// has the focus is looked at: it is there, it is in sight, and it has a name. The choosers of files are the system's own.

const clipboard = (app: LaunchedApp): Promise<string> => app.evaluateMain(({ clipboard: system }) => system.readText())

/** Starts the program and signs in by e-mail at a server of one's own. */
async function signedIn(app: LaunchedApp, sandbox: Sandbox, person: Pick<DemoPerson, 'email' | 'password' | 'totpSecret'> = demoPerson(sandbox)): Promise<KeyboardOnly> {
  const keys = new KeyboardOnly(app.page)
  await expect(app.page.getByRole('button', { name: 'Open the demo' })).toBeVisible()
  await app.page.keyboard.press('Tab')
  await keys.to('textbox', 'E-mail')
  await keys.type(person.email)
  await keys.to('textbox', 'Password')
  await keys.type(person.password)
  await keys.enter('DisclosureTriangle', 'Advanced')
  await keys.to('textbox', 'Server')
  await keys.type(sandbox.api)
  await keys.to('button', 'Sign in', 'Shift+Tab')
  await keys.press('Enter')
  await keys.until('textbox', 'Six-digit code')
  await keys.type(totp(person.totpSecret, Date.now()))
  await keys.press('Enter')
  await keys.until('heading', 'Security')
  return keys
}

test('super admin: who would be locked out is read, their addresses are copied, 2FA is required of everybody, and undone', async ({ launch, startSandbox }) => {
  test.setTimeout(120_000)
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  const keys = await signedIn(app, sandbox)

  // The list of who has no 2FA, row by row.
  await keys.to('textbox', 'Search members without 2FA')
  const read = new Set<string>()
  for (let row = await keys.press('ArrowDown'); !read.has(row.name); row = await keys.press('ArrowDown')) {
    expect(row.role).toBe('row')
    read.add(row.name)
  }
  const addresses = [...read].map((name) => /\S+@\S+/u.exec(name)?.[0] ?? name)
  expect(addresses).toHaveLength(12)

  await keys.to('button', 'Copy Email List', 'Shift+Tab')
  await keys.press('Enter')
  await expect.poll(async () => (await clipboard(app)).split(', ').sort()).toEqual(addresses.sort())

  await keys.to('switch', 'Require 2FA for All Members', 'Shift+Tab')
  await keys.press('Space')
  await keys.enter('button', 'Review and apply')
  await expect(page.getByRole('dialog')).toBeVisible()
  await keys.to('button', /^Enforce 2FA for \d+ members/u)
  await keys.press('Enter')
  await keys.to('switch', 'Require 2FA for All Members')
  await expect(page.getByRole('switch', { name: 'Require 2FA for All Members' })).toBeChecked()

  await keys.enter('button', 'Undo…')
  await keys.to('button', 'Undo 1 change')
  await keys.press('Enter')
  await expect(page.getByRole('switch', { name: 'Require 2FA for All Members' })).not.toBeChecked()
  await keys.focused()
})

test('security officer: a snapshot is taken and opened, a review is written on it, signed and saved; the super admin opens and applies it', async ({ launch, startSandbox }) => {
  test.setTimeout(180_000)
  const sandbox = await startSandbox()
  const officer = await launch()
  const path = join(officer.userData, 'march.gatehouse-review')
  await answerSaveDialogs(officer, path)
  const keys = await signedIn(officer, sandbox, demoPerson(sandbox).accounts['org_admin'])
  await officer.page.keyboard.press('5')
  await keys.until('heading', 'Reviews')
  await keys.enter('button', 'Take Snapshot')
  await keys.to('textbox', 'Name')
  await keys.press('Control+a')
  await keys.type('Before March')
  await keys.enter('button', 'Take Snapshot')
  await expect(officer.page.getByRole('dialog')).toHaveCount(0)
  await keys.enter('button', 'Open “Before March”')
  await keys.until('heading', 'Security')
  await expect(officer.page.getByRole('region', { name: 'Notices' }).getByText(/read only; nothing is asked of the server/u)).toBeVisible()

  await officer.page.keyboard.press('5')
  await keys.until('heading', 'Reviews')
  await keys.enter('button', 'New review')
  await keys.to('textbox', 'Title')
  await keys.press('Control+a')
  await keys.type('March review')
  await keys.enter('button', 'Begin the review')
  await keys.until('heading', 'March review')
  await keys.to('textbox', 'Summary')
  await keys.type('The administrator first.')
  await keys.enter('button', 'Add a finding')
  await keys.to('textbox', 'What you found')
  await keys.type('Nobody knows who owns the build machine.')
  await keys.enter('button', 'Add it')
  await expect(officer.page.getByRole('dialog')).toHaveCount(0)
  await keys.to('textbox', 'Search the findings')
  await keys.type('no 2FA')
  await keys.to('button', /^Plan: Ask \d+ members? to turn on 2FA/u)
  await keys.press('Enter')
  await keys.to('textbox', 'Why step 1')
  await keys.type('An administrator without a second factor.')
  await expect(officer.page.getByText(/^Kept /u)).toBeVisible()
  await keys.to('checkbox', 'Somebody other than me has to approve it first')
  await keys.press('Space')
  await keys.enter('button', 'Sign and save…')
  await expect(officer.page.getByText(/^Signed and saved\./u)).toBeVisible({ timeout: 20_000 })
  await keys.focused()
  await officer.page.keyboard.press('Escape')

  const admin = await launch()
  await answerOpenDialogs(admin, path)
  const own = await signedIn(admin, sandbox)
  const { page } = admin
  await page.keyboard.press('Control+k')
  await own.until('combobox', /^Search commands/u)
  await own.type('review file')
  await page.keyboard.press('Enter')
  await own.until('heading', 'March review')
  await own.to('textbox', 'Name of the person who read it to you')
  await own.type('Odile from security')
  await own.enter('button', 'I have compared it')
  await expect(page.getByText('Nothing stands against applying it.')).toBeVisible()
  await own.enter('button', 'Compare with today')
  await own.to('button', 'Begin applying')
  await own.press('Enter')
  await own.to('button', 'Look and decide… Step 1')
  await own.press('Enter')
  await own.to('button', /^(?:Apply|Mark as asked)/u)
  await own.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await own.to('button', 'Finish')
  await own.press('Enter')
  await expect(page.getByText('It was applied to the end on this computer.')).toBeVisible()
  await own.focused()
})

test('helpdesk: a key is created, its secret is handed over once, it is regenerated and deleted', async ({ launch }) => {
  test.setTimeout(120_000)
  // The demo organization, where a key can be made without a keychain, too.
  const app = await launch()
  const { page } = app
  const keys = new KeyboardOnly(page)
  await expect(page.getByRole('button', { name: 'Open the demo' })).toBeVisible()
  await page.keyboard.press('Tab')
  await keys.enter('button', 'Open the demo')
  await keys.until('heading', 'Security')
  const handOver = async (): Promise<string> => {
    await keys.to('button', 'Show the key')
    await keys.press('Enter')
    const secret = (await page.getByRole('dialog').locator('code').innerText()).replaceAll(/\s/gu, '')
    await keys.enter('button', 'Copy')
    await expect.poll(() => clipboard(app)).toBe(secret)
    await keys.to('button', 'I have it, close')
    await keys.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    return secret
  }
  const toRow = async (): Promise<void> => {
    await page.keyboard.press('4')
    await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeVisible()
    await keys.press('f')
    await keys.until('textbox', 'Search API keys')
    await keys.press('Control+a')
    await keys.type('Night build')
    await expect(page.getByRole('grid', { name: 'RBAC Keys', exact: true }).getByRole('row')).toHaveCount(2)
    expect((await keys.press('ArrowDown')).name).toContain('Night build')
  }

  await page.keyboard.press('Control+n')
  await keys.until('heading', 'Create an API key')
  await keys.to('textbox', 'Name')
  await keys.type('Night build')
  await keys.enter('button', 'CI/CD Deploy')
  await keys.enter('button', 'Add App')
  await keys.to('checkbox', /./u)
  await keys.press('Space')
  await keys.enter('button', 'Add 1 app')
  await keys.enter('button', 'Create')
  const first = await handOver()

  await toRow()
  await keys.to('button', /^Regenerate… Night build/u)
  await keys.press('Enter')
  await keys.enter('button', /^Regenerate Night build/u)
  const second = await handOver()
  expect(second).not.toBe(first)

  await toRow()
  await keys.to('button', /^Delete… Night build/u)
  await keys.press('Enter')
  await keys.enter('button', 'Delete Night build')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keys.focused()
  await expect(page.getByRole('row').filter({ hasText: 'Night build' })).toHaveCount(0)
})
