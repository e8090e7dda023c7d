import { expect, test } from './support/app'
import { hasKeychain } from './support/keychain'
import { signInByEmail } from './support/signIn'

test('a snapshot is taken along, and opened signed out with the server gone', async ({ launch, startSandbox }) => {
  test.setTimeout(180_000)
  const sandbox = await startSandbox()
  const first = await launch()
  await signInByEmail(first.page, sandbox)
  await first.page.getByRole('link', { name: 'Reviews', exact: true }).click()
  await first.page.getByRole('button', { name: 'Take Snapshot' }).click()
  await first.page.getByRole('dialog').getByLabel('Name').fill('Before the audit')
  await first.page.getByRole('dialog').getByRole('button', { name: 'Take Snapshot' }).click()
  await expect(first.page.getByRole('listitem').filter({ hasText: 'Before the audit' })).toContainText('42 members')

  // Without a keychain a snapshot lives for this run: the road is the same without the restart.
  await first.page.getByRole('link', { name: 'Connections', exact: true }).click()
  await first.page.getByRole('button', { name: 'Sign out…' }).click()
  await first.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(first.page.getByRole('link', { name: 'Reviews' })).toBeVisible()
  const kept = await hasKeychain(first)
  await sandbox.stop()
  const { page } = kept ? await first.restart() : first

  await page.getByRole('link', { name: 'Reviews' }).click()
  await page.getByRole('button', { name: 'Open “Before the audit”' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  const banner = page.getByText(/^As of .+ – read only; nothing is asked of the server\.$/u)
  await expect(banner).toBeVisible()
  await expect(page).toHaveTitle(/^Security as of .+ – Gatehouse$/u)

  // A switch is a draft, and stays one.
  await page.getByRole('switch', { name: 'Require API Key Expiration' }).click()
  await expect(page.getByText('nothing is applied from one')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Review and apply' })).toHaveCount(0)

  const shown = async (name: string, text: string | RegExp) => {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByText(text).first()).toBeVisible()
    await expect(banner).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  }
  await shown('Overview', 'Meridian Logistics')
  await shown('Members', /42 shown of|45 shown of/u)
  await expect(page.getByRole('button', { name: 'Copy e-mails' })).toBeVisible()
  await shown('API Keys', 'RBAC')
  await expect(page.getByRole('button', { name: 'Create an API key', exact: true })).toHaveCount(0)
  await shown('Posture', 'Score')
  await shown('Activity', 'turned off Enforce Encrypted Bundles')
  await shown('Your access', 'Meridian Logistics')
  await shown('Connections', 'Connections')

  await page.getByRole('button', { name: 'Close snapshot' }).click()
  await expect(page.getByRole('link', { name: 'Reviews' })).toBeVisible()
  await expect(banner).toHaveCount(0)
})
