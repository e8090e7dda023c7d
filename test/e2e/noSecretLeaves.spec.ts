import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { secretIdOf } from '../../electron/main/services/connection/secretId'
import { expect, test, type LaunchedApp } from './support/app'
import { demoPerson, signInByEmail, signInWithApiKey } from './support/signIn'

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

test('an API key is nowhere but in the keychain once it is typed in', async ({ launch, startSandbox }) => {
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
  await useThePages(again)
  expect(places(await traces(again), apiKey)).toEqual([])
})

test('a session token never reaches the page, the bridge, a log or a file; a password stays nowhere', async ({ launch, startSandbox }) => {
  const [app, sandbox] = [await launch(), await startSandbox()]
  const { password } = demoPerson(sandbox)
  await signInByEmail(app.page, sandbox)
  await useThePages(app)
  const found = await traces(app)
  found.set('bridge', (found.get('bridge') ?? '').split('\n').filter((line) => !line.startsWith('toMain connection.signInWithPassword')).join('\n'))
  expect(places(found, password)).toEqual([])
  // Every token of the backend is a JWT; the anonymous key is one as well, and public.
  const tokens = [...found].flatMap(([name, text]) => [...text.matchAll(/eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/gu)].filter(([token]) => token !== sandbox.anonKey).map(() => name))
  expect(tokens).toEqual([])
  for (const secret of await refreshTokens(app, sandbox)) expect(places(found, secret)).toEqual([])
})

/** What the vault holds; empty when this machine has no keychain, for then it is in main's memory only. */
async function refreshTokens(app: LaunchedApp, sandbox: { api: string }): Promise<string[]> {
  const file = JSON.parse(await readFile(join(app.userData, 'connection.json'), 'utf8')) as { data: { current: { id: string; userId: string; server: { api: string; supabase: string; anonKey: string } } } }
  expect(file.data.current.server.api).toBe(sandbox.api)
  const kept = await app.page.evaluate(() => (globalThis as unknown as { gatehouse: { vault: { state(): Promise<{ value: string }> } } }).gatehouse.vault.state())
  if (kept.value !== 'ready') return []
  const keytar = (await import('keytar')).default
  const stored = await keytar.getPassword('Gatehouse', `session/${secretIdOf(file.data.current)}`)
  expect(stored).not.toBeNull()
  const { accessToken, refreshToken } = JSON.parse(stored ?? '{}') as { accessToken?: string; refreshToken?: string }
  const tokens = [accessToken, refreshToken].filter((token): token is string => typeof token === 'string')
  expect(tokens).toHaveLength(2)
  return tokens
}
