import { afterEach, describe, expect, it } from 'vitest'
import type { AppError } from '#shared/errors/appError'
import type { Sandbox } from '../../../electron/main/sandbox'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { createRateGates } from '../../../electron/main/capgo/rateGate'
import { createRequester, type CapgoRequester } from '../../../electron/main/capgo/requester'
import { discoverServer } from '../../../electron/main/capgo/endpoints/discovery'
import { listOrganizations } from '../../../electron/main/capgo/endpoints/organizations'
import { listOwnKeys } from '../../../electron/main/capgo/endpoints/apiKeys'
import { startSandbox } from '../../../electron/main/sandbox'
import { createApiKeyCredential } from '../../../electron/main/services/connection/apiKeyCredential'
import { fateOf } from '../../../electron/main/services/lostAnswer'
import { quietLog } from '../../support/quietLog'
import { signedInToSandbox } from '../../support/signedInToSandbox'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

/** A clock that both sides go by, the server's ahead by some hours. */
async function withKey(aheadMs = 0): Promise<{ open(): CapgoRequester; asked(): number; pass(ms: number): void; setClock(byMs: number): void }> {
  let now = Date.parse('2026-11-21T10:00:00.000Z')
  let uptime = 500
  let setBy = 0
  const server = await startSandbox({ clock: () => now + aheadMs })
  sandbox = server
  const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: () => now + setBy, repetition: { retries: 0 } })
  const place = await discoverServer(http, server.api)
  const gates = createRateGates({ now: () => now + setBy, uptime: () => uptime })
  return {
    open: () => createRequester({ http, server: place, credentials: createApiKeyCredential(server.demo.apiKey, () => undefined), gates }),
    asked: () => server.requestLog().filter(({ path }) => path === '/apikey').length,
    pass(ms) {
      now += ms
      uptime += ms
    },
    setClock: (ms) => (setBy += ms)
  }
}

describe('a key of which the server has had too many requests', () => {
  it.each([0, 3 * 3_600_000, -3 * 3_600_000])('is not used until the server wants it to be, whatever the two clocks say (%i ms apart)', async (aheadMs) => {
    const { open, asked, pass } = await withKey(aheadMs)
    sandbox?.arrange([{ do: 'set-api-key-rate-limit', limit: 2 }])
    await listOwnKeys(open())
    await listOwnKeys(open())
    const refused: unknown = await listOwnKeys(open()).catch((thrown: unknown) => thrown)
    expect(refused).toMatchObject({ code: 'rateLimited', data: { details: { status: 429, until: '2026-11-21T10:01:00.500Z' } } })
    expect(asked()).toBe(3)
    // Another requester of the same key, as after a lock.
    for (let second = 0; second < 60; second += 20) {
      await expect(listOwnKeys(open())).rejects.toMatchObject({ code: 'rateLimited', data: { details: { until: '2026-11-21T10:01:00.500Z' } } })
      pass(20_000)
    }
    expect(asked()).toBe(3)
    pass(1000)
    await expect(listOwnKeys(open())).resolves.not.toHaveLength(0)
    expect(asked()).toBe(4)
  })

  it.each([120_000, -86_400_000])('is left alone as long, and no longer, where the clock of the computer is set meanwhile (by %i ms)', async (byMs) => {
    const { open, asked, pass, setClock } = await withKey()
    sandbox?.arrange([{ do: 'fault', route: 'GET /apikey', kind: 'rate-limit', seconds: 30 }])
    await expect(listOwnKeys(open())).rejects.toMatchObject({ code: 'rateLimited' })
    setClock(byMs)
    pass(1000)
    const until = new Date(Date.parse('2026-11-21T10:00:30.000Z') + byMs)
    const held: unknown = await listOwnKeys(open()).catch((thrown: unknown) => thrown)
    // People read it off the clock as it is now; the server's word is to the second.
    expect(Math.abs(Date.parse((held as AppError).data.details?.until ?? '') - until.getTime())).toBeLessThanOrEqual(1000)
    expect(asked()).toBe(1)
    pass(30_000)
    await expect(listOwnKeys(open())).resolves.toBeDefined()
    expect(asked()).toBe(2)
  })

  it('is left alone for a minute where the server does not say for how long', async () => {
    const { open, asked, pass } = await withKey()
    sandbox?.arrange([{ do: 'fault', route: 'GET /apikey', kind: 'status', status: 429, body: { error: 'too_many_requests' } }])
    await expect(listOwnKeys(open())).rejects.toMatchObject({ code: 'rateLimited' })
    await expect(listOwnKeys(open())).rejects.toMatchObject({ code: 'rateLimited', data: { details: { until: '2026-11-21T10:01:00.000Z' } } })
    pass(61_000)
    await expect(listOwnKeys(open())).resolves.toBeDefined()
    expect(asked()).toBe(2)
  })

  it('says of what was held back that it was not sent, so that a change is known not to have happened', async () => {
    const { open } = await withKey()
    sandbox?.arrange([{ do: 'fault', route: 'GET /apikey', kind: 'rate-limit', seconds: 30 }])
    await listOwnKeys(open()).catch(() => undefined)
    const held = (await listOwnKeys(open()).catch((thrown: unknown) => thrown)) as Parameters<typeof fateOf>[0]
    expect(fateOf(held)).toBe('notSent')
  })
})

describe('a session', () => {
  it('asks no more for what was refused, and for all the rest: no limit of everything together is known', async () => {
    const signedIn = await signedInToSandbox()
    sandbox = signedIn.sandbox
    sandbox.arrange([{ do: 'fault', route: 'GET /apikey', kind: 'rate-limit', seconds: 60 }])
    await expect(listOwnKeys(signedIn.active.requester)).rejects.toMatchObject({ code: 'rateLimited', data: { details: { status: 429 } } })
    sandbox.clearRequestLog()
    await expect(listOwnKeys(signedIn.active.requester)).rejects.toMatchObject({ code: 'rateLimited' })
    expect(sandbox.requestLog()).toHaveLength(0)
    await expect(listOrganizations(signedIn.active.requester)).resolves.toBeDefined()
  })
})
