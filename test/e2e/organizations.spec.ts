import type { Page } from '@playwright/test'
import { expect, test, type LaunchedApp, type LaunchOptions, type Sandbox } from './support/app'
import { axe } from './support/axe'
import { demoPerson, signInByEmail, signInWithApiKey } from './support/signIn'

const title = { level: 1, name: 'Overview' } as const
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/** The demo, once everything about its first page is read. */
async function demo(launch: (options?: LaunchOptions) => Promise<LaunchedApp>, options: LaunchOptions = {}): Promise<LaunchedApp> {
  const app = await launch({ ...options, args: ['--demo'] })
  await expect(app.page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
  return app
}

interface Listed {
  gid: string
  name: string
  is_invite: boolean
}

/** The demo person's organizations, asked of the server past the app, by a key that is bound to one of them. */
async function organizationId(sandbox: Sandbox): Promise<string> {
  const { apiKey } = demoPerson(sandbox)
  const answer = await fetch(`${sandbox.supabase}/rest/v1/rpc/get_orgs_v7`, { method: 'POST', headers: { apikey: sandbox.anonKey, capgkey: apiKey } })
  return ((await answer.json()) as Listed[])[0]?.gid ?? ''
}

test.describe('the overview', () => {
  test('shows every organization at a glance, and opens one', async ({ launch }) => {
    const { page } = await demo(launch)
    await page.getByRole('link', { name: 'Overview' }).click()
    await expect(page.getByRole('heading', title)).toBeVisible()
    await expect(page.getByText('4 of 5 organizations do not require 2FA; 1 blocks you until you prove your password; 1 invites you')).toBeVisible()
    await expect(row(page, 'Meridian Logistics')).toContainText(/12\s*of 42/u)
    await expect(row(page, 'Harbour Analytics')).toContainText(/Required.*On.*90 days/u)
    await expect(row(page, 'Larkspur Studio')).toContainText('Not permitted')
    await expect(row(page, 'Saltmarsh Ferries')).toContainText(/Blocked\s*password unproved/u)
    await row(page, 'Harbour Analytics').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Organization: Harbour Analytics/u })).toBeVisible()
  })

  test('is worked by keyboard alone: searched, walked, an invitation accepted, the organization opened', async ({ launch }) => {
    const { page } = await demo(launch)
    await page.keyboard.press('1')
    await expect(page.getByRole('heading', title)).toBeFocused()
    await expect(row(page, 'Cobalt Rail Works')).toBeVisible()
    await page.keyboard.press('f')
    await page.keyboard.type('rail')
    await expect(page.getByText('1 shown of 5')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focusedText(page)).toContain('Cobalt Rail Works')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Accept the invitation of Cobalt Rail Works')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect.poll(() => focusedText(page)).toContain('Cobalt Rail Works')
    // The button in the row does the same.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('You are a member now, with the role “Admin”. The list was read again and shows it.')
    await page.keyboard.press('Escape')
    await expect(row(page, 'Cobalt Rail Works')).toContainText(/Open.*1\s*of 3/u)
    await row(page, 'Cobalt Rail Works').press('Enter')
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText(/Total Members\s*3/u)
  })

  test('keeps an accepted invitation after a restart, and the page that was open', async ({ launch }) => {
    const app = await demo(launch)
    await app.page.keyboard.press('1')
    await app.page.getByRole('button', { name: 'Accept the invitation of Cobalt Rail Works…' }).click()
    await app.page.getByRole('button', { name: 'Accept invitation' }).click()
    await expect(app.page.getByRole('dialog')).toContainText('You are a member now')
    const again = await app.restart()
    await expect(again.page.getByRole('heading', title)).toBeVisible()
    await expect(row(again.page, 'Cobalt Rail Works')).toContainText('Open')
  })

  test('never claims an acceptance that nobody knows of', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    await signInByEmail(page, sandbox)
    await page.getByRole('link', { name: 'Overview' }).click()
    await sandbox.arrange([{ do: 'fault', route: '/accept_invitation/', kind: 'drop-before' }])
    await page.getByRole('button', { name: 'Accept the invitation of Cobalt Rail Works…' }).click()
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('It is not known whether the invitation is accepted')
    await page.keyboard.press('Escape')
    await expect(row(page, 'Cobalt Rail Works')).toContainText('Invited')
    await sandbox.arrange([{ do: 'fault', route: '/accept_invitation/', kind: 'drop-after' }])
    await page.getByRole('button', { name: 'Accept the invitation of Cobalt Rail Works…' }).click()
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await expect(page.getByRole('dialog')).toContainText('reading the list confirmed it')
  })

  test('leads from a blocked organization to everything about its access', async ({ launch }) => {
    const { page } = await demo(launch)
    await page.keyboard.press('1')
    await page.getByRole('button', { name: 'Unblock Saltmarsh Ferries…' }).click()
    await expect(page.getByRole('dialog')).toContainText('your password has not been proved to meet it')
    await page.getByRole('button', { name: 'See all of your access' }).click()
    await expect.poll(() => page.url()).toContain('/access?organization=')
  })

  test('keeps nothing from an API key that is kept from its owner, and says who can mend that', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox()]
    const id = await organizationId(sandbox)
    await sandbox.arrange([{ do: 'set-organization', id, fields: { password_policy_config: { enabled: true, min_length: 12, require_uppercase: true, require_number: true, require_special: true } } }])
    await signInWithApiKey(page, sandbox)
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
    await page.getByRole('link', { name: 'Overview' }).click()
    await expect(page.getByText('it blocks the owner of this API key until they prove their password', { exact: false })).toBeVisible()
    await expect(row(page, 'Meridian Logistics')).toContainText(/Open\s*owner: password unproved/u)
    await page.getByRole('button', { name: 'Details of Meridian Logistics…' }).click()
    await expect(page.getByRole('dialog')).toContainText('An API key cannot do this')
    await page.keyboard.press('Escape')
    await row(page, 'Meridian Logistics').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  })

  test('counts nobody behind a failing look-up, and goes no further against a block', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox({ args: ['--orgs', '30'] })]
    await sandbox.arrange([{ do: 'fault', route: '/check_org_members_2fa/', kind: 'rate-limit', count: 200 }])
    await signInByEmail(page, sandbox)
    await sandbox.arrange([{ do: 'clear-log' }])
    await page.getByRole('link', { name: 'Overview' }).click()
    await expect(row(page, 'Harbour Analytics')).toContainText('Unknown')
    await expect(row(page, 'Meridian Branch 7')).toContainText('Unknown')
    const counts = ((await sandbox.log()) as { query: string }[]).filter(({ query }) => query.includes('select=2fa_enabled'))
    expect(counts.length).toBeLessThanOrEqual(6)
  })

  test('draws what is in view of 400 organizations, sorts them by number, walks to the last', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox({ args: ['--orgs', '400'] })]
    await signInByEmail(page, sandbox)
    await page.getByRole('link', { name: 'Overview' }).click()
    await expect(page.getByText('400 shown of 400')).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(60)
    await page.getByRole('columnheader', { name: 'Without 2FA' }).getByRole('button').click()
    await expect(page.getByText('Members counted in', { exact: false })).toHaveCount(0, { timeout: 60_000 })
    await expect(page.getByRole('row').nth(1)).toContainText('Meridian Logistics')
    await page.keyboard.press('f')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await expect.poll(() => focusedText(page)).toContain('Saltmarsh Ferries')
  })

  const nonsense: [string, string][] = [
    ['endless', 'n'.repeat(10_000)],
    ['empty', ''],
    ['a tag', '<img src=x onerror="document.title=1">'],
    ['turned round', 'safe\u202Egnp.exe'],
    ['from right to left', 'שלום '.repeat(40)]
  ]
  for (const [what, name] of nonsense) {
    test(`shows a name that is nonsense as text, inside its place: ${what}`, async ({ launch, startSandbox }) => {
      const [{ page }, sandbox] = [await launch(), await startSandbox()]
      await sandbox.arrange([{ do: 'set-organization', id: await organizationId(sandbox), fields: { name } }])
      await signInByEmail(page, sandbox)
      await page.getByRole('link', { name: 'Overview' }).click()
      await expect(page.getByText('5 shown of 5')).toBeVisible()
      for (const width of [1280, 900, 450]) {
        await page.setViewportSize({ width, height: 700 })
        expect(await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth), String(width)).toBe(0)
      }
      await page.getByRole('button', { name: /^Organization:/u }).click()
      await expect(page.getByRole('listbox', { name: 'Organization' })).toBeVisible()
      expect(await page.locator('img').count()).toBe(0)
    })
  }
})

test.describe('the switcher', () => {
  test('is searched where there are many, leads to the overview, and keeps up with quick switches', async ({ launch, startSandbox }) => {
    const [{ page }, sandbox] = [await launch(), await startSandbox({ args: ['--orgs', '12', '--latency', '150'] })]
    await signInByEmail(page, sandbox)
    const button = page.getByRole('button', { name: /^Organization:/u })
    await expect(button).toBeEnabled()
    for (let turn = 0; turn < 20; turn++) {
      await button.press('Enter')
      const field = page.getByRole('combobox', { name: 'Search organizations' })
      await field.fill(turn % 2 === 0 ? `Branch ${6 + (turn % 7)}` : 'Logistics')
      await field.press('Enter')
    }
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText(/Total Members\s*42/u)
    await expect(button).toContainText('Meridian Logistics')
    await button.press('Enter')
    await page.getByRole('combobox', { name: 'Search organizations' }).fill('cobalt')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', title)).toBeVisible()
  })

  test('leads from a blocked organization to its way in, and accepts an invitation', async ({ launch }) => {
    const { page } = await demo(launch)
    const button = page.getByRole('button', { name: /^Organization:/u })
    await expect(button).toBeEnabled()
    await button.press('Enter')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('/access?organization=')
    await button.press('Enter')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.getByRole('button', { name: 'Open the organization' }).click()
    await expect(page.getByRole('button', { name: /^Organization: Cobalt Rail Works/u })).toBeVisible()
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the overview, its dialogs and the switcher, ${colorScheme}`, async ({ launch }) => {
    const { page } = await demo(launch, { colorScheme })
    await page.keyboard.press('1')
    await expect(row(page, 'Meridian Logistics')).toContainText(/12\s*of 42/u)
    for (const width of [1280, 900, 450]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await axe(page)).toEqual([])
    }
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: 'Unblock Saltmarsh Ferries…' }).click()
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Accept the invitation of Cobalt Rail Works…' }).click()
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await expect(page.getByRole('dialog')).toContainText('You are a member now')
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Organization:/u }).click()
    expect(await axe(page)).toEqual([])
  })
}
