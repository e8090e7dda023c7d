import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { answerSaveDialogs } from './support/desktop'
import { demoPerson, signInByEmail } from './support/signIn'
import { reviewEnforcement } from './support/review'

const enforcement = { name: 'Require 2FA for All Members' }
const clipboardText = (app: LaunchedApp): Promise<string> => app.evaluateMain(({ clipboard }) => clipboard.readText())

async function open(launch: () => Promise<LaunchedApp>, startSandbox: (options?: { members?: number; args?: string[] }) => Promise<Sandbox>, options: { members?: number; args?: string[] } = {}) {
  const [app, sandbox] = [await launch(), await startSandbox(options)]
  await signInByEmail(app.page, sandbox)
  await expect(app.page.getByRole('region', { name: 'Members 2FA Status' })).toBeVisible()
  return { app, page: app.page, sandbox }
}

/** Who has no 2FA, asked of the server past the app. */
async function withoutTwoFactor(sandbox: Sandbox): Promise<string[]> {
  const { organizationId, apiKey } = demoPerson(sandbox)
  const ask = async (rpc: string, body: object): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = []
    for (let offset = 0; ; offset += 1000) {
      const headers = { apikey: sandbox.anonKey, capgkey: apiKey, 'content-type': 'application/json' }
      const answer = await fetch(`${sandbox.supabase}/rest/v1/rpc/${rpc}?offset=${String(offset)}&limit=1000`, { method: 'POST', headers, body: JSON.stringify(body) })
      const page = (await answer.json()) as Record<string, unknown>[]
      rows.push(...page)
      if (page.length < 1000) return rows
    }
  }
  const without = new Set((await ask('check_org_members_2fa_enabled', { org_id: organizationId })).filter((row) => row['2fa_enabled'] === false).map((row) => row['user_id']))
  return (await ask('get_org_members', { guild_id: organizationId })).filter((row) => row['is_tmp'] === false && without.has(row['uid'])).map((row) => row['email'] as string)
}

test.describe('Security', () => {
  test('shows who has no 2FA, and copies exactly their addresses', async ({ launch, startSandbox }) => {
    const { app, page, sandbox } = await open(launch, startSandbox)
    const status = page.getByRole('region', { name: 'Members 2FA Status' })
    await expect(status).toContainText(/Total Members\s*42/u)
    await expect(status).toContainText(/2FA Not Enabled\s*12/u)
    await page.getByRole('button', { name: 'Copy Email List' }).click()
    await expect(page.getByText('Copied 12 e-mail addresses, separated by commas.').first()).toBeVisible()
    const expected = (await withoutTwoFactor(sandbox)).sort()
    expect((await clipboardText(app)).split(', ').sort()).toEqual(expected)
    await page.getByRole('combobox', { name: 'Separate addresses with' }).selectOption('newline')
    await page.getByRole('button', { name: 'Copy Email List' }).click()
    await expect.poll(async () => (await clipboardText(app)).split('\n').sort()).toEqual(expected)
  })

  test('saves them as CSV', async ({ launch, startSandbox }) => {
    const { app, page, sandbox } = await open(launch, startSandbox)
    const path = join(app.userData, 'members.csv')
    await answerSaveDialogs(app, path)
    await page.getByRole('button', { name: 'Save as CSV…' }).click()
    await expect(page.getByText('Saved 12 members to', { exact: false }).first()).toBeVisible()
    const lines = (await readFile(path, 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(13)
    for (const email of await withoutTwoFactor(sandbox)) expect(lines.filter((line) => line.startsWith(`"${email}",`))).toHaveLength(1)
  })

  test('enforces 2FA after showing whom it locks out, and takes it back', async ({ launch, startSandbox }) => {
    const { page, sandbox } = await open(launch, startSandbox)
    const toggle = page.getByRole('switch', enforcement)
    await toggle.click()
    await expect(page.getByText('Enabled, not applied yet')).toBeVisible()
    expect(await enforcedAtServer(sandbox)).toBe(false)
    await page.getByRole('button', { name: 'Review and apply' }).click()
    const review = page.getByRole('dialog')
    await expect(review).toContainText('12 members lose access at once')
    await review.getByRole('button', { name: 'Enforce 2FA for 42 members' }).click()
    await expect(toggle).toBeChecked()
    await expect(page.getByText('2FA is now enforced. The setting was read back and is as asked.').first()).toBeVisible()
    expect(await enforcedAtServer(sandbox)).toBe(true)
    await page.getByRole('button', { name: 'Undo…' }).click()
    await expect(review).toContainText('12 members regain access at once')
    await review.getByRole('button', { name: 'Undo 1 change' }).click()
    await expect(toggle).not.toBeChecked()
    expect(await enforcedAtServer(sandbox)).toBe(false)
  })

  test('does not claim an outcome that nobody knows, and shows the server’s once it is read again', async ({ launch, startSandbox }) => {
    const { page, sandbox } = await open(launch, startSandbox)
    await sandbox.arrange([{ do: 'fault', route: '/^PUT \\/organization/', kind: 'drop-before' }])
    await reviewEnforcement(page)
    const review = page.getByRole('dialog')
    await review.getByRole('button', { name: /^Enforce 2FA/u }).click()
    await expect(review.getByRole('alert')).toContainText('It is not known whether the change was made')
    await review.getByRole('button', { name: 'Read again' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(page.getByRole('switch', enforcement)).not.toBeChecked()
    expect(await enforcedAtServer(sandbox)).toBe(false)
  })

  test('shows the new numbers when people lost their 2FA since the page was read', async ({ launch, startSandbox }) => {
    const { page, sandbox } = await open(launch, startSandbox)
    await reviewEnforcement(page)
    for (const user_id of await idsWithTwoFactor(sandbox, 3)) await sandbox.arrange([{ do: 'set-member-2fa', user_id, enabled: false }])
    const review = page.getByRole('dialog')
    await review.getByRole('button', { name: /^Enforce 2FA/u }).click()
    await expect(review).toContainText('15 members lose access at once')
    expect(await enforcedAtServer(sandbox)).toBe(false)
    await review.getByRole('button', { name: /^Enforce 2FA/u }).click()
    await expect(page.getByRole('switch', enforcement)).toBeChecked()
  })

  test('never shows a failed look-up as nobody, and asks for the name before it enforces blindly', async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch(), await startSandbox()]
    await sandbox.arrange([{ do: 'fault', route: '/check_org_members_2fa/', kind: 'status', status: 500, count: 100 }])
    await signInByEmail(app.page, sandbox)
    const { page } = app
    await expect(page.getByText('Who is without 2FA cannot be known', { exact: false })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Copy Email List' })).toHaveCount(0)
    await reviewEnforcement(page)
    const confirm = page.getByRole('dialog').getByRole('button', { name: /^Enforce 2FA/u })
    await expect(confirm).toBeDisabled()
    await page.getByRole('textbox', { name: 'Name of the organization' }).fill('Meridian Logistics')
    await expect(confirm).toBeEnabled()
  })

  for (const members of [999, 1000, 1001]) {
    test(`shows exactly the ${members} members of the organization`, async ({ launch, startSandbox }) => {
      const { app, page, sandbox } = await open(launch, startSandbox, { members })
      await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText(members.toLocaleString('en'))
      await page.getByRole('button', { name: 'Copy Email List' }).click()
      await expect.poll(async () => (await clipboardText(app)).split(', ').sort()).toEqual((await withoutTwoFactor(sandbox)).sort())
    })
  }

  test('shows exactly the 100,000 members of a large organization, and scrolls to the last', async ({ launch, startSandbox }) => {
    const { app, page, sandbox } = await open(launch, startSandbox, { members: 100_000 })
    await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('100,000', { timeout: 60_000 })
    const expected = (await withoutTwoFactor(sandbox)).sort()
    await page.getByRole('button', { name: 'Copy Email List' }).click()
    await expect.poll(async () => (await clipboardText(app)).split(', ').length).toBe(expected.length)
    expect((await clipboardText(app)).split(', ').sort()).toEqual(expected)
    await page.getByRole('textbox', { name: 'Search members without 2FA' }).press('ArrowDown')
    await page.keyboard.press('End')
    await expect(page.getByText([...expected].sort((a, b) => a.localeCompare(b)).at(-1) ?? '', { exact: true })).toBeVisible()
  })

  test('asks for people and keys in one wave of twelve requests at most, and one step more for the roles of own keys', async ({ launch, startSandbox }) => {
    const { page, sandbox } = await open(launch, startSandbox, { members: 1000 })
    await sandbox.arrange([{ do: 'set-latency', ms: 100 }, { do: 'clear-log' }])
    await page.getByRole('button', { name: 'Refresh' }).click()
    const requests = async () => ((await sandbox.log()) as { at: number; endedAt: number; path: string; query: string }[]).filter(({ path }) => !path.startsWith('/_sandbox'))
    await expect.poll(async () => (await requests()).filter(({ endedAt }) => endedAt > 0).length).toBeGreaterThan(4)
    await expect(page.getByText('Refreshing')).toHaveCount(0)
    const log = await requests()
    expect(log.length).toBeLessThanOrEqual(12)
    const firstAnswer = Math.min(...log.map(({ endedAt }) => endedAt))
    expect(log.filter(({ at, endedAt }) => at >= firstAnswer || endedAt === 0).filter(({ path, query }) => !(path.endsWith('/role_bindings') && query.includes('principal_id=in')))).toEqual([])
  })
})

async function enforcedAtServer(sandbox: Sandbox): Promise<unknown> {
  const { organizationId, apiKey } = demoPerson(sandbox)
  const answer = await fetch(`${sandbox.supabase}/rest/v1/rpc/get_orgs_v7`, { method: 'POST', headers: { apikey: sandbox.anonKey, capgkey: apiKey } })
  return ((await answer.json()) as { gid: string; enforcing_2fa: boolean }[]).find(({ gid }) => gid === organizationId)?.enforcing_2fa
}

async function idsWithTwoFactor(sandbox: Sandbox, count: number): Promise<string[]> {
  const { organizationId, apiKey } = demoPerson(sandbox)
  const headers = { apikey: sandbox.anonKey, capgkey: apiKey, 'content-type': 'application/json' }
  const members = (await (await fetch(`${sandbox.supabase}/rest/v1/rpc/get_org_members`, { method: 'POST', headers, body: JSON.stringify({ guild_id: organizationId }) })).json()) as { uid: string; role: string }[]
  const statuses = (await (await fetch(`${sandbox.supabase}/rest/v1/rpc/check_org_members_2fa_enabled`, { method: 'POST', headers, body: JSON.stringify({ org_id: organizationId }) })).json()) as Record<string, unknown>[]
  const enabled = new Set(statuses.filter((row) => row['2fa_enabled'] === true).map((row) => row['user_id']))
  return members.filter(({ uid, role }) => role === 'org_member' && enabled.has(uid)).map(({ uid }) => uid).slice(0, count)
}
