import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { axe } from './support/axe'

const entries = (page: Page, list: string) => page.getByRole('list', { name: list }).getByRole('listitem')

const range = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('status')

/** To the page by its address, which is how the rail leads there too. */
async function open(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/activity'
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeFocused()
}

test('the server’s log is filtered, turned by key, unfolded; axe finds nothing serious', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] })
  await open(page)
  await expect(range(page)).toHaveText('1–50 of 80')
  await expect(entries(page, 'Audit log')).toHaveCount(50)
  await page.getByRole('button', { name: 'Older' }).focus()
  await page.keyboard.press('Enter')
  await expect(range(page)).toHaveText('51–80 of 80')
  await expect(page.getByRole('button', { name: 'Older' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(range(page)).toHaveText('1–50 of 80')

  await page.getByLabel('Kind of record').selectOption({ label: 'Organization' })
  await page.getByLabel('What was done').selectOption({ label: 'Changed' })
  await expect(range(page)).toHaveText('1–4 of 4')
  await page.keyboard.press('f')
  await page.keyboard.type('expiration')
  await expect(entries(page, 'Audit log')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const row = entries(page, 'Audit log').first().getByRole('row', { name: /Require API Key Expiration/u })
  await expect(row).toContainText(/Enabled.*Disabled/u)
  expect(await axe(page)).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what is changed here stands in the journal, which verifies; axe, ${colorScheme}`, async ({ launch }) => {
    const { page } = await launch({ colorScheme, args: ['--demo'] })
    await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('row').filter({ hasText: 'Cobalt Rail Works' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^Accept/u }).click()
    await expect(page.getByRole('dialog')).toContainText('You are a member now')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Security' }).click()
    await open(page)
    await page.getByText('This computer', { exact: true }).click()
    await page.getByText('All organizations', { exact: true }).click()
    const entry = entries(page, 'Journal').first()
    await expect(entry).toContainText('amara.okafor@meridian.example accepted the invitation')
    await expect(entry).toContainText('Applied')
    await entry.locator('summary').click()
    await expect(entry).toContainText('Cobalt Rail Works')
    await page.getByRole('button', { name: 'Verify the journal' }).click()
    // Whether something vouches for it depends on the keychain of the computer that runs this.
    await expect(page.locator('.journal-verification')).toContainText(/2 lines (?:of the journal fit together|follow from each other)/u)
    expect(await axe(page)).toEqual([])
  })
}
