import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { axe } from './support/axe'
import { demoPerson, enterPassword, signInWithApiKey } from './support/signIn'
import { reviewEnforcement } from './support/review'

/** Every page and every state of a dialog, in both colour schemes. */
for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test('finds nothing serious at first start', async ({ launch, startSandbox }) => {
      const [{ page }, sandbox] = [await launch({ colorScheme }), await startSandbox()]
      await expect(page.getByRole('button', { name: 'Open the demo' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await signInWithApiKey(page, sandbox, 'wrong-key')
      await expect(page.getByRole('alert')).toBeVisible()
      expect(await axe(page)).toEqual([])
      await enterPassword(page, sandbox)
      await expect(page.getByLabel('Six-digit code')).toBeVisible()
      expect(await axe(page)).toEqual([])
    })

    test('finds nothing serious on Security, its review and its failures', async ({ launch }) => {
      const { page } = await launch({ colorScheme, args: ['--demo'] })
      const toggle = page.getByRole('switch', { name: 'Require 2FA for All Members' })
      await expect(toggle).toBeVisible()
      expect(await axe(page)).toEqual([])
      await reviewEnforcement(page)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: /^Enforce 2FA/u }).click()
      await expect(toggle).toBeChecked()
      expect(await axe(page)).toEqual([])
    })

    test('finds nothing serious with unknowns and an API key', async ({ launch, startSandbox }) => {
      const [{ page }, sandbox] = [await launch({ colorScheme }), await startSandbox()]
      await sandbox.arrange([{ do: 'fault', route: '/check_org_members_2fa/', kind: 'status', status: 500, count: 100 }])
      await signInWithApiKey(page, sandbox, demoPerson(sandbox).apiKey)
      await expect(page.getByText('Who is without 2FA cannot be known', { exact: false })).toBeVisible()
      expect(await axe(page)).toEqual([])
    })

    test('finds nothing serious on Settings, the switcher and the shortcuts', async ({ launch }) => {
      const { page } = await launch({ colorScheme, args: ['--demo'] })
      await page.getByRole('link', { name: 'Settings' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: /^Organization: / }).click()
      await expect(page.getByRole('listbox', { name: 'Organization' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await axe(page)).toEqual([])
    })
  })
}

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, role: 'button' | 'switch' | 'textbox', name: string | RegExp): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    if (await page.getByRole(role, { name }).first().evaluate((element) => element === document.activeElement || element.contains(document.activeElement)).catch(() => false)) return
  }
  throw new Error(`Tab never reached the ${role} ${String(name)}.`)
}

test('the main job is done by keyboard alone', async ({ launch }) => {
  const app = await launch()
  const { page } = app
  await expect(page.getByRole('button', { name: 'Open the demo' })).toBeVisible()
  await tabTo(page, 'button', 'Open the demo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
  await tabTo(page, 'button', 'Copy Email List')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await app.evaluateMain(({ clipboard }) => clipboard.readText())).split(', ').length).toBe(12)

  await page.keyboard.press('Shift+Tab')
  await page.getByRole('heading', { level: 1 }).evaluate((heading: HTMLElement) => heading.focus())
  const toggle = page.getByRole('switch', { name: 'Require 2FA for All Members' })
  await tabTo(page, 'switch', 'Require 2FA for All Members')
  await page.keyboard.press('Space')
  await tabTo(page, 'button', 'Review and apply')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await page.evaluate(() => document.querySelector('[role=dialog]')?.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Review and apply' })).toBeFocused()

  await page.keyboard.press('Enter')
  await tabTo(page, 'button', /^Enforce 2FA/u)
  await page.keyboard.press('Enter')
  await expect(toggle).toBeChecked()
  await tabTo(page, 'button', 'Undo…')
  await page.keyboard.press('Enter')
  await tabTo(page, 'button', 'Undo 1 change')
  await page.keyboard.press('Enter')
  await expect(toggle).not.toBeChecked()
})

test('nothing is wider than the window at 1280 and at 900', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toBeVisible()
  for (const width of [1280, 900]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), String(width)).toBe(0)
  }
})

test('the window itself never scrolls: only the page in it does', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await page.setViewportSize({ width: 900, height: 600 })
  for (const name of ['Overview', 'Security', 'Members', 'API Keys', 'Reviews', 'Posture', 'Activity', 'Your access', 'Connections', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.locator('main').getByRole('region').first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight), name).toBe(0)
  }
})

test('a window of 900 × 700 at 200 % zoom can be worked in: icons only at first, all of it reached by scrolling', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toBeVisible()
  await page.setViewportSize({ width: 450, height: 350 })
  await expect(page.getByRole('button', { name: 'Expand the rail' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await reviewEnforcement(page)
  await page.getByRole('button', { name: /^Enforce 2FA/u }).click()
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible()
})
