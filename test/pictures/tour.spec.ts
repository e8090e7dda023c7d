import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { messages } from '#shared/text/messages'
import { expect, test, type LaunchedApp } from '../e2e/support/app'
import { answerOpenDialogs } from '../e2e/support/desktop'
import { beginReview, decide, isDone, openFile, panel, planFinding, signReview, step, takeSnapshot, trustAuthor } from '../e2e/support/reviewRoad'
import { signInByEmail } from '../e2e/support/signIn'
import { findChromium } from '../host/chromium/findChromium.mjs'

// The pictures of the README and the guides, in the order of its tour: `npm run pictures` takes them anew into resources/pictures.

const { policies, security } = messages.en
const pictures = join(import.meta.dirname, '..', '..', 'resources', 'pictures')
type Scheme = 'light' | 'dark'

/** The picture of a page, or of a part of it, in a palette: what a page of text needs, at a third of the size. */
async function keep(name: string, of: Page | Locator): Promise<void> {
  const raw = await of.screenshot({ animations: 'disabled' })
  await writeFile(join(pictures, `${name}.png`), await sharp(raw).png({ palette: true, quality: 92, compressionLevel: 9, effort: 10 }).toBuffer())
}

/** Sets the window for a picture: its size, light or dark, and nothing pointed at. */
async function pose({ page, evaluateMain }: LaunchedApp, scheme: Scheme, height = 860): Promise<void> {
  await page.mouse.move(0, 0)
  await evaluateMain(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), scheme)
  await evaluateMain(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, size), height)
  await expect.poll(() => page.evaluate(() => [matchMedia('(prefers-color-scheme: dark)').matches, innerHeight])).toEqual([scheme === 'dark', height])
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}


test('from who would be locked out to the setting read back', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  const without = page.getByRole('region', { name: security.without.title })
  await expect(without.getByRole('button', { name: security.copy.all })).toBeVisible()
  await pose(app, 'light')
  await keep('who-is-locked-out', page)

  await without.getByRole('button', { name: security.copy.all }).click()
  await expect(without.getByText(/Copied \d+ e-mail addresses/u)).toBeVisible()
  await pose(app, 'light')
  await keep('addresses-copied', without)

  await page.getByRole('switch', { name: security.setting.title }).click()
  await page.getByRole('button', { name: policies.draft.review }).click()
  const review = page.getByRole('dialog')
  await expect(review.getByText(/members lose access at once/u).first()).toBeVisible()
  await pose(app, 'dark')
  await keep('review', page)

  await review.getByRole('button', { name: /^Enforce 2FA for/u }).click()
  await expect(page.getByText(security.outcome.on.applied).first()).toBeVisible()
  await pose(app, 'light')
  await keep('read-back', page)
})

test('a key is created and its secret handed over once', async ({ launch, startSandbox }) => {
  // Not the demo organization: of that one nothing goes into the keychain.
  const sandbox = await startSandbox()
  const app = await launch()
  const { page } = app
  await signInByEmail(page, sandbox)
  await page.getByRole('link', { name: messages.en.apiKeys.title, exact: true }).click()
  await page.getByRole('button', { name: messages.en.apiKeys.create }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly deploy')
  await page.getByRole('button', { name: 'CI/CD Deploy' }).click()
  await page.getByRole('button', { name: 'Add App' }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Add 1 app' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const secret = page.getByRole('dialog', { name: 'The secret of Nightly deploy' })
  // Hidden: what it looks like shown is nobody's business, not even in a demonstration.
  await expect(secret.getByRole('button', { name: messages.en.keySecrets.reveal.show })).toBeVisible()
  await pose(app, 'light')
  await keep('secret', page)
  await secret.getByRole('button', { name: 'Copy', exact: true }).click()
  await secret.getByRole('button', { name: messages.en.keySecrets.reveal.done }).click()
  await expect(secret).toHaveCount(0)
})

test('a review prepared on a snapshot, signed, and applied step by step; the evidence of it', async ({ launch, startSandbox }) => {
  test.setTimeout(180_000)
  const sandbox = await startSandbox()
  const officer = await launch()
  await signInByEmail(officer.page, sandbox)
  await takeSnapshot(officer.page)
  await beginReview(officer.page)
  await planFinding(officer.page, 'Operations console', /^Plan: Let the key/u)
  await planFinding(officer.page, 'no 2FA', /^Plan: Ask \d+ members to turn on 2FA/u)
  await planFinding(officer.page, 'API keys may', /^Plan: (?:Enforce Secure API Keys|Require API Key Expiration)/u)
  await panel(officer.page, 'Findings').getByRole('textbox', { name: 'Search the findings' }).fill('')
  await officer.page.getByRole('textbox', { name: 'Summary' }).fill('The keys first, then the people.')
  await expect(officer.page.getByText(/^Kept /u)).toBeVisible()
  await pose(officer, 'light')
  await panel(officer.page, 'Findings').evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await keep('review-on-snapshot', officer.page)
  const { path } = await signReview(officer)
  await officer.close()

  const admin = await launch()
  const { page } = admin
  await signInByEmail(page, sandbox)
  await openFile(admin, path)
  await trustAuthor(page)
  await page.getByRole('button', { name: 'Compare with today' }).click()
  await page.getByRole('button', { name: 'Begin applying' }).click()
  await decide(page, 1)
  await isDone(page, 1)
  await pose(admin, 'dark')
  await step(page, 1).evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await keep('review-applied', page)

  await takeSnapshot(page)
  const parent = await mkdtemp(join(tmpdir(), 'gatehouse-evidence-'))
  try {
    await answerOpenDialogs(admin, parent)
    await page.getByRole('button', { name: messages.en.evidencePack.save }).click()
    await expect(page.getByText(/^.*Saved to /u).first()).toBeVisible()
    const [name = ''] = await readdir(parent)
    // As an auditor sees it: in a browser that is not the program's, which opens nothing but the program.
    const executablePath = findChromium()
    if (executablePath === undefined) {
      console.log('There is no Chromium here, so the picture of the evidence pack stays as it is.')
      return
    }
    const browser = await chromium.launch({ executablePath })
    const auditor = await browser.newPage({ viewport: { width: 1120, height: 900 } })
    await auditor.goto(pathToFileURL(join(parent, name, 'evidence.html')).href)
    await keep('evidence', auditor)
    await browser.close()
  } finally {
    await rm(parent, { recursive: true })
  }
})
