import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/app'
import { answerSaveDialogs } from './support/desktop'
import { pressButton, tabTo } from './support/keyboard'

const list = (page: Page, name = 'RBAC Keys'): Locator => page.getByRole('grid', { name, exact: true })
const row = (page: Page, name: string): Locator => list(page).getByRole('row').filter({ hasText: name })

async function toKeys(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('4')
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeFocused()
  await expect(list(page)).toBeVisible()
}

/** As the keyboard goes: into the lists, and down to the row of that name. */
async function walkTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('f')
  await page.keyboard.press('ArrowDown')
  await expect(list(page).getByRole('row').nth(1)).toBeFocused()
  for (let step = 0; step < 20; step++) {
    if (await row(page, name).evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`The keyboard never came to ${name}.`)
}

test('a key is created, changed and deleted by keyboard alone, and the focus is never lost', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await toKeys(page)
  await pressButton(page, 'Create an API key')
  await expect(page.getByRole('heading', { level: 1, name: 'Create an API key' })).toBeFocused()
  await tabTo(page, 'textbox', 'Name')
  await page.keyboard.type('Night build')
  await page.keyboard.press('Tab')
  await page.getByRole('radio', { name: /^Member/u }).focus()
  await page.keyboard.press('Space')
  await pressButton(page, /^Create$/u)
  const secret = page.getByRole('dialog', { name: 'The secret of Night build' })
  await secret.getByRole('checkbox', { name: 'I do not need it' }).focus()
  await page.keyboard.press('Space')
  await secret.getByRole('button', { name: 'Forget it for good' }).focus()
  await page.keyboard.press('Enter')
  await expect(secret).toHaveCount(0)

  await walkTo(page, 'Night build')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Night build' })).toBeFocused()
  await tabTo(page, 'textbox', 'Name')
  await page.keyboard.press('End')
  await page.keyboard.type('s')
  await expect(page.getByRole('region', { name: 'What changes' }).getByRole('row').nth(1)).toContainText('Night buildNight builds')
  await pressButton(page, 'Save Changes')
  await expect(page.getByText('Night builds is changed, and reads as asked.').first()).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  // Out of the field first: Escape in it is not meant for the page.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(row(page, 'Night builds')).toBeFocused()
  await expect(row(page, 'Night builds')).toBeInViewport()

  const rows = list(page).getByRole('row')
  const names = await rows.allInnerTexts()
  const place = names.findIndex((text) => text.includes('Night builds'))
  await page.keyboard.press('ContextMenu')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Delete Night builds' })).toBeVisible()
  await pressButton(page, 'Delete Night builds')
  await expect(row(page, 'Night builds')).toHaveCount(0)
  await expect(rows.nth(Math.min(place, names.length - 2))).toBeFocused()
})

test('a search that is the only way to a key has the focus when that key is deleted, and outlives a look at it', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await toKeys(page)
  await page.keyboard.press('f')
  await page.keyboard.type('Spring')
  await expect(list(page).getByRole('row')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Spring migration' })).toBeFocused()
  await pressButton(page, 'All API keys')
  await expect(row(page, 'Spring migration')).toBeFocused()
  await page.keyboard.press('Enter')
  await pressButton(page, 'Delete…')
  await pressButton(page, 'Delete Spring migration')
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeVisible()
  await expect(row(page, 'Spring migration')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Search API keys' }).or(page.getByRole('searchbox', { name: 'Search API keys' }))).toBeFocused()
})

test('the calendar and the credential report are saved whole', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page, userData } = app
  await toKeys(page)
  async function saved(button: string, file: string): Promise<string> {
    const path = join(userData, file)
    await answerSaveDialogs(app, path)
    await page.getByRole('button', { name: button }).click()
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).not.toBe('')
    await expect(page.getByText(path).first()).toBeVisible()
    return readFile(path, 'utf8')
  }
  const calendar = await saved('Export as calendar (.ics)', 'keys.ics')
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/u)
  expect(calendar).toContain('Nightly upload')
  const shown = Number(/(\d+) API keys/u.exec((await page.getByRole('main').textContent()) ?? '')?.[1])
  expect(shown).toBeGreaterThan(5)
  const report = JSON.parse(await saved('Save as JSON…', 'keys.json')) as { keys: { name: string }[] }
  expect(report.keys).toHaveLength(shown)
  expect(report.keys.map(({ name }) => name)).toContain('Release pipeline')
  const csv = (await saved('Save as CSV…', 'keys.csv')).split('\r\n').filter((line) => line !== '')
  expect(csv.filter((line) => report.keys.some(({ name }) => line.includes(name)))).toHaveLength(shown)
})

test('a legacy key says that it cannot be edited, and leads to one that can', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await toKeys(page)
  await list(page, 'Legacy Keys').getByRole('row').nth(1).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Old build machine' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Migrate to an RBAC key' })).toContainText('the console cannot edit it')
  await expect(page.getByRole('button', { name: 'Save Changes' })).toHaveCount(0)
  await pressButton(page, 'Create the RBAC key…')
  await expect(page.getByText('This key is to replace the legacy key Old build machine.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Old build machine')
})
