import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { startEmbeddedServer } from '../../../electron/main/embeddedServer'
import { startSandbox, type SandboxState } from '../../../electron/main/sandbox'
import { createDemoOrganization, type DemoOrganization } from '../../../electron/main/services/connection/demoOrganization'
import { quietLog } from '../../support/quietLog'

let folder: string
let demo: DemoOrganization
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-demo-'))
  demo = createDemoOrganization((how) => startEmbeddedServer({ path: path(), log: quietLog(), now: Date.now, ...how }))
})
afterEach(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})
const path = () => join(folder, 'demo.json')
const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now })
const opened = () => demo.open(http, { afresh: false })
const asides = async () => (await readdir(folder)).filter((name) => name.endsWith('.aside'))

/** What a good file holds. */
async function goodState(): Promise<SandboxState> {
  const sandbox = await startSandbox({ members: 3 })
  await sandbox.close()
  return JSON.parse(JSON.stringify(sandbox.state())) as SandboxState
}
type Spoiler = (state: SandboxState) => unknown
const withTable = (name: string, rows: unknown): Spoiler => (state) => ({ ...state, tables: { ...state.tables, [name]: rows } })
const withSamples = (changes: object): Spoiler => (state) => ({ ...state, samples: { ...state.samples, ...changes } })

describe('the file of the demo organization', () => {
  it('continues where it was left', async () => {
    await opened()
    await demo.close()
    const before = JSON.parse(await readFile(path(), 'utf8')) as { data: SandboxState }
    await opened()
    await demo.close()
    expect(await asides()).toEqual([])
    expect((JSON.parse(await readFile(path(), 'utf8')) as { data: SandboxState }).data.jwtSecret).toBe(before.data.jwtSecret)
  })

  it.each<[string, Spoiler]>([
    ['nobody', withTable('users', [])],
    ['a person that is null', withTable('users', [null])],
    ['a person without an address', withTable('users', [{ id: 'x', created_at: 'y' }])],
    ['the same person twice', (state) => withTable('users', [...(state.tables['users'] ?? []), state.tables['users']?.[0]])(state)],
    ['other people than the samples', (state) => withTable('users', state.tables['users']?.slice(1))(state)],
    ['a password nobody knows', (state) => withTable('users', state.tables['users']?.map((user) => ({ ...user, password_hash: 'nonsense' })))(state)],
    ['a factor that is a number', withTable('factors', [7])],
    ['a thousand million members', withSamples({ members: 1e9 })],
    ['a date beyond every calendar', withSamples({ nowMs: 1e20 })],
    ['samples that are a word', (state) => ({ ...state, samples: 'many' })],
    ['ids that are words', (state) => ({ ...state, nextIds: { api_keys: 'one' } })],
    ['no tables', (state) => ({ ...state, tables: null })],
    ['nothing that anybody knows', () => 'hello']
  ])('is set aside, and the demo opens afresh, when it holds %s', async (_what, spoil) => {
    await writeFile(path(), JSON.stringify({ version: 1, data: spoil(await goodState()) }))
    expect(await opened()).toMatchObject({ session: { level: 'aal2' } })
    expect(await asides()).toHaveLength(1)
  })

  it('may be a folder: then the demo works, and is not kept', async () => {
    await mkdir(path())
    expect(await opened()).toMatchObject({ session: { level: 'aal2' } })
    expect(await demo.open(http, { afresh: true })).toMatchObject({ session: { level: 'aal2' } })
  })
})

describe('the embedded server', () => {
  const status = (api: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${api}/private/config`, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })

  it('answers to its own names only', async () => {
    const { server } = await opened()
    const { port } = new URL(server.api)
    expect(await status(server.api, {})).toBe(200)
    expect(await status(server.api, { host: `localhost:${port}` })).toBe(200)
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${String(Number(port) + 1)}`, `127.0.0.1.evil.example:${port}`]) {
      expect(await status(server.api, { host }), host).toBe(421)
    }
  })

  it('answers no web page when the program keeps it for itself, and pages, too, when it was started by hand', async () => {
    const { server } = await opened()
    expect(await status(server.api, { origin: 'https://evil.example' })).toBe(403)
    expect(await status(server.api, { origin: 'null' })).toBe(403)
    const byHand = await startSandbox()
    try {
      expect(await status(byHand.api, { origin: 'http://localhost:5173' })).toBe(200)
      expect(await status(byHand.api, { host: 'evil.example' })).toBe(421)
    } finally {
      await byHand.close()
    }
  })
})
