import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type LaunchedApp, type LaunchOptions } from './support/app'
import { axe } from './support/axe'
import { answerSaveDialogs, recordLinks } from './support/desktop'
import { tabTo } from './support/keyboard'

const clipboardText = (app: LaunchedApp): Promise<string> => app.evaluateMain(({ clipboard }) => clipboard.readText())
const list = (page: Page) => page.getByRole('grid', { name: 'Members', exact: true })
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function toMembers(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/members'
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await expect(page.getByText('45 shown of 45: 42 members and 3 invited people')).toBeVisible()
  await expect(panel(page, 'Keys whose owner has no 2FA')).toBeVisible()
  await expect(panel(page, 'Campaign')).toBeVisible()
}

async function demo(launch: (options?: LaunchOptions) => Promise<LaunchedApp>, options: LaunchOptions = {}): Promise<LaunchedApp> {
  const app = await launch({ ...options, args: ['--demo'] })
  await toMembers(app.page)
  return app
}

test('members are filtered, selected by keyboard, copied, marked as asked, and still are after a restart', async ({ launch }) => {
  const app = await demo(launch)
  const { page } = app
  await page.getByRole('combobox', { name: '2FA' }).selectOption({ label: 'Not enabled' })
  await expect(page.getByText('12 shown of 45: 42 members and 3 invited people')).toBeVisible()
  await page.getByRole('textbox', { name: 'Search members' }).press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('2 selected').first()).toBeVisible()
  const chosen = await list(page).getByRole('row', { selected: true }).evaluateAll((rows) => rows.map((row) => /[\w.]+@[\w.]+?\.example/u.exec(row.textContent)?.[0] ?? ''))
  await tabTo(page, 'button', 'Clear selection')
  await page.getByRole('button', { name: 'Copy e-mails' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Copied 2 e-mail addresses, separated by commas.').first()).toBeVisible()
  expect((await clipboardText(app)).split(', ')).toEqual(chosen)
  await page.getByRole('button', { name: 'Mark 2 as asked to turn on 2FA' }).click()
  await expect(page.getByText('Marked 2 members as asked to turn on 2FA.').first()).toBeVisible()
  await page.getByLabel('Planned day of enforcement').fill('2031-04-01')
  await expect(page.getByText(/April 1, 2031/u)).toBeVisible()

  const { page: again } = await app.restart()
  await toMembers(again)
  await expect(panel(again, 'Campaign')).toContainText('2 members, 2 still without')
  await expect(again.getByText(/April 1, 2031/u)).toBeVisible()
  await again.getByRole('button', { name: 'Show who is left' }).click()
  await expect(again.getByText('2 shown of 45: 42 members and 3 invited people')).toBeVisible()
  for (const email of chosen) await expect(list(again)).toContainText(email)
})

test('members are saved, and written to in the mail program', async ({ launch }) => {
  const app = await demo(launch)
  const { page } = app
  const path = join(app.userData, 'members.csv')
  await answerSaveDialogs(app, path)
  await page.getByRole('button', { name: 'Save as CSV…' }).click()
  await expect(page.getByText('Saved 45 members to', { exact: false }).first()).toBeVisible()
  expect((await readFile(path, 'utf8')).trim().split('\r\n')).toHaveLength(46)

  const links = await recordLinks(app)
  await page.getByRole('combobox', { name: '2FA' }).selectOption({ label: 'Not enabled' })
  await page.getByRole('button', { name: 'Write e-mail…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open the message' }).click()
  await expect(page.getByRole('dialog')).toContainText('The message was opened.')
  const [link = ''] = await links()
  expect(link).toMatch(/^mailto:\?bcc=/u)
  expect(new URL(link).searchParams.get('bcc')?.split(',')).toHaveLength(12)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Mark 12 as asked to turn on 2FA' })).toBeVisible()
})

test('keys whose owner has no 2FA lead to their owners', async ({ launch }) => {
  const { page } = await demo(launch)
  await expect(panel(page, 'Keys whose owner has no 2FA')).toContainText('2 keys whose owners are known to have no 2FA')
  await page.getByRole('button', { name: 'Show these owners' }).click()
  await expect(page.getByText('2 shown of 45: 42 members and 3 invited people')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on Members, ${colorScheme}`, async ({ launch }) => {
    const { page } = await demo(launch, { colorScheme })
    expect(await axe(page)).toEqual([])
    await list(page).getByRole('row').nth(2).press('Space')
    await page.getByRole('button', { name: 'Copy e-mails' }).click()
    await expect(page.getByText('Copied 1 e-mail address', { exact: false }).first()).toBeVisible()
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Write e-mail…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await axe(page)).toEqual([])
  })
}
