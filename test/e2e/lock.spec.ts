import type { Page } from '@playwright/test'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { axe } from './support/axe'
import { emitPower, setActivity } from './support/desktop'
import { hasKeychain } from './support/keychain'
import { demoPerson, signInByEmail, signInWithApiKey } from './support/signIn'
import { reviewEnforcement } from './support/review'

const lockScreen = (page: Page) => page.getByRole('dialog', { name: 'Gatehouse is locked' })
const status = (page: Page) => page.getByRole('region', { name: 'Members 2FA Status' })

async function openDemo(launch: (options?: { args: string[] }) => Promise<LaunchedApp>): Promise<LaunchedApp> {
  const app = await launch({ args: ['--demo'] })
  await expect(status(app.page)).toContainText('42')
  return app
}

async function unlockByPassword(page: Page, password: string): Promise<void> {
  await lockScreen(page).getByLabel('Password', { exact: true }).fill(password)
  await lockScreen(page).getByRole('button', { name: 'Unlock' }).click()
}

/** Everything the page offers to somebody who cannot see it, or only has a keyboard. */
async function reachable(page: Page): Promise<string> {
  const focused: string[] = []
  for (let tabs = 0; tabs < 12; tabs += 1) {
    await page.keyboard.press('Tab')
    focused.push(await page.evaluate(() => document.activeElement?.textContent ?? ''))
  }
  return [await page.locator('body').ariaSnapshot(), ...focused].join('\n')
}

test('locked by a key: the page is behind it as it was, and nobody gets at it', async ({ launch }) => {
  const { page } = await openDemo(launch)
  const search = page.getByRole('searchbox').or(page.getByRole('textbox', { name: /Search/u })).first()
  await search.fill('a draft')
  const someone = (await status(page).textContent()) ?? ''
  expect(someone).toContain('42')
  await page.getByRole('heading', { level: 1, name: 'Security' }).click()
  await page.keyboard.press('l')
  await expect(lockScreen(page)).toContainText('You locked it just now.')
  await expect(page).toHaveTitle('Locked – Gatehouse')
  await expect(status(page)).toBeHidden()
  await expect(lockScreen(page).getByRole('button', { name: 'Unlock' })).toBeFocused()

  const found = await reachable(page)
  expect(found).toContain('Unlock')
  for (const word of ['Members', 'Security', 'Settings', 'a draft', 'Meridian Logistics']) expect(found).not.toContain(word)
  for (const key of ['Escape', 'Escape', 'r', '1', '5', '?', 'Control+r']) await page.keyboard.press(key)
  await expect(lockScreen(page)).toBeVisible()
  expect(await page.evaluate(() => location.hash)).toBe('#/security')
  expect(await axe(page)).toEqual([])

  await lockScreen(page).getByRole('button', { name: 'Unlock' }).click()
  await expect(lockScreen(page)).toBeHidden()
  await expect(page).toHaveTitle('Security – Gatehouse')
  await expect(search).toHaveValue('a draft')
})

test('an open review stays open behind it, with the focus where it was', async ({ launch }) => {
  const { page } = await openDemo(launch)
  await reviewEnforcement(page)
  const review = page.locator('dialog.review-dialog')
  const inside = review.getByRole('button').first()
  await inside.focus()
  // A dialog takes the letters; the menu's key goes past it.
  await page.keyboard.press('ControlOrMeta+l')
  await expect(lockScreen(page)).toBeVisible()
  await expect(review).toBeHidden()
  expect(await reachable(page)).not.toContain('2FA')
  await lockScreen(page).getByRole('button', { name: 'Unlock' }).click()
  await expect(review).toBeVisible()
  await expect(inside).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(review).toBeHidden()
})

test('locks when the computer sleeps, with the screen, and when nobody is there', async ({ launch }) => {
  const app = await openDemo(launch)
  const { page } = app
  const unlock = async (): Promise<void> => {
    await lockScreen(page).getByRole('button', { name: 'Unlock' }).click()
    await expect(lockScreen(page)).toBeHidden()
  }
  await emitPower(app, 'suspend')
  await expect(lockScreen(page)).toContainText('as this computer went to sleep')
  await unlock()
  await emitPower(app, 'lock-screen')
  await expect(lockScreen(page)).toContainText('together with the screen')
  await unlock()
  await setActivity(app, { idleSeconds: 0, screenLocked: true })
  await expect(lockScreen(page)).toContainText('together with the screen')
  await setActivity(app, { idleSeconds: 0 })
  await unlock()

  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Lock after this time without input' }).selectOption('1 minute')
  // The whole minute counts from unlocking, whatever the system says; main's clock is moved instead of waiting.
  await app.evaluateMain(() => {
    const real = Date.now
    const later = real() + 61_000
    Date.now = () => Math.max(real(), later)
  })
  await setActivity(app, { idleSeconds: 61 })
  await expect(lockScreen(page)).toBeVisible({ timeout: 15_000 })
  await setActivity(app, { idleSeconds: 0 })
  await unlock()
  await expect(page.getByRole('combobox', { name: 'Lock after this time without input' })).toHaveValue('1')
})

test('by password where there is a keychain, otherwise by signing in again', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  await signInByEmail(page, sandbox)
  await expect(status(page)).toContainText('42')
  await page.keyboard.press('ControlOrMeta+l')
  await expect(lockScreen(page)).toContainText(demoPerson(sandbox).email)
  if (!(await hasKeychain(app))) {
    await expect(lockScreen(page)).toContainText('were in memory only and are gone with the lock')
    await lockScreen(page).getByRole('button', { name: 'Sign in again' }).click()
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(demoPerson(sandbox).email)
    return
  }
  await expect(lockScreen(page).getByLabel('Password', { exact: true })).toBeFocused()
  await unlockByPassword(page, 'not the password')
  await expect(lockScreen(page)).toContainText('This is not the password you signed in with.')
  await unlockByPassword(page, demoPerson(sandbox).password)
  await expect(lockScreen(page)).toBeHidden()
  await expect(status(page)).toContainText('42')

  // Quitting is no way around it.
  await page.keyboard.press('ControlOrMeta+l')
  await expect(lockScreen(page)).toBeVisible()
  const again = await app.restart()
  await expect(lockScreen(again.page)).toContainText('You locked it')
  expect(await reachable(again.page)).not.toContain('Members')
  await unlockByPassword(again.page, demoPerson(sandbox).password)
  await expect(status(again.page)).toContainText('42')
})

test('signing in as somebody else from there leaves nothing of the former', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  await signInWithApiKey(page, sandbox)
  await expect(status(page)).toContainText('42')
  await page.keyboard.press('l')
  await lockScreen(page).getByRole('button', { name: 'Sign in as somebody else' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByLabel('API key', { exact: true })).toBeVisible()
  await expect(lockScreen(page)).toBeHidden()
  await expect(status(page)).toHaveCount(0)
})

test('a dangerous change asks who is there, and goes on when that is shown', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  await signInByEmail(page, sandbox)
  await expect(status(page)).toContainText('42')
  await expect.poll(async () => (await app.ipcTrace()).some(({ channel, direction }) => channel === 'connection.verifyCode' && direction === 'toRenderer')).toBe(true)
  // Signing in was a while ago, and a clock that jumps is not to lock.
  await page.evaluate(() => (globalThis as unknown as { gatehouse: { settings: { update(change: object): Promise<unknown> } } }).gatehouse.settings.update({ idleLockMinutes: null }))
  await app.evaluateMain(() => {
    const real = Date.now
    Date.now = () => real() + 11 * 60_000
  })
  await enforce(page)
  const dialog = page.getByRole('dialog', { name: 'Show that it is still you' })
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused()
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('dialog.review-dialog')).toBeVisible()
  expect(await isEnforced(sandbox)).toBe(false)

  await page.locator('dialog.review-dialog').getByRole('button', { name: /^Enforce 2FA/u }).click()
  await dialog.getByLabel('Password', { exact: true }).fill(demoPerson(sandbox).password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(page.locator('dialog.review-dialog')).toBeHidden()
  expect(await isEnforced(sandbox)).toBe(true)
})

async function enforce(page: Page): Promise<void> {
  await reviewEnforcement(page)
  const review = page.locator('dialog.review-dialog')
  const override = review.getByRole('textbox')
  if (await override.isVisible()) await override.fill('Meridian Logistics')
  await review.getByRole('button', { name: /^Enforce 2FA/u }).click()
}

async function isEnforced(sandbox: Sandbox): Promise<boolean> {
  const { apiKey, organizationId } = demoPerson(sandbox)
  const answer = await fetch(`${sandbox.supabase}/rest/v1/rpc/get_orgs_v7`, { method: 'POST', headers: { apikey: sandbox.anonKey, capgkey: apiKey } })
  const rows = (await answer.json()) as { gid: string; enforcing_2fa: boolean }[]
  return rows.find(({ gid }) => gid === organizationId)?.enforcing_2fa ?? false
}
