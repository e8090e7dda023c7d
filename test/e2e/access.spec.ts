import type { Page } from '@playwright/test'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test } from './support/app'
import { axe } from './support/axe'
import { demoPerson, signInWithApiKey } from './support/signIn'

const group = (page: Page, words: string) => page.locator('.action-group').filter({ hasText: words })
const openAccess = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Your access' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your access' })).toBeVisible()
}

/** As the switcher and the overview lead there for an organization that is closed to the person. */
async function openAccessOf(page: Page, name: string): Promise<void> {
  await page.evaluate(async (wanted) => {
    const { gatehouse } = window as unknown as { gatehouse: { organizations: { list: () => Promise<{ value: { id: string; name: string }[] }> } } }
    const { value } = await gatehouse.organizations.list()
    location.hash = `#/access?organization=${value.find((one) => one.name === wanted)?.id ?? ''}`
  }, name)
  await expect(page.getByText(`in ${name}`).or(page.getByText(`to ${name}`)).first()).toBeVisible()
}

test.describe('Your access', () => {
  test('with an API key does not offer to enforce 2FA, and leads to the session that can', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    const person = demoPerson(sandbox)
    await signInWithApiKey(page, sandbox, person.apiKey)
    await openAccess(page)
    await expect(page.getByText(`You use an API key of ${person.email}`, { exact: false })).toBeVisible()
    await expect(group(page, 'Open to you')).not.toContainText('Require 2FA for all members')
    const closed = group(page, 'An API key cannot do this, whatever its role.')
    await expect(closed).toContainText('Require 2FA for all members')

    await closed.getByRole('button', { name: 'Sign in with e-mail' }).click()
    await page.getByLabel('E-mail', { exact: true }).fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('Six-digit code').fill(totp(person.totpSecret, Date.now()))
    await page.getByRole('button', { name: 'Verify' }).click()
    // Back where the person came from, with the credential that can.
    await expect(page.getByText(`You are signed in as ${person.email}`, { exact: false })).toBeVisible()
    await expect(group(page, 'Open to you')).toContainText('Require 2FA for all members')
    await expect(page.locator('.action-group')).toHaveCount(1)
  })

  test('by keyboard alone takes the way out of what is closed', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    await signInWithApiKey(page, sandbox)
    await expect(page.getByRole('switch', { name: 'Require 2FA for All Members' })).toBeVisible()
    await page.keyboard.press('8')
    await expect(page.getByRole('heading', { level: 1, name: 'Your access' })).toBeFocused()
    await expect(page.getByRole('button', { name: 'Sign in with e-mail' }).first()).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Sign in with e-mail' }).first()).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('E-mail', { exact: true })).toBeVisible()
  })

  test('says of a closed organization why it is closed, and of an invitation that it waits', async ({ launch }) => {
    const { page } = await launch({ args: ['--demo'] })
    await expect(page.getByRole('switch', { name: 'Require 2FA for All Members' })).toBeVisible()
    await openAccessOf(page, 'Saltmarsh Ferries')
    await expect(group(page, 'Closed')).toContainText('the server has no proof that your password meets it')
    await group(page, 'Closed').getByRole('button', { name: 'Check your password…' }).click()
    await expect(page.getByRole('dialog')).toContainText('Saltmarsh Ferries')
    await page.keyboard.press('Escape')
    await openAccessOf(page, 'Cobalt Rail Works')
    await expect(group(page, 'Closed')).toContainText('You are invited to Cobalt Rail Works')
  })

  test('follows what changes on the server', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    const { organizationId, apiKey } = demoPerson(sandbox)
    await signInWithApiKey(page, sandbox, apiKey)
    await openAccess(page)
    await expect(group(page, 'Open to you')).toContainText('Read the audit log')
    await sandbox.arrange([{ do: 'set-organization', id: organizationId, fields: { require_apikey_expiration: true } }])
    await page.keyboard.press('r')
    await expect(group(page, 'this key has none')).toContainText('Read the audit log')
    await expect(page.getByText('Never, although this organization requires an expiry')).toBeVisible()
    await expect(page.getByRole('region', { name: 'If something does not work' })).toContainText('refuses keys without an expiry date')
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on Your access, ${colorScheme}: a key, unknowns, a failure, a closed organization`, async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch({ colorScheme }), await startSandbox()]
    await signInWithApiKey(page, sandbox)
    await openAccess(page)
    await expect(group(page, 'Closed')).toBeVisible()
    expect(await axe(page)).toEqual([])
    await sandbox.arrange([{ do: 'fault', route: '/rbac_check_permission/', kind: 'status', status: 500, count: 6 }])
    await page.keyboard.press('r')
    await expect(group(page, 'Not known').first()).toBeVisible()
    expect(await axe(page)).toEqual([])
    await sandbox.arrange([{ do: 'fault', route: '/rpc/', kind: 'status', status: 500, count: 100 }])
    await page.keyboard.press('r')
    await expect(page.getByRole('alert').first()).toBeVisible()
    expect(await axe(page)).toEqual([])
    for (const width of [1280, 900]) {
      await page.setViewportSize({ width, height: 700 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), String(width)).toBe(0)
    }
  })
}
