import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../electron/main/sandbox/index'

type Announced = Pick<Sandbox, 'api' | 'supabase' | 'anonKey' | 'demo'>

const root = resolve(import.meta.dirname, '../../..')
let folder: string
const running = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-command-'))
  const input = { sandboxCli: resolve(root, 'electron/main/sandbox/cli.ts') }
  await build({ root, configFile: false, logLevel: 'error', ssr: { noExternal: true }, build: { ssr: true, outDir: folder, minify: false, rolldownOptions: { input, output: { format: 'es', entryFileNames: '[name].mjs' } } } })
}, 60_000)

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function start(...args: string[]) {
  const child = spawn(process.execPath, [join(folder, 'sandboxCli.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return { code: code as number | null, ...said }
  })
  const announced = async () => {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    return JSON.parse(line) as Announced
  }
  return { child, ended, announced }
}

const portOf = (url: string) => new URL(url).port

describe('npm run sandbox', () => {
  it('says where it is on its first line, answers, and ends when told', async () => {
    const { child, ended, announced } = start('--members', '7', '--arrange')
    const { api, supabase, anonKey, demo } = await announced()
    expect(new URL(api).hostname).toBe('127.0.0.1')
    expect(portOf(supabase)).toBe(portOf(api))
    expect((await fetch(`${api}/ok`)).status).toBe(200)
    expect((await fetch(`${api}/_sandbox/log`)).status).toBe(200)
    const members = await fetch(`${api}/organization/members?orgId=${demo.organizationId}`, { headers: { capgkey: demo.apiKey } })
    expect(members.status).toBe(200)
    const signedIn = await fetch(`${supabase}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: anonKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: demo.email, password: demo.password })
    })
    expect(signedIn.status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0, err: '' })
  })

  it('has two hosts and no test-only routes when told so', async () => {
    const { child, ended, announced } = start('--host-split')
    const { api, supabase } = await announced()
    expect(portOf(supabase)).not.toBe(portOf(api))
    expect((await fetch(`${api}/_sandbox/log`)).status).toBe(404)
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
  })

  it('refuses what it cannot follow, and names the way out', async () => {
    const unknown = await start('--member', '3').ended
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toContain('--members N')
    const missing = await start('--world', join(folder, 'nowhere.json')).ended
    expect(missing).toMatchObject({ code: 2, out: '' })
    expect(missing.err).toContain('nowhere.json')
    const file = join(folder, 'world.json')
    await writeFile(file, '{"users": 3}')
    const malformed = await start('--world', file).ended
    expect(malformed).toMatchObject({ code: 2, out: '' })
    expect(malformed.err).toContain('users')
  })

  it('names a taken port', async () => {
    const first = start()
    const port = portOf((await first.announced()).api)
    expect(await start('--port', port).ended).toMatchObject({ code: 1, err: expect.stringContaining(`--port ${port} is taken`) as string })
    first.child.kill('SIGTERM')
    await first.ended
  })

  it('explains itself', async () => {
    expect(await start('--help').ended).toMatchObject({ code: 0, out: expect.stringContaining('--latency MS') as string })
  })
})
