import type { Page } from '@playwright/test'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test } from './support/app'
import { axe } from './support/axe'
import { demoPerson, signInByEmail, signInWithApiKey } from './support/signIn'

const title = (name: string) => ({ level: 1, name }) as const
const connection = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function openConnections(page: Page): Promise<void> {
  await page.keyboard.press('9')
  await expect(page.getByRole('heading', title('Connections'))).toBeFocused()
}

async function rename(page: Page, name: string, to: string): Promise<void> {
  await page.getByRole('button', { name: `Rename… ${name}` }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(to)
  await page.keyboard.press('Enter')
  await expect(connection(page, to)).toBeVisible()
}

const shownName = (address: string): string => address.replace(/^https:\/\//u, '')

test.describe('several connections', () => {
  test('are added beside the open one, named, changed between, tested and removed', async ({ launch, startSandbox }) => {
    const [app, first, second] = [await launch(), await startSandbox(), await startSandbox({ members: 7 })]
    const { page } = app
    await signInWithApiKey(page, first)
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
    await openConnections(page)
    await rename(page, shownName(first.api), 'First')

    // What is open stays open until the new one works.
    await page.getByRole('button', { name: 'Add connection' }).click()
    await signInWithApiKey(page, second, 'not-the-key')
    await expect(page.getByRole('alert')).toBeVisible()
    await page.getByRole('link', { name: 'Back' }).click()
    await expect(page.getByText('First is open, with its API key.')).toBeVisible()
    await page.getByRole('button', { name: 'Add connection' }).click()
    await signInWithApiKey(page, second)
    await expect(page.getByRole('heading', title('Connections'))).toBeVisible()
    await rename(page, shownName(second.api), 'Second')
    await expect(page.getByText('2 connections on this computer. Second is open, with its API key.')).toBeVisible()
    await page.keyboard.press('2')
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('7')

    // The rail changes to the other, on whatever page.
    await page.getByRole('button', { name: 'Open another connection' }).click()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
    await expect(page.getByRole('link', { name: /^Connection: First/u })).toBeVisible()

    await openConnections(page)
    await page.getByRole('button', { name: 'Test Second' }).click()
    await expect(connection(page, 'Second')).toContainText(/It sees \d+ organization/u)
    await page.getByRole('button', { name: 'Remove… Second' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the connection' }).click()
    await expect(connection(page, 'Second')).toHaveCount(0)
    await expect(page.getByText('1 connection on this computer. First is open, with its API key.')).toBeVisible()
  })

  test('are offered to somebody who is not signed in; the one that was left asks for its own server only', async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch(), await startSandbox()]
    const { page } = app
    await signInByEmail(page, sandbox)
    await openConnections(page)
    await page.getByRole('button', { name: 'Sign out…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Go on where you were' })).toBeVisible()
    await page.getByRole('button', { name: `Sign in again to ${shownName(sandbox.api)}` }).click()
    await expect(page.getByRole('textbox', { name: 'Server' })).toHaveCount(0)
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(demoPerson(sandbox).email)
    await page.getByLabel('Password', { exact: true }).fill(demoPerson(sandbox).password)
    await page.keyboard.press('Enter')
    await page.getByLabel('Six-digit code').fill(totp(demoPerson(sandbox).totpSecret, Date.now()))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', title('Connections'))).toBeVisible()
    await openConnections(page)
    // It came back to the same connection.
    await expect(page.getByText('1 connection on this computer.', { exact: false })).toBeVisible()
  })
})

test('what an API key cannot do leads to a session of the same connection and back, and next time uses it at once', async ({ launch, startSandbox }) => {
  const [{ page }, sandbox] = [await launch(), await startSandbox()]
  const { email, password, totpSecret } = demoPerson(sandbox)
  await signInWithApiKey(page, sandbox)
  await page.getByRole('button', { name: 'Sign in with e-mail' }).click()
  await expect(page.getByRole('heading', title(`Sign in to ${shownName(sandbox.api)}`))).toBeVisible()
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByLabel('Six-digit code').fill(totp(totpSecret, Date.now()))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', title('Security'))).toBeVisible()
  await expect(page.getByText('You are signed in with an API key.', { exact: false })).toHaveCount(0)

  await openConnections(page)
  await page.getByRole('button', { name: 'Use the API key' }).click()
  await expect(page.getByText('is open, with its API key.', { exact: false })).toBeVisible()
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'Use the session' }).click()
  await expect(page.getByText('You are signed in with an API key.', { exact: false })).toHaveCount(0)
  await expect(page.getByRole('switch', { name: 'Require 2FA for All Members' })).toBeEnabled()
})

test('a server that does not tell its addresses is entered by hand; what is wrong is said at its field', async ({ launch, startSandbox }) => {
  const [{ page }, sandbox] = [await launch(), await startSandbox()]
  await sandbox.arrange([{ do: 'fault', route: 'GET /private/config', kind: 'status', status: 404, body: {}, count: 20 }])
  await signInWithApiKey(page, sandbox)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('you can enter them by hand')
  await alert.getByRole('button', { name: 'Enter the addresses by hand' }).click()
  await expect(page.getByLabel('API address')).toHaveValue(sandbox.api)
  await expect(page.getByLabel('Supabase address')).toBeFocused()
  await page.getByLabel('Supabase address').fill('http://127.0.0.1:9')
  await page.getByLabel('Anonymous key').fill(sandbox.anonKey)
  await page.getByRole('button', { name: 'Sign in with the key' }).click()
  await expect(page.getByLabel('Supabase address')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Supabase address')).toBeFocused()
  await page.getByLabel('Supabase address').fill(sandbox.supabase)
  await page.getByRole('button', { name: 'Sign in with the key' }).click()
  await expect(page.getByRole('heading', title('Security'))).toBeVisible()
})

test('a block holds the button until it ends', async ({ launch, startSandbox }) => {
  const [{ page }, sandbox] = [await launch(), await startSandbox()]
  await sandbox.arrange([{ do: 'fault', route: '/rpc/', kind: 'rate-limit', seconds: 12, count: 1 }])
  await signInWithApiKey(page, sandbox)
  const button = page.getByRole('button', { name: 'Sign in with the key' })
  await expect(button).toBeDisabled()
  await expect(page.getByText(/The server takes no sign-in until .* 0:\d\d left\./u)).toBeVisible()
  await expect(button).toBeEnabled({ timeout: 30_000 })
  await button.click()
  await expect(page.getByRole('heading', title('Security'))).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the connections, their dialogs and their sign-in, ${colorScheme}`, async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch({ colorScheme }), await startSandbox()]
    await signInByEmail(page, sandbox)
    await openConnections(page)
    const name = shownName(sandbox.api)
    await page.getByRole('button', { name: `Test ${name}` }).click()
    await expect(page.getByText(/It sees \d+ organization/u)).toBeVisible()
    expect(await axe(page)).toEqual([])
    for (const opener of [`Rename… ${name}`, `Remove… ${name}`]) {
      await page.getByRole('button', { name: opener }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: opener })).toBeFocused()
    }
    await page.getByRole('button', { name: 'Add an API key' }).click()
    await expect(page.getByLabel('API key', { exact: true })).toBeFocused()
    expect(await axe(page)).toEqual([])
    for (const width of [1280, 900, 450]) {
      await page.setViewportSize({ width, height: 700 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), String(width)).toBe(0)
    }
  })
}
