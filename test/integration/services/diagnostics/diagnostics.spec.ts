import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionOutline, ConnectionState } from '#shared/domain/connection'
import type { Policy } from '#shared/domain/policy'
import { defaultSettings } from '#shared/domain/settings'
import { AppError } from '#shared/errors/appError'
import { createLogger } from '../../../../electron/main/log/logger'
import { createDiagnostics, type DiagnosticsDeps } from '../../../../electron/main/services/diagnostics/diagnosticsService'
import { createRotatingFile } from '../../../../electron/main/storage/rotatingFile'

const canaries = {
  apiKey: '3f0c2c1e-7a4b-4c52-9d1e-c0ffee000001',
  accessToken: 'eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOjF9.Qm9ndXNTaWduYXR1cmUxMjM0',
  refreshToken: 'v4nQ8zT1pX0sLrK7dWmB',
  password: 'Correct-Horse-9-Battery',
  code: '739146',
  revealed: '8a1d2b9e-55aa-4c0f-8e11-c0ffee000002',
  email: 'canary.person@meridian.example',
  connectionName: 'Canary of the north',
  proxyName: 'canary-user'
}

const id = '11111111-1111-4111-8111-111111111111'
const outline: ConnectionOutline = {
  id,
  name: canaries.connectionName,
  demo: false,
  server: { shown: 'capgo.meridian.example', api: 'https://capgo.meridian.example', supabase: 'https://data.meridian.example' },
  apiKey: { userId: id, fingerprint: '0123456789ab' },
  session: { userId: id, email: canaries.email },
  uses: 'session',
  current: true
}
const state: ConnectionState = {
  status: 'signedIn',
  connection: { id, name: canaries.connectionName, demo: false, server: 'capgo.meridian.example', userId: id, credential: { kind: 'session', storage: 'keychain', email: canaries.email, level: 'aal2' }, has: { apiKey: true, session: true }, lastOrganizationId: null }
}

const policy: Policy = { path: '/etc/gatehouse/policy.json', present: false, settings: {}, held: [], idleLockMaximumMinutes: null, servers: null, demo: true, updates: { enabled: true, feed: null }, problems: [] }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-diagnostics-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A log in which everything was said that somebody may say by mistake. */
async function writtenLog(): Promise<string> {
  const path = join(folder, 'gatehouse.log')
  const file = createRotatingFile({ path, maxBytes: 1_000_000, keep: 3 })
  const log = createLogger({ sinks: [file], level: 'debug' })
  log.info('main.started', { version: '0.1.0' })
  log.error('canary.error', { error: new Error(`refused for capgkey: ${canaries.apiKey} and password=${canaries.password}`), headers: { Authorization: `Bearer ${canaries.accessToken}`, capgkey: canaries.apiKey } })
  log.warn('canary.body', { body: { refresh_token: canaries.refreshToken, password: canaries.password, code: canaries.code, secret: canaries.revealed }, email: canaries.email, url: `https://x.example/#access_token=${canaries.accessToken}` })
  log.warn('canary.person', { text: `${canaries.email} in ${join(homedir(), 'Documents')}` })
  await file.flush()
  return path
}

function service(given: Partial<DiagnosticsDeps> = {}) {
  const saved: [string, string][] = []
  const asked: [string, string | null][] = []
  const diagnostics = createDiagnostics({
    program: () => ({ gatehouse: '0.1.0', platform: 'linux' }),
    settings: () => Promise.resolve({ ...defaultSettings, lastPage: '/keys', proxy: { mode: 'manual', address: 'http://proxy.meridian.example:3128' } }),
    policy: () => policy,
    vaultState: () => Promise.resolve('ready'),
    state: () => Promise.resolve(state),
    connections: () => Promise.resolve([outline]),
    certificates: () => Promise.resolve([]),
    check(origin, path) {
      asked.push([origin, path])
      return Promise.resolve([{ host: new URL(origin).host, step: 'answer', outcome: 'good', tookMs: 4, detail: 'Status 200' }])
    },
    readLog: () => Promise.resolve(null),
    home: homedir(),
    save(name, content) {
      saved.push([name, content])
      return Promise.resolve({ path: name })
    },
    now: () => Date.parse('2027-03-12T10:00:00.000Z'),
    ...given
  })
  return { diagnostics, saved, asked }
}

describe('the diagnostics report', () => {
  it('tells what it takes to help', async () => {
    const path = await writtenLog()
    const { text } = await service({ readLog: () => readFile(path, 'utf8') }).diagnostics.prepare()
    for (const words of ['"gatehouse": "0.1.0"', '"keychain": "ready"', 'capgo.meridian.example', 'http://proxy.meridian.example:3128', '"level": "aal2"', 'main.started', 'canary.error', 'Status 200']) expect(text).toContain(words)
  })

  it('holds no canary, nor does the log that it is made of', async () => {
    const path = await writtenLog()
    const { text } = await service({ readLog: () => readFile(path, 'utf8') }).diagnostics.prepare()
    const log = await readFile(path, 'utf8')
    expect(Object.entries(canaries).filter(([, canary]) => text.includes(canary))).toEqual([])
    expect(text).not.toContain(homedir())
    // E-mail addresses and folders are left out of the report; credentials never reach the log itself.
    const { apiKey, accessToken, refreshToken, password, code, revealed } = canaries
    expect([apiKey, accessToken, refreshToken, password, code, revealed].filter((canary) => log.includes(canary))).toEqual([])
  })

  it('redacts lines that an earlier version wrote plainly', async () => {
    const { text } = await service({ readLog: () => Promise.resolve(`{"event":"old","fields":{"capgkey":"${canaries.apiKey}"}}\nplain ${canaries.accessToken}\n`) }).diagnostics.prepare()
    expect(Object.entries(canaries).filter(([, canary]) => text.includes(canary))).toEqual([])
    expect(text).toContain('"event":"old"')
  })

  it('is saved exactly as it was shown, and no other is', async () => {
    const { diagnostics, saved } = service()
    const first = await diagnostics.prepare()
    await diagnostics.save(first.reportId)
    expect(saved).toEqual([['Gatehouse diagnostics 2027-03-12.txt', first.text]])
    await diagnostics.prepare()
    expect(() => diagnostics.save(first.reportId)).toThrow(AppError)
    expect(saved).toHaveLength(1)
  })

  it('looks at both hosts of the open connection, at Capgo’s own without one, and at none with a snapshot open', async () => {
    const open = service()
    await open.diagnostics.prepare()
    expect(open.asked).toEqual([['https://capgo.meridian.example', '/ok'], ['https://data.meridian.example', null]])
    const nobody = service({ connections: () => Promise.resolve([]), state: () => Promise.resolve({ status: 'signedOut', why: null, connectionId: null, lastEmail: canaries.email, lastServer: null }) })
    await nobody.diagnostics.prepare()
    expect(nobody.asked).toEqual([['https://api.capgo.app', '/ok']])
    const snapshot = { ...state, connection: { ...state.connection, snapshot: { id, name: 'March', takenAt: '2027-03-01T00:00:00.000Z' } } } as unknown as ConnectionState
    const taken = service({ state: () => Promise.resolve(snapshot) })
    expect((await taken.diagnostics.prepare()).checks).toEqual([])
    expect(taken.asked).toEqual([])
  })

  it('tries nothing where the policy lets no request go, and says so', async () => {
    const managed = service({ policy: () => ({ ...policy, servers: ['https://capgo.meridian.example'] }) })
    const { checks } = await managed.diagnostics.prepare()
    expect(managed.asked).toEqual([['https://capgo.meridian.example', '/ok']])
    expect(checks.find(({ host }) => host === 'data.meridian.example')).toMatchObject({ step: 'way', outcome: 'failed' })
    const nobody = service({ connections: () => Promise.resolve([]), policy: () => ({ ...policy, servers: ['https://own.example'] }) })
    await nobody.diagnostics.prepare()
    expect(nobody.asked).toEqual([['https://own.example', '/ok']])
  })

  it('is made although a part of it cannot be read', async () => {
    const failing = (): Promise<never> => Promise.reject(new AppError({ code: 'storageFailed', message: `settings.json, ${canaries.apiKey}`, retryable: true }))
    const { text } = await service({ settings: failing, connections: failing, readLog: failing }).diagnostics.prepare()
    expect(text).toContain('couldNotBeRead')
    expect(text).toContain('log.couldNotBeRead')
    expect(text).not.toContain(canaries.apiKey)
  })

  it('is made although a server cannot even be tried, which stands there as a step that failed', async () => {
    const servers = ['https://10.0.0.300', 'https://own.example']
    const check = (origin: string) => Promise.resolve([{ host: new URL(origin).host, step: 'answer' as const, outcome: 'good' as const, tookMs: 1, detail: 'Status 200' }])
    const { diagnostics } = service({ connections: () => Promise.resolve([]), policy: () => ({ ...policy, servers }), check: async (origin) => check(origin) })
    const { checks, text } = await diagnostics.prepare()
    expect(checks).toMatchObject([{ host: '10.0.0.300', step: 'way', outcome: 'failed' }, { host: 'own.example', outcome: 'good' }])
    expect(text).toContain('Invalid URL')
  })

  it('names where updates come from without what follows the path', async () => {
    const { text } = await service({ policy: () => ({ ...policy, updates: { enabled: true, feed: 'https://updates.example/gatehouse?sig=Summer2027#part' } }) }).diagnostics.prepare()
    expect(text).toContain('"https://updates.example/gatehouse"')
    expect(text).not.toContain('Summer2027')
  })

  it.each(['jürgen.müller@bücher.example', 'anna%40corp.example', 'anna%2540corp.example', '用户@例子.公司', '"quoted"@corp.example', 'root@localhost', 'o’brien.o\'neill@corp.example', 'alena@[10.0.0.1]'])('holds no address such as %s', async (address) => {
    const { text } = await service({ readLog: () => Promise.resolve(`${JSON.stringify({ event: 'said', fields: { text: `first\n${address} after` } })}\nplain ${address}, and more\n`) }).diagnostics.prepare()
    for (const part of address.split(/@|%(?:25)?40/u)) expect(text).not.toContain(part.replaceAll('"', ''))
    expect(text.match(/\[e-mail\]/gu)).toHaveLength(2)
    expect(text).toContain('first\\n')
  })
})
