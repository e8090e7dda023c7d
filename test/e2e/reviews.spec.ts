import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { axe } from './support/axe'
import { answerSaveDialogs, setOnline } from './support/desktop'
import { beginReview, decide, heading, isDone, openFile, panel, planFinding, signReview, step, takeSnapshot, trustAuthor } from './support/reviewRoad'
import { demoPerson, enterPassword, signInByEmail } from './support/signIn'

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
  await beginReview(page)
  await planFinding(page, 'Operations console', /^Plan: Let the key/u)
  await planFinding(page, 'no 2FA', /^Plan: Ask \d+ members to turn on 2FA/u)
  await planFinding(page, 'API keys may', /^Plan: (?:Enforce Secure API Keys|Require API Key Expiration)/u)
  await expect(step(page, 3)).toContainText('Effect as of the snapshot')
  await page.getByRole('textbox', { name: 'Summary' }).fill('The keys first, then the people.')
  await page.getByRole('textbox', { name: 'Why step 1' }).fill('It is as old as the company.')
  return signReview(app)
}

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
  await trustAuthor(page)
  await expect(page.getByText('Nothing stands against applying it.')).toBeVisible()
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Compare with today' }).click()
  await expect(panel(page, 'Plan').getByText('Unchanged', { exact: true })).toHaveCount(3)
  await page.getByRole('button', { name: 'Begin applying' }).click()
  for (const number of [1, 2, 3]) {
    await decide(page, number)
    await isDone(page, number)
  }
  await page.getByRole('button', { name: 'Finish', exact: true }).click()
  await expect(page.getByText('It was applied to the end on this computer.')).toBeVisible()
  const report = join(admin.userData, 'report.html')
  await answerSaveDialogs(admin, report)
  await page.getByRole('button', { name: 'Save report…' }).click()
  await expect(page.getByText(/The report is saved:/u)).toBeVisible()
  const saved = await readFile(report, 'utf8')
  expect(saved).toContain('<h1>Applied review</h1>')
  const written = JSON.parse(/id="signed-report">([\s\S]*?)<\/script>/u.exec(saved)?.[1] ?? '') as { format: string; version: number; body: { steps: { state: string }[] } }
  expect(written).toMatchObject({ format: 'gatehouse-applied-review', version: 2 })
  expect(written.body.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
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
  await trustAuthor(page)
  await expect(page.getByText('Nothing stands against applying it.')).toBeVisible()
  await page.getByRole('button', { name: 'Compare with today' }).click()
  await expect(panel(page, 'Plan').getByText('Changed since', { exact: true })).toHaveCount(3)
  await expect(step(page, 1).getByRole('row').filter({ hasText: 'Operations console' }).first()).toContainText('Expires')
  await expect(step(page, 2).getByRole('row', { name: /2FA/u })).toContainText(/Not enabled\s*Enabled/u)
  await expect(step(page, 3).getByRole('row', { name: /Require API Key Expiration/u })).toContainText(/Disabled\s*Enabled/u)

  await page.getByRole('button', { name: 'Begin applying' }).click()
  await decide(page, 1, 'The new date is too far away.')
  await expect(step(page, 1)).toContainText('Note: The new date is too far away.')
  await decide(page, 2, 'The others are still without.')
  await expect(step(page, 2)).toContainText('Whether a message was sent is not known here.')
  await page.getByRole('button', { name: 'Look and decide… Step 3' }).click()
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
