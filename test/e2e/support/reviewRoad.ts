import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { answerOpenDialogs, answerSaveDialogs } from './desktop'
import type { LaunchedApp } from './launchedApp'

// The road of a review, as the tests of it walk it: a snapshot, findings, a plan, a signed file, and what is done of it.

export const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name })
export const step = (page: Page, number: number): Locator => panel(page, 'Plan').getByRole('listitem').filter({ hasText: `Step ${number}` })

export async function toReviews(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/reviews'))
  await expect(heading(page, 'Reviews')).toBeVisible()
}

export async function takeSnapshot(page: Page): Promise<void> {
  await toReviews(page)
  await page.getByRole('button', { name: 'Take Snapshot' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take Snapshot' }).click()
  await expect(page.getByRole('list', { name: 'Snapshots, the newest first' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Begins the review on the newest snapshot, and waits until that is open. */
export async function beginReview(page: Page, title = 'March review'): Promise<void> {
  await page.getByRole('button', { name: 'New review' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.getByRole('button', { name: 'Begin the review' }).click()
  await expect(heading(page, title)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Notices' }).getByText(/read only; nothing is asked of the server/u)).toBeVisible()
}

/** Looks for findings and plans the step of the first one that has it. */
export async function planFinding(page: Page, searched: string, step: RegExp | string): Promise<void> {
  const findings = panel(page, 'Findings')
  await findings.getByRole('textbox', { name: 'Search the findings' }).fill(searched)
  await findings.getByRole('button', { name: step }).first().click()
}

interface Signing {
  needsApproval?: boolean
  passphrase?: string
}

/** Signs the open review and saves it in the folder of the program. */
export async function signReview(app: LaunchedApp, { needsApproval = false, passphrase }: Signing = {}): Promise<{ path: string; fingerprint: string }> {
  const { page } = app
  await expect(page.getByText(/^Kept /u)).toBeVisible()
  const path = join(app.userData, 'march.gatehouse-review')
  await answerSaveDialogs(app, path)
  const fingerprint = await panel(page, 'Sign and save').locator('.fingerprint-lines').innerText()
  await page.getByRole('checkbox', { name: 'Somebody other than me has to approve it first' }).setChecked(needsApproval)
  if (passphrase !== undefined) {
    await panel(page, 'Sign and save').getByText('Passphrase', { exact: true }).first().click()
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
    await page.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase)
  }
  await page.getByRole('button', { name: 'Sign and save…' }).click()
  await expect(page.getByText(/^Signed and saved\./u)).toBeVisible({ timeout: 20_000 })
  return { path, fingerprint }
}

/** Opens the file as the person does; what is seen then is the test's to say. */
export async function chooseFile(app: LaunchedApp, path: string): Promise<void> {
  await answerOpenDialogs(app, path)
  await toReviews(app.page)
  await app.page.getByRole('button', { name: 'Open a review file…' }).click()
}

export async function openFile(app: LaunchedApp, path: string): Promise<void> {
  await chooseFile(app, path)
  await expect(heading(app.page, 'March review')).toBeVisible()
}

/** Says in a panel that the fingerprint was compared. */
export async function compareFingerprint(within: Locator, name: string): Promise<void> {
  const confirm = within.getByRole('button', { name: 'I have compared it' })
  await expect(confirm).toBeDisabled()
  await within.getByRole('textbox', { name: 'Name of the person who read it to you' }).fill(name)
  await confirm.click()
  await expect(confirm).toHaveCount(0)
}

export async function trustAuthor(page: Page): Promise<void> {
  await expect(page.getByText('Nobody has compared the fingerprint of its author on this computer.')).toBeVisible()
  await compareFingerprint(panel(page, 'Who signed it'), 'Odile from security')
}

export async function beginApplying(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare with today' }).click()
  await page.getByRole('button', { name: 'Begin applying' }).click()
}

/** Looks at a step, and does it: with the organization's name typed and the reason given where they are asked for. */
export async function decide(page: Page, number: number, reason?: string): Promise<void> {
  await page.getByRole('button', { name: `Look and decide… Step ${number}` }).click()
  const dialog = page.getByRole('dialog')
  const name = dialog.getByRole('textbox', { name: 'Name of the organization' })
  if (await name.isVisible()) await name.fill(await panel(page, 'Who signed it').locator('dd').nth(1).innerText())
  if (reason !== undefined) {
    await expect(dialog.getByRole('button', { name: 'Apply although it changed' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Why it is done although it changed' }).fill(reason)
  }
  await dialog.getByRole('button', { name: /^(?:Apply|Mark as asked)/u }).click()
  await expect(dialog).toHaveCount(0)
}

export const isDone = (page: Page, number: number): Promise<void> => expect(step(page, number).getByText('Done', { exact: true })).toBeVisible()
