import { expect, type Page } from '@playwright/test'
import type { LaunchedApp } from './launchedApp'

/** The dialog of a new key's secret. */
export const reveal = (page: Page, name: string) => page.getByRole('dialog', { name: `The secret of ${name}` })

/** A key for the first app, until its secret waits to be shown. */
export async function createKey(app: LaunchedApp, name: string): Promise<void> {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('4')
  await expect(page.getByRole('heading', { level: 1, name: 'API Keys' })).toBeVisible()
  await page.getByRole('button', { name: 'Create an API key' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'CI/CD Deploy' }).click()
  await page.getByRole('button', { name: 'Add App' }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Add 1 app' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(reveal(page, name)).toBeVisible()
}
