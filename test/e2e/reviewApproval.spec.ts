import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/app'
import { answerSaveDialogs } from './support/desktop'
import { hasKeychain } from './support/keychain'
import { beginApplying, beginReview, chooseFile, compareFingerprint, decide, heading, isDone, openFile, panel, planFinding, signReview, step, takeSnapshot, trustAuthor } from './support/reviewRoad'
import { demoPerson, signInByEmail } from './support/signIn'

const ownReview = 'You wrote this review, so only somebody else can approve it.'

test('a review that needs two people: its author cannot approve it, on no computer; a second person does, and a super admin applies it', async ({ launch, startSandbox }) => {
  test.setTimeout(120_000)
  const sandbox = await startSandbox()
  const { org_admin: officer, second_super_admin: second } = demoPerson(sandbox).accounts

  const author = await launch()
  await signInByEmail(author.page, sandbox, officer)
  await takeSnapshot(author.page)
  await beginReview(author.page)
  await planFinding(author.page, 'no 2FA', /^Plan: Ask \d+ members to turn on 2FA/u)
  const { path } = await signReview(author, { needsApproval: true })
  await openFile(author, path)
  await expect(panel(author.page, 'Approvals').getByText(ownReview)).toBeVisible()
  await expect(panel(author.page, 'Approvals').getByRole('button', { name: 'Approve and save…' })).toBeDisabled()
  await author.close()

  // The same person on another computer has another key, and is the same person.
  const elsewhere = await launch()
  await signInByEmail(elsewhere.page, sandbox, officer)
  await openFile(elsewhere, path)
  await expect(panel(elsewhere.page, 'Approvals').getByRole('button', { name: 'Approve and save…' })).toBeDisabled()
  await trustAuthor(elsewhere.page)
  await answerSaveDialogs(elsewhere, join(elsewhere.userData, 'own.gatehouse-review'))
  await panel(elsewhere.page, 'Approvals').getByRole('button', { name: 'Approve and save…' }).click()
  await expect(panel(elsewhere.page, 'Approvals').getByRole('alert')).toContainText(ownReview)
  await expect(readFile(join(elsewhere.userData, 'own.gatehouse-review'))).rejects.toMatchObject({ code: 'ENOENT' })
  await elsewhere.close()

  const approver = await launch()
  await signInByEmail(approver.page, sandbox, second)
  await openFile(approver, path)
  await trustAuthor(approver.page)
  const approved = join(approver.userData, 'approved.gatehouse-review')
  await answerSaveDialogs(approver, approved)
  await panel(approver.page, 'Approvals').getByRole('textbox', { name: 'Your note' }).fill('Read with the harbour office.')
  await panel(approver.page, 'Approvals').getByRole('button', { name: 'Approve and save…' }).click()
  await expect(panel(approver.page, 'Approvals').getByText(/Approved by .*jonas\.lindqvist@/u)).toBeVisible()
  await expect(panel(approver.page, 'Approvals').getByText(/^Saved as a new file/u)).toBeVisible()
  await expect(panel(approver.page, 'Approvals').getByRole('button')).toHaveCount(0)
  await approver.close()

  const admin = await launch()
  const { page } = admin
  await signInByEmail(page, sandbox)
  const against = panel(page, 'What stands against applying it')
  await openFile(admin, path)
  await trustAuthor(page)
  await expect(against.getByText('It needs the approval of a second person, and has none.')).toBeVisible()
  await openFile(admin, approved)
  await expect(against.getByText('Nobody has compared the fingerprint of who approved it on this computer.')).toBeVisible()
  await expect(panel(page, 'Approvals')).toContainText('Read with the harbour office.')
  await compareFingerprint(panel(page, 'Approvals'), 'Jonas')
  await expect(against.getByText('Nothing stands against applying it.')).toBeVisible()
  await beginApplying(page)
  await decide(page, 1)
  await isDone(page, 1)
})

test('an encrypted review says nothing before its passphrase, and another one is told to be wrong', async ({ launch, startSandbox }) => {
  test.setTimeout(120_000)
  const sandbox = await startSandbox()
  const app = await launch()
  const { page } = app
  await signInByEmail(page, sandbox)
  await takeSnapshot(page)
  await beginReview(page)
  const { path } = await signReview(app, { passphrase: 'correct horse battery' })
  const text = await readFile(path, 'utf8')
  expect(text).toContain('BEGIN AGE ENCRYPTED FILE')
  for (const said of ['March review', 'Meridian', '@meridian.example']) expect(text).not.toContain(said)

  await chooseFile(app, path)
  await expect(page.getByText('It is encrypted.')).toBeVisible()
  await expect(panel(page, 'Who signed it')).toHaveCount(0)
  const passphrase = page.getByLabel('Passphrase or key of the recipient', { exact: true })
  await passphrase.fill('correct horse batterie')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').getByText(/^This is not its passphrase/u)).toBeVisible({ timeout: 20_000 })
  await expect(panel(page, 'Who signed it')).toHaveCount(0)
  await passphrase.fill('correct horse battery')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'March review')).toBeVisible({ timeout: 20_000 })
  await expect(panel(page, 'Who signed it').getByText('Signed by this Gatehouse.')).toBeVisible()
})

test('a key that a review rotates hands its new secret over once, and keeps it until then', async ({ launch, startSandbox }) => {
  test.setTimeout(120_000)
  const sandbox = await startSandbox()
  const first = await launch()
  await signInByEmail(first.page, sandbox)
  await takeSnapshot(first.page)
  await beginReview(first.page)
  await planFinding(first.page, 'Nightly upload', 'Plan: Regenerate the key Nightly upload')
  const { path } = await signReview(first)
  await first.page.getByRole('button', { name: 'Close snapshot' }).click()
  await openFile(first, path)
  await beginApplying(first.page)
  if (!(await hasKeychain(first))) {
    // Without a place for the secret nothing is asked of the server, and the step says so.
    await first.page.getByRole('button', { name: 'Look and decide… Step 1' }).click()
    await expect(first.page.getByRole('dialog')).toContainText('No key can be created or regenerated here.')
    await expect(first.page.getByRole('dialog').getByRole('button', { name: 'Apply this step' })).toBeDisabled()
    return
  }
  await decide(first.page, 1)
  await isDone(first.page, 1)
  await expect(step(first.page, 1)).toContainText('The new secret waits for you under API Keys.')

  const app = await first.restart()
  const { page } = app
  const waiting = page.getByRole('region', { name: 'Secrets that wait for you' })
  await page.evaluate(() => (location.hash = '#/keys'))
  await waiting.getByRole('button', { name: /Nightly upload/u }).first().click()
  const dialog = page.getByRole('dialog', { name: 'The secret of Nightly upload' })
  await dialog.getByRole('button', { name: 'Show the key' }).click()
  // The program began anew, so it asks who is there before it shows anything.
  const presence = page.getByRole('dialog', { name: 'Show that it is still you' })
  await presence.getByLabel('Password', { exact: true }).fill(demoPerson(sandbox).password)
  await presence.getByRole('button', { name: 'Go on' }).click()
  const secret = (await dialog.locator('code').innerText()).replaceAll(/\s/gu, '')
  expect(secret.length).toBeGreaterThan(20)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog.getByRole('button', { name: 'I have it, close' }).click()
  await expect(waiting).toHaveCount(0)
  expect(app.output()).not.toContain(secret)
  // The server knows whose it is, and nobody by another one.
  const ownerOf = async (apikey: string): Promise<unknown> => (await fetch(`${sandbox.supabase}/rest/v1/rpc/get_user_id`, { method: 'POST', headers: { apikey: sandbox.anonKey, 'content-type': 'application/json' }, body: JSON.stringify({ apikey }) })).json()
  expect([await ownerOf(secret), await ownerOf(`${secret}0`)]).toEqual([demoPerson(sandbox).userId, null])
})
