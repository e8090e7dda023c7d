import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { messages } from '#shared/text/messages'
import { expect, test, type LaunchedApp } from '../e2e/support/app'

// The main job on the demo organization, from seeing who has no 2FA to switching its enforcement on and off again.

const widths = { wide: { width: 1280, height: 860 }, narrow: { width: 900, height: 860 } } as const
type Width = keyof typeof widths
type Scheme = 'light' | 'dark'

test('the main job on the demo organization', async ({ launch, projectRoot }) => {
  test.setTimeout(180_000)
  const folder = join(projectRoot, 'out', 'demo')
  await mkdir(folder, { recursive: true })
  const { security, welcome } = messages.en
  let pictures = 0

  const resize = async (app: LaunchedApp, width: Width): Promise<void> => {
    await app.evaluateMain(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), widths[width])
    await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(widths[width].width)
  }
  const useScheme = async (app: LaunchedApp, scheme: Scheme): Promise<void> => {
    await app.evaluateMain(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), scheme)
    await expect.poll(() => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(scheme === 'dark')
  }
  const picture = async (app: LaunchedApp, name: string, looks: readonly (readonly [Scheme, Width])[]): Promise<void> => {
    // Nothing is to look pointed at.
    await app.page.mouse.move(0, 0)
    for (const [scheme, width] of looks) {
      await useScheme(app, scheme)
      await resize(app, width)
      await app.page.evaluate(() => document.fonts.ready.then(() => undefined))
      pictures += 1
      const file = `${String(pictures).padStart(2, '0')}-${name}-${scheme}-${String(widths[width].width)}.png`
      await app.page.screenshot({ path: join(folder, file), animations: 'disabled' })
    }
    await useScheme(app, 'light')
    await resize(app, 'wide')
  }
  const everyLook = (['light', 'dark'] as const).flatMap((scheme) => (['wide', 'narrow'] as const).map((width) => [scheme, width] as const))
  const figure = async (panel: Locator, label: string): Promise<number> => {
    const item = panel.locator('dl > div', { has: panel.page().getByText(label, { exact: true }) })
    return Number((await item.locator('dd').innerText()).replace(/\D/gu, ''))
  }

  await test.step('The first start offers the demo organization and two ways to sign in', async () => {
    const app = await launch()
    await expect(app.page.getByRole('heading', { name: welcome.title })).toBeVisible()
    await picture(app, 'welcome', everyLook)
    await app.close()
  })

  const app = await launch({ args: ['--demo'] })
  const { page } = app
  const status = page.getByRole('region', { name: security.status.title })
  const without = page.getByRole('region', { name: security.without.title })
  const setting = page.getByRole('switch', { name: security.setting.title })
  const review = page.getByRole('dialog')

  const missing = await test.step('The demo organization opens on its Security page', async () => {
    await expect(status).toBeVisible()
    await expect(setting).not.toBeChecked()
    await picture(app, 'security', everyLook)
    return figure(status, security.status.notEnabled)
  })
  await test.step(`${String(missing)} of ${String(await figure(status, security.status.total))} members have no 2FA; the list names each of them`, async () => {
    expect(missing).toBeGreaterThan(0)
    await expect(without.getByText(`${String(missing)} shown of ${String(missing)}`)).toBeVisible()
  })
  await test.step(`“${security.copy.all}” puts ${String(missing)} e-mail addresses on the clipboard and says so`, async () => {
    await without.getByRole('button', { name: security.copy.all }).click()
    await expect(without.getByText(`Copied ${String(missing)} e-mail addresses`)).toBeVisible()
    const text = await app.evaluateMain(({ clipboard }) => clipboard.readText())
    expect(new Set(text.match(/[^\s,;]+@[^\s,;]+/gu)).size).toBe(missing)
    await picture(app, 'copied', [['light', 'wide']])
  })
  await test.step('Switching enforcement on first shows what changes, who loses access, and what could go wrong', async () => {
    await setting.click()
    await page.getByRole('button', { name: messages.en.policies.draft.review }).click()
    await expect(review.getByRole('heading', { name: security.review.on })).toBeVisible()
    await expect(review.getByText(`${String(missing)} members lose access at once`)).toBeVisible()
    await picture(app, 'review-on', everyLook)
  })
  await test.step('Enforcement is on: written, read back and compared', async () => {
    await review.getByRole('button', { name: /^Enforce 2FA for/u }).click()
    await expect(review).toBeHidden()
    await expect(setting).toBeChecked()
    await picture(app, 'enforced', everyLook)
  })
  await test.step('Switching it off is reviewed in the same way', async () => {
    await setting.click()
    await page.getByRole('button', { name: messages.en.policies.draft.review }).click()
    await expect(review.getByRole('heading', { name: security.review.off })).toBeVisible()
    await picture(app, 'review-off', [['light', 'wide'], ['dark', 'wide']])
  })
  await test.step('Enforcement is off again', async () => {
    await review.getByRole('button', { name: /^Stop requiring 2FA for/u }).click()
    await expect(review).toBeHidden()
    await expect(setting).not.toBeChecked()
  })
  await test.step('Several settings gather in a draft and are reviewed together; nothing is sent before that', async () => {
    const { policies } = messages.en
    for (const name of [policies.password.enforce, policies.setting.enforcesSecureKeys, policies.setting.requiresKeyExpiration]) await page.getByRole('switch', { name }).click()
    await page.getByRole('spinbutton', { name: policies.setting.maxKeyExpirationDays }).fill('90')
    await picture(app, 'draft', everyLook)
    await page.getByRole('button', { name: policies.draft.review }).click()
    await expect(review.getByText('42 members have to prove their password again')).toBeVisible()
    await picture(app, 'review-several', [['light', 'wide'], ['dark', 'narrow']])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: policies.draft.discard }).click()
  })
  await test.step('Members, Posture, Activity and Reviews', async () => {
    const { activity, evidencePack, members, posture, snapshots } = messages.en
    for (const [name, title, shown] of [['members', members.title, '45 shown of 45: 42 members and 3 invited people'], ['posture', posture.title, 'of 100'], ['activity', activity.title, 'on record at the server'], ['reviews', snapshots.title, evidencePack.title]] as const) {
      await page.getByRole('link', { name: title, exact: true }).click()
      await expect(page.getByText(shown).first()).toBeVisible()
      await picture(app, name, everyLook)
    }
  })
  await test.step('API keys: what there is, and a new one whose secret is shown once', async () => {
    const { apiKeys } = messages.en
    await page.getByRole('link', { name: apiKeys.title, exact: true }).click()
    await expect(page.getByRole('grid', { name: 'RBAC Keys' })).toContainText('Driver app release')
    await picture(app, 'keys', everyLook)
    await page.getByRole('button', { name: 'Create an API key' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Nightly deploy')
    await page.getByRole('button', { name: 'CI/CD Deploy' }).click()
    await page.getByRole('button', { name: 'Add App' }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Add 1 app' }).click()
    await expect(page.getByText(/^This key can upload bundles to .*, and nothing else, until /u)).toBeVisible()
    await picture(app, 'new-key', everyLook)
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const secret = page.getByRole('dialog', { name: 'The secret of Nightly deploy' })
    await expect(secret.getByRole('button', { name: 'Show the key' })).toBeVisible()
    // A picture of it hidden: what it looks like shown is nobody's business, not even in a demonstration.
    await picture(app, 'secret', [['light', 'wide'], ['dark', 'narrow']])
    await secret.getByRole('button', { name: 'Copy', exact: true }).click()
    await secret.getByRole('button', { name: 'I have it, close' }).click()
    await expect(secret).toHaveCount(0)
    await expect(page.getByRole('grid', { name: 'RBAC Keys' })).toContainText('Nightly deploy')
  })
  await test.step('Gatehouse quits', async () => {
    await app.close()
    expect(await app.exited).toBe(0)
  })
  await test.step('The same in French', async () => {
    const french = await launch({ args: ['--demo'], locale: 'fr' })
    const words = messages.fr.security
    await expect(french.page.getByRole('region', { name: words.status.title })).toBeVisible()
    await picture(french, 'securite', [['light', 'wide'], ['dark', 'narrow']])
    await french.page.getByRole('switch', { name: words.setting.title }).click()
    await french.page.getByRole('button', { name: messages.fr.policies.draft.review }).click()
    await expect(french.page.getByRole('dialog')).toBeVisible()
    await picture(french, 'revision', [['light', 'wide']])
    await french.close()
  })
})
