import type { Page } from '@playwright/test'
import { expect, test, type LaunchedApp } from './support/app'
import { axe } from './support/axe'

const list = (page: Page, name: string) => page.getByRole('grid', { name, exact: true })
const row = (page: Page, name: string) => list(page, 'RBAC Keys').getByRole('row').filter({ hasText: name })

async function toKeys({ page }: LaunchedApp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('4')
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'All keys of the organization' })).toBeVisible()
}

/** Lets the secret go that is shown after a key is made or regenerated. */
async function letSecretGo(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `The secret of ${name}` })
  await dialog.getByRole('checkbox', { name: 'I do not need it' }).check()
  await dialog.getByRole('button', { name: 'Forget it for good' }).click()
  await expect(dialog).toHaveCount(0)
}

test('a key is created, found, changed, regenerated and deleted, and each outcome stays in sight', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const { page } = app
  await toKeys(app)
  expect(await axe(page)).toEqual([])

  await page.getByRole('button', { name: 'Create an API key' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Create an API key' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly deploy')
  await page.getByRole('button', { name: 'CI/CD Deploy' }).click()
  await page.getByRole('button', { name: 'Add App' }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Add 1 app' }).click()
  await expect(page.getByText(/^This key can upload bundles to .*, and nothing else, until /u)).toBeVisible()
  // Looked at something else meanwhile: nothing typed is lost.
  await page.evaluate(() => (location.hash = '#/members'))
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Nightly deploy')
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('Nightly deploy is created.').first()).toBeVisible()
  await letSecretGo(page, 'Nightly deploy')
  await expect(row(page, 'Nightly deploy')).toContainText('(in 90 days)')

  await row(page, 'Nightly deploy').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Nightly deploy' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Evening deploy')
  await page.getByRole('radio', { name: /^Member/u }).check()
  await expect(page.getByRole('region', { name: 'What changes' })).toContainText('Nightly deploy')
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Save Changes' }).click()
  await expect(page.getByText('Evening deploy is changed, and reads as asked.').first()).toBeVisible()
  await page.getByRole('button', { name: 'All API keys' }).click()
  await expect(row(page, 'Evening deploy')).toContainText('Member')

  await row(page, 'Evening deploy').getByRole('button', { name: /^Regenerate/u }).click()
  await expect(page.getByRole('dialog')).toContainText('Any integration using the old key value will stop working immediately.')
  await page.getByRole('button', { name: 'Regenerate Evening deploy' }).click()
  await expect(page.getByText('Evening deploy is regenerated: the old value works no longer.').first()).toBeVisible()
  await letSecretGo(page, 'Evening deploy')

  await row(page, 'Evening deploy').getByRole('button', { name: /^Delete/u }).click()
  await expect(page.getByRole('dialog')).toContainText('The key is revoked immediately: any request using it will fail.')
  await page.getByRole('button', { name: 'Delete Evening deploy' }).click()
  await expect(page.getByText('Evening deploy is deleted, and no longer in the list.').first()).toBeVisible()
  await expect(row(page, 'Evening deploy')).toHaveCount(0)
})
