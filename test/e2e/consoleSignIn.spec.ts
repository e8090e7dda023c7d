import type { Page } from '@playwright/test'
import { totp } from '../../electron/main/sandbox/totp'
import { expect, test, type LaunchedApp } from './support/app'
import { demoPerson, enterPassword, enterServer } from './support/signIn'

/** Where the server demands a captcha, or single sign-on: the console's own page in a window of its own. */

const captcha = { args: ['--captcha'] }
const ownPage = /own page/u

/** The window of the console, opened by the button that offers it. */
async function openConsole({ page }: LaunchedApp): Promise<Page> {
  const [console] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: ownPage }).click()])
  await console.waitForURL(/\/login$/u)
  return console
}

/** As the person does by the window's own button. */
async function closeConsole({ evaluateMain }: LaunchedApp): Promise<void> {
  await evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close())
}

async function enterThere(console: Page, person: { email: string; password: string }): Promise<void> {
  await console.getByLabel(/e-mail/iu).fill(person.email)
  await console.getByLabel(/password/iu).fill(person.password)
}

test('a captcha is met on the console’s own page, and the session goes on in Gatehouse with its code', async ({ launch, startSandbox }) => {
  const sandbox = await startSandbox(captcha)
  const app = await launch()
  const { page } = app
  await enterPassword(page, sandbox)
  await expect(page.getByRole('alert')).toContainText('captcha')
  const console = await openConsole(app)
  expect(new URL(console.url()).origin).toBe(sandbox.api)
  const person = demoPerson(sandbox)
  await enterThere(console, person)
  await console.getByLabel('I am human').check()
  const closed = console.waitForEvent('close')
  await console.getByRole('button', { name: 'Sign in' }).click()
  await closed
  await page.getByLabel('Six-digit code').fill(totp(person.totpSecret, Date.now()))
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
})

test('single sign-on leads to another page and back', async ({ launch, startSandbox }) => {
  const sandbox = await startSandbox(captcha)
  const app = await launch()
  await enterServer(app.page, sandbox)
  const console = await openConsole(app)
  await console.getByRole('link', { name: 'Sign in with single sign-on' }).click()
  await console.waitForURL(/\/sso$/u)
  await enterThere(console, demoPerson(sandbox))
  await console.getByRole('button', { name: 'Continue' }).click()
  await expect(app.page.getByLabel('Six-digit code')).toBeFocused()
})

test('closing the window leaves the form as it was', async ({ launch, startSandbox }) => {
  const sandbox = await startSandbox(captcha)
  const app = await launch()
  const { page } = app
  await enterServer(page, sandbox)
  await page.getByLabel('E-mail', { exact: true }).fill('ada@meridian.example')
  await openConsole(app)
  await closeConsole(app)
  await expect(page.getByRole('button', { name: ownPage })).toBeEnabled()
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue('ada@meridian.example')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('nothing of the sign-in stays behind: the next window knows nobody', async ({ launch, startSandbox }) => {
  const sandbox = await startSandbox(captcha)
  const app = await launch()
  await enterServer(app.page, sandbox)
  const first = await openConsole(app)
  await first.evaluate(() => localStorage.setItem('remembered', 'yes'))
  await closeConsole(app)
  await expect(app.page.getByRole('button', { name: ownPage })).toBeEnabled()
  const second = await openConsole(app)
  expect(await second.evaluate(() => localStorage.getItem('remembered'))).toBeNull()
})

test('a session of another server is not taken over', async ({ launch, startSandbox }) => {
  const [sandbox, other] = await Promise.all([startSandbox(captcha), startSandbox()])
  const app = await launch()
  await enterServer(app.page, sandbox)
  const console = await openConsole(app)
  const { email, password } = demoPerson(other)
  const answer = await fetch(`${other.supabase}/auth/v1/token?grant_type=password`, { method: 'POST', headers: { apikey: other.anonKey, 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) })
  await console.evaluate((session) => localStorage.setItem('sb-127-auth-token', session), await answer.text())
  await expect(app.page.getByRole('alert')).toBeVisible()
  await expect(app.page.getByLabel('Six-digit code')).toHaveCount(0)
})

test('the console’s page gets no bridge, no new window, no file, no permission, and the app’s page no network', async ({ launch, startSandbox }) => {
  const sandbox = await startSandbox(captcha)
  const app = await launch()
  await enterServer(app.page, sandbox)
  const console = await openConsole(app)
  const seen = await console.evaluate(async () => {
    const world = globalThis as unknown as Record<string, unknown>
    window.open('https://evil.example/')
    location.href = 'file:///etc/passwd'
    const notifications = await Notification.requestPermission()
    return { node: ['require', 'process', 'gatehouse', 'electron'].filter((name) => world[name] !== undefined), notifications }
  })
  expect(seen).toEqual({ node: [], notifications: 'denied' })
  expect(new URL(console.url()).origin).toBe(sandbox.api)
  expect(app.page.context().pages().filter((one) => one.url().includes('evil.example'))).toEqual([])
  expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.getTitle())).toMatch(/^127\.0\.0\.1:\d+ – /u)
  const reached = await app.page.evaluate(async (address) => fetch(address).then(() => 'reached', () => 'kept'), `${sandbox.api}/ok`)
  expect(reached).toBe('kept')
})
