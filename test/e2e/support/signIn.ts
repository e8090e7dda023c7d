import { expect, type Page } from '@playwright/test'
import { totp } from '../../../electron/main/sandbox/totp'
import type { Sandbox } from './sandbox'

/** The demo person of an embedded server, as its first line announces it. */
export interface DemoPerson {
  email: string
  password: string
  totpSecret: string
  /** Others who can sign in, by what they are; not all of them have a second factor. */
  accounts: Record<string, Pick<DemoPerson, 'email' | 'password' | 'totpSecret'> | undefined>
  userId: string
  organizationId: string
  apiKey: string
}

export const demoPerson = (sandbox: Sandbox): DemoPerson => sandbox['demo'] as DemoPerson

export async function enterServer(page: Page, sandbox: Sandbox): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Server' })
  if (!(await field.isVisible())) await page.getByText('Advanced').click()
  await field.fill(sandbox.api)
}

export async function signInWithApiKey(page: Page, sandbox: Sandbox, apiKey = demoPerson(sandbox).apiKey): Promise<void> {
  await enterServer(page, sandbox)
  await page.getByLabel('API key', { exact: true }).fill(apiKey)
  await page.getByRole('button', { name: 'Sign in with the key' }).click()
}

export async function enterPassword(page: Page, sandbox: Sandbox, password = demoPerson(sandbox).password, email = demoPerson(sandbox).email): Promise<void> {
  await enterServer(page, sandbox)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function signInByEmail(page: Page, sandbox: Sandbox, person: Pick<DemoPerson, 'email' | 'password' | 'totpSecret'> = demoPerson(sandbox)): Promise<void> {
  await enterPassword(page, sandbox, person.password, person.email)
  await page.getByLabel('Six-digit code').fill(totp(person.totpSecret, Date.now()))
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
}
