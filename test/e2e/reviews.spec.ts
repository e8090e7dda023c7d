import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { axe } from './support/axe'
import { answerOpenDialogs, answerSaveDialogs, setOnline } from './support/desktop'
import { demoPerson, enterPassword, signInByEmail } from './support/signIn'

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const step = (page: Page, number: number) => panel(page, 'Plan').getByRole('listitem').filter({ hasText: `Step ${number}` })

async function toReviews(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/reviews'))
  await expect(heading(page, 'Reviews')).toBeVisible()
}

/** Without a keychain a program that starts again asks for the sign-in. */
async function signInAgain({ page }: LaunchedApp, sandbox: Sandbox): Promise<void> {
  const email = page.getByLabel('E-mail', { exact: true })
  await expect(email.or(heading(page, 'Reviews'))).toBeVisible()
  if (!(await email.isVisible())) return
  await enterPassword(page, sandbox)
  await page.getByLabel('Six-digit code').fill(totp(demoPerson(sandbox).totpSecret, Date.now()))
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(heading(page, 'Reviews')).toBeVisible()
}

async function takeSnapshot(page: Page): Promise<void> {
  await toReviews(page)
  await page.getByRole('button', { name: 'Take Snapshot' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take Snapshot' }).click()
  await expect(page.getByRole('list', { name: 'Snapshots, the newest first' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Nothing of the server can be reached from here on; what is asked of it all the same is counted. */
async function cutNetwork(app: LaunchedApp, sandbox: Sandbox): Promise<() => Promise<number>> {
  const count = async (): Promise<number> => ((await sandbox.log()) as unknown[]).length
  // What the pages before were still reading is no part of it.
  let before = -1
  const isQuiet = async (): Promise<boolean> => {
    const [former, now] = [before, await count()]
    before = now
    return former === now
  }
  await expect.poll(isQuiet, { intervals: [500] }).toBe(true)
  await setOnline(app, false)
  await app.page.context().setOffline(true)
  await sandbox.arrange([{ do: 'clear-log' }])
  return count
}

/** A review with one step of each kind, written on the snapshot; the file is where the answer says. */
async function writeReview(app: LaunchedApp): Promise<{ path: string; fingerprint: string }> {
  const { page } = app
  await page.getByRole('button', { name: 'New review' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('March review')
  await page.getByRole('button', { name: 'Begin the review' }).click()
  await expect(heading(page, 'March review')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Notices' }).getByText(/read only; nothing is asked of the server/u)).toBeVisible()

  const findings = panel(page, 'Findings')
  await findings.getByRole('button', { name: /^Plan: Let the key/u }).first().click()
  await findings.getByRole('button', { name: /^Plan: Ask \d+ members to turn on 2FA/u }).click()
  await findings.getByRole('button', { name: 'Plan: Enforce Secure API Keys' }).or(findings.getByRole('button', { name: 'Plan: Require API Key Expiration' })).first().click()
  await expect(step(page, 3)).toContainText('Effect as of the snapshot')
  await page.getByRole('textbox', { name: 'Summary' }).fill('The keys first, then the people.')
  await page.getByRole('textbox', { name: 'Why step 1' }).fill('It is as old as the company.')
  await expect(page.getByText(/^Kept /u)).toBeVisible()

  const path = join(app.userData, 'march.gatehouse-review')
  await answerSaveDialogs(app, path)
  const fingerprint = await panel(page, 'Sign and save').locator('.fingerprint-lines').innerText()
  await page.getByRole('checkbox', { name: 'Somebody other than me has to approve it first' }).uncheck()
  await page.getByRole('button', { name: 'Sign and save…' }).click()
  await expect(page.getByText(/^Signed and saved\./u)).toBeVisible()
  return { path, fingerprint }
}

async function openFile(app: LaunchedApp, path: string): Promise<void> {
  await answerOpenDialogs(app, path)
  await toReviews(app.page)
  await app.page.getByRole('button', { name: 'Open a review file…' }).click()
  await expect(heading(app.page, 'March review')).toBeVisible()
}

async function trust(page: Page): Promise<void> {
  await expect(page.getByText('Nobody has compared the fingerprint of its author on this computer.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'I have compared it' })).toBeDisabled()
  await page.getByRole('textbox', { name: 'Name of the person who read it to you' }).fill('Odile from security')
  await page.getByRole('button', { name: 'I have compared it' }).click()
  await expect(page.getByText('Nothing stands against applying it.')).toBeVisible()
}

/** Looks at a step, and does it: with the name typed and the reason given where they are asked for. */
async function decide(page: Page, number: number, organization: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name: `Look at step ${number} and decide` }).click()
  const dialog = page.getByRole('dialog')
  const name = dialog.getByRole('textbox', { name: 'Name of the organization' })
  if (await name.isVisible()) await name.fill(organization)
  if (reason !== undefined) {
    await expect(dialog.getByRole('button', { name: 'Apply although it changed' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Why it is done although it changed' }).fill(reason)
  }
  await dialog.getByRole('button', { name: /^(?:Apply|Mark as asked)/u }).click()
  await expect(dialog).toHaveCount(0)
}

const nameOf = (page: Page): Promise<string> => panel(page, 'Who signed it').locator('dd').nth(1).innerText()

test('the whole road: a snapshot, a review without a network, a signed file, a fingerprint compared, applied step by step, and its report', async ({ launch, startSandbox }) => {
  test.setTimeout(180_000)
  const sandbox = await startSandbox()
  const officer = await launch()
  await signInByEmail(officer.page, sandbox)
  await takeSnapshot(officer.page)
  const requests = await cutNetwork(officer, sandbox)
  const { path, fingerprint } = await writeReview(officer)
  expect(await axe(officer.page)).toEqual([])
  expect(await requests()).toBe(0)
  await officer.close()

  const admin = await launch()
  const { page } = admin
  await signInByEmail(page, sandbox)
  await openFile(admin, path)
  expect(await panel(page, 'Who signed it').locator('.fingerprint-lines').innerText()).toBe(fingerprint)
  await trust(page)
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Compare with today' }).click()
  await expect(panel(page, 'Plan').getByText('Unchanged', { exact: true })).toHaveCount(3)
  await page.getByRole('button', { name: 'Begin applying' }).click()
  const organization = await nameOf(page)
  for (const number of [1, 2, 3]) {
    await decide(page, number, organization)
    await expect(step(page, number).getByText('Done', { exact: true })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Finish', exact: true }).click()
  await expect(page.getByText('It was applied to the end on this computer.')).toBeVisible()
  const report = join(admin.userData, 'report.json')
  await answerSaveDialogs(admin, report)
  await page.getByRole('button', { name: 'Save report…' }).click()
  await expect(page.getByText(/^The report is saved\./u)).toBeVisible()
  const written = JSON.parse(await readFile(report, 'utf8')) as { format: string; body: { run: { steps: { state: string }[] } } }
  expect(written.format).toBe('gatehouse-applied-review')
  expect(written.body.run.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
})

/** Somebody changes a setting, one of the members and the key that the plan is about. */
async function drift(sandbox: Sandbox): Promise<void> {
  const { organizationId, apiKey } = demoPerson(sandbox)
  const headers = { apikey: sandbox.anonKey, capgkey: apiKey, 'content-type': 'application/json' }
  const keys = (await (await fetch(new URL('apikey', `${sandbox.api.replace(/\/$/u, '')}/`), { headers })).json()) as { id: number; name: string }[]
  const statuses = (await (await fetch(`${sandbox.supabase}/rest/v1/rpc/check_org_members_2fa_enabled`, { method: 'POST', headers, body: JSON.stringify({ org_id: organizationId }) })).json()) as Record<string, unknown>[]
  const expiresAt = new Date(Date.now() + 300 * 86_400_000).toISOString()
  await sandbox.arrange([
    { do: 'set-organization', id: organizationId, fields: { require_apikey_expiration: true } },
    { do: 'set-member-2fa', user_id: statuses.find((row) => row['2fa_enabled'] === false)?.['user_id'], enabled: true },
    { do: 'set-api-key-expiry', id: keys.find(({ name }) => name === 'Operations console')?.id, expires_at: expiresAt }
  ])
}

test('what somebody changed since the snapshot is shown, of a setting, a member and a key, and decided one by one', async ({ launch, startSandbox }) => {
  test.setTimeout(180_000)
  const sandbox = await startSandbox()
  const officer = await launch()
  await signInByEmail(officer.page, sandbox)
  await takeSnapshot(officer.page)
  const { path } = await writeReview(officer)
  await officer.close()
  await drift(sandbox)

  const admin = await launch()
  const { page } = admin
  await signInByEmail(page, sandbox)
  await openFile(admin, path)
  await trust(page)
  await page.getByRole('button', { name: 'Compare with today' }).click()
  await expect(panel(page, 'Plan').getByText('Changed since', { exact: true })).toHaveCount(3)
  await expect(step(page, 1).getByRole('row').filter({ hasText: 'Operations console' }).first()).toContainText('Expires')
  await expect(step(page, 2).getByRole('row', { name: /2FA/u })).toContainText(/Not enabled\s*Enabled/u)
  await expect(step(page, 3).getByRole('row', { name: /Require API Key Expiration/u })).toContainText(/Disabled\s*Enabled/u)

  await page.getByRole('button', { name: 'Begin applying' }).click()
  const organization = await nameOf(page)
  await decide(page, 1, organization, 'The new date is too far away.')
  await expect(step(page, 1)).toContainText('Note: The new date is too far away.')
  await decide(page, 2, organization, 'The others are still without.')
  await expect(step(page, 2)).toContainText('Whether a message was sent is not known here.')
  await page.getByRole('button', { name: 'Look at step 3 and decide' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Leave out' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Note' }).fill('After the release.')
  await dialog.getByRole('button', { name: 'Leave out' }).click()
  await expect(step(page, 3).getByText('Left out', { exact: true })).toBeVisible()

  // The program ends in between: what was decided stands, and the file goes on where it was.
  const again = await admin.restart()
  await signInAgain(again, sandbox)
  await openFile(again, path)
  await expect(again.page.getByText('3 of 3 steps decided')).toBeVisible()
})
