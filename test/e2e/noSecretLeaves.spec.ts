import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { totp } from '../../electron/main/sandbox/totp'
import type { Remembered } from '../../electron/main/services/connection/connectionRecord'
import { secretIdOf } from '../../electron/main/services/connection/secretId'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { hasKeychain } from './support/keychain'
import { sessionKnownToTheTest } from './support/knownSession'
import { demoPerson, enterPassword, signInByEmail, signInWithApiKey } from './support/signIn'

/** Everything that a run left behind or that passed the bridge, as texts with a name. */
async function traces(app: LaunchedApp): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await readdir(app.userData, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) found.set(join(entry.parentPath, entry.name).slice(app.userData.length), (await readFile(join(entry.parentPath, entry.name))).toString('latin1'))
  }
  found.set('output', app.output())
  found.set('bridge', (await app.ipcTrace()).map(({ channel, direction, text }) => `${direction} ${channel} ${text}`).join('\n'))
  found.set('heap', await heapSnapshot(app))
  return found
}

/** The page's heap after a collection, as V8 writes it: every string that is still reachable is in it. */
async function heapSnapshot({ page }: LaunchedApp): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

const places = (found: Map<string, string>, secret: string): string[] => [...found].filter(([, text]) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1))).map(([name]) => name)

async function useThePages(app: LaunchedApp): Promise<void> {
  const { page } = app
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await page.getByRole('link', { name: 'Security' }).click()
  await expect(page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
}

test('the heap search would find a string that the page holds', async ({ launch }) => {
  const app = await launch()
  await app.page.evaluate(() => {
    ;(globalThis as { held?: string }).held = ['canary', 'held', 'by', 'the', 'page'].join('-')
  })
  expect(await heapSnapshot(app)).toContain('canary-held-by-the-page')
})

test('an API key is nowhere but in the keychain once it is typed in; without one it is gone after a restart', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { apiKey } = demoPerson(sandbox)
  await signInWithApiKey(app.page, sandbox)
  await useThePages(app)
  const first = await traces(app)
  // The one message that carries it is the one in which it was typed.
  const carrying = (first.get('bridge') ?? '').split('\n').filter((line) => line.includes(apiKey))
  expect(carrying.filter((line) => !line.startsWith('toMain connection.signInWithApiKey'))).toEqual([])
  first.delete('bridge')
  expect(places(first, apiKey)).toEqual([])

  const again = await app.restart()
  if (await hasKeychain(again)) await useThePages(again)
  else await expect(again.page.getByLabel('API key', { exact: true })).toBeVisible()
  expect(places(await traces(again), apiKey)).toEqual([])
})

/** Every message of the bridge but those in which the person typed the secret. */
const bridgeWithout = (found: Map<string, string>, channel: string): string => (found.get('bridge') ?? '').split('\n').filter((line) => !line.startsWith(`toMain ${channel}`)).join('\n')

test('a session’s tokens never reach the page, the bridge, a log or a file; a password and a code stay nowhere', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { password } = demoPerson(sandbox)
  const session = await sessionKnownToTheTest(sandbox)
  await sandbox.arrange([{ do: 'fault', route: '/^POST .*\\/factors\\/.*\\/verify/', kind: 'status', status: 200, body: session }])
  const code = '739146'
  await enterPassword(app.page, sandbox)
  await app.page.getByLabel('Six-digit code').fill(code)
  await app.page.getByRole('button', { name: 'Verify' }).click()
  await useThePages(app)
  const found = await traces(app)
  expect(found.get('bridge')).toContain(code)

  const without = (channel: string) => new Map(found).set('bridge', bridgeWithout(found, channel))
  expect(places(without('connection.signInWithPassword'), password)).toEqual([])
  // Six digits stand by chance inside longer numbers, of which a heap is full; the code itself stands alone.
  const codes = [...without('connection.verifyCode')].filter(([name, text]) => new RegExp(name === 'heap' ? `"${code}"` : `(?<!\\d)${code}(?!\\d)`, 'u').test(text))
  expect(codes.map(([name]) => name)).toEqual([])
  for (const token of [session.access_token, session.refresh_token]) expect(places(found, token)).toEqual([])
  // Every token of the backend is a JWT; the anonymous key is one as well, and public.
  const tokens = [...found].flatMap(([name, text]) => [...text.matchAll(/eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/gu)].filter(([token]) => token !== sandbox.anonKey).map(() => name))
  expect(tokens).toEqual([])
  // The tokens that were looked for are those that the app lives on.
  if (await hasKeychain(app)) expect(await storedTokens(app, sandbox)).toEqual([session.access_token, session.refresh_token])
})

test('the secret of a new second factor crosses the bridge once, for the eyes that scan it, and is nowhere once its dialog is closed', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { page } = app
  const who = (sandbox['demo'] as { accounts: Record<string, { email: string; password: string }> }).accounts['super_admin_without_2fa']
  const emailCode = '864297'
  await page.getByText('Advanced').click()
  await page.getByRole('textbox', { name: 'Server' }).fill(sandbox.api)
  await page.getByLabel('E-mail', { exact: true }).fill(who?.email ?? '')
  await page.getByLabel('Password', { exact: true }).fill(who?.password ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Your access' }).click()
  await page.getByRole('button', { name: 'Turn on 2FA', exact: false }).first().click()
  await page.getByRole('button', { name: 'Send the code' }).click()
  await expect(page.getByRole('textbox', { name: 'Six digits from the e-mail' })).toBeVisible()
  await sandbox.arrange([{ do: 'set-email-otp', email: who?.email, code: emailCode }])
  await page.getByRole('textbox', { name: 'Six digits from the e-mail' }).fill(emailCode)
  await page.keyboard.press('Enter')
  const shown = await page.getByRole('dialog').locator('code').innerText()
  const secret = shown.replaceAll(/\s/gu, '')
  expect(secret).toMatch(/^[A-Z2-7]{16,}$/u)
  expect(await heapSnapshot(app)).toContain(secret)
  await page.getByRole('textbox', { name: 'Six digits from the authenticator' }).fill(totp(secret, Date.now()))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await expect.poll(async () => (await heapSnapshot(app)).includes(secret)).toBe(false)
  const found = await traces(app)
  const carrying = (found.get('bridge') ?? '').split('\n').filter((line) => line.includes(secret))
  expect(carrying).toHaveLength(1)
  expect(carrying[0]).toMatch(/^toRenderer account\.enrolTwoFactor/u)
  found.set('bridge', '')
  for (const written of [secret, shown]) expect(places(found, written)).toEqual([])
  const codes = [...found].filter(([name, text]) => new RegExp(name === 'heap' ? `"${emailCode}"` : `(?<!\\d)${emailCode}(?!\\d)`, 'u').test(text))
  expect(codes.map(([name]) => name)).toEqual([])
})

for (const credential of ['API key', 'access token'] as const) {
  test(`a server that quotes the ${credential} in its refusal does not bring it into the page, the bridge or the log`, async ({ launch, startSandbox }) => {
    const [app, sandbox] = [await launch(), await startSandbox()]
    const session = await sessionKnownToTheTest(sandbox)
    const secret = credential === 'API key' ? demoPerson(sandbox).apiKey : session.access_token
    if (credential === 'API key') await signInWithApiKey(app.page, sandbox)
    else {
      await sandbox.arrange([{ do: 'fault', route: '/^POST .*\\/factors\\/.*\\/verify/', kind: 'status', status: 200, body: session }])
      await signInByEmail(app.page, sandbox)
    }
    await expect(app.page.getByRole('region', { name: 'Members 2FA Status' })).toContainText('42')
    const body = { code: '22P02', message: `invalid input syntax for type uuid: "${secret}"`, details: secret, hint: secret }
    await sandbox.arrange([{ do: 'fault', route: '/\\/rpc\\//', kind: 'status', status: 400, count: 100, body }])
    await app.page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(async () => (await app.ipcTrace()).some(({ text }) => text.includes('invalid input syntax for type uuid'))).toBe(true)
    const found = await traces(app)
    found.set('bridge', bridgeWithout(found, 'connection.signInWithApiKey'))
    found.set('page', await app.page.content())
    found.delete('heap')
    expect(places(found, secret)).toEqual([])
    // The key was typed a moment ago, and Chromium lets go of an input's text when it likes.
    await expect.poll(async () => (await heapSnapshot(app)).includes(secret)).toBe(false)
  })
}

/** What the keychain holds. */
async function storedTokens(app: LaunchedApp, sandbox: Sandbox): Promise<unknown[]> {
  const file = JSON.parse(await readFile(join(app.userData, 'connection.json'), 'utf8')) as { data: Remembered }
  const record = file.data.connections.find(({ id }) => id === file.data.currentId)
  expect(record?.server.api).toBe(sandbox.api)
  const keytar = (await import('keytar')).default
  const stored = await keytar.getPassword('Gatehouse', `session/${record?.session ? secretIdOf({ ...record, userId: record.session.userId }) : ''}`)
  const { accessToken, refreshToken } = JSON.parse(stored ?? '{}') as { accessToken?: string; refreshToken?: string }
  return [accessToken, refreshToken]
}
