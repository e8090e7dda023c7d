import type { Page } from '@playwright/test'

/** Turns the enforcement of 2FA round in the draft, and opens the review of it. */
export async function reviewEnforcement(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Require 2FA for All Members' }).click()
  await page.getByRole('button', { name: 'Review and apply' }).click()
}
