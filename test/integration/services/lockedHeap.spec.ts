import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, totp, type Sandbox } from '../../../electron/main/sandbox'
import type { Task } from '../../support/lockedProcess/child'

// A test that runs in the process it looks at would find its own canaries.

let folder = ''
const running: { child: ChildProcess; sandbox: Sandbox }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-heap-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: resolve(import.meta.dirname, '../../support/lockedProcess/child.ts'), outDir: folder, emptyOutDir: false, minify: false, rolldownOptions: { output: { entryFileNames: 'child.mjs' } } },
    // The keychain is a file here; the native module is never loaded.
    ssr: { noExternal: true, external: ['keytar'] }
  })
  return () => rm(folder, { recursive: true, force: true })
}, 60_000)
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ child, sandbox }) => (child.kill('SIGKILL'), sandbox.close())))
})

async function start() {
  const sandbox = await startSandbox()
  const keychain = join(folder, `keychain-${String(running.length)}-${String(Date.now())}.json`)
  const child = fork(join(folder, 'child.mjs'), [keychain], { execArgv: ['--expose-gc'] })
  running.push({ child, sandbox })
  const tell = async (task: Task): Promise<string> => {
    const answered = once(child, 'message') as Promise<[{ answer: string } | { error: string }]>
    child.send(task)
    const [message] = await answered
    if ('error' in message) throw new Error(message.error)
    return message.answer
  }
  let count = 0
  /** Which of these are in the heap. */
  const found = async (secrets: Record<string, string | RegExp>): Promise<string[]> => {
    const path = await tell({ do: 'snapshot', path: join(folder, `${String(Date.now())}-${String(count++)}.heapsnapshot`) })
    const heap = await readFile(path, 'utf8')
    await rm(path)
    return Object.entries(secrets).filter(([, secret]) => (typeof secret === 'string' ? heap.includes(secret) : secret.test(heap))).map(([name]) => name)
  }
  const kept = async (): Promise<string> => Object.values(JSON.parse(await readFile(keychain, 'utf8')) as Record<string, string>).join('\n')
  return { sandbox, tell, found, kept }
}

/** A token of the server's: three parts of base64, of which the first always begins alike. */
const accessToken = /eyJ[\w-]{10,}\.eyJ[\w-]{20,}/u

/** A connection that is kept for the next request lets go of the last one a moment later. */
const gone = { timeout: 45_000, interval: 500 }

describe('the memory of main', () => {
  it('holds no token and no password of a session once it is locked', async () => {
    const { sandbox, tell, found, kept } = await start()
    const { email, password, totpSecret } = sandbox.demo
    expect(await tell({ do: 'signIn', server: sandbox.api, email, password })).toBe('codeNeeded')
    expect(await tell({ do: 'code', code: totp(totpSecret ?? '', Date.now()) })).toBe('signedIn')
    const refreshToken = /"refreshToken":"([^"]+)"/u.exec((await kept()).replaceAll('\\"', '"'))?.[1] ?? 'no refresh token was kept'
    // What the search finds while it is open it would find afterwards.
    expect(await found({ accessToken, refreshToken })).toEqual(['accessToken', 'refreshToken'])
    expect(await tell({ do: 'lock' })).toBe('locked')
    await expect.poll(() => found({ accessToken, refreshToken, password }), gone).toEqual([])
  }, 90_000)

  it('holds no API key once it is locked', async () => {
    const { sandbox, tell, found } = await start()
    const { apiKey } = sandbox.demo
    expect(await tell({ do: 'apiKey', server: sandbox.api, apiKey })).toBe('signedIn')
    expect(await found({ apiKey })).toEqual(['apiKey'])
    expect(await tell({ do: 'lock' })).toBe('locked')
    await expect.poll(() => found({ apiKey }), gone).toEqual([])
  }, 90_000)
})
