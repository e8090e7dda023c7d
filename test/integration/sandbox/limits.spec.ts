import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

let client: SandboxClient
let now: number
beforeEach(async () => {
  now = Date.now()
  client = new SandboxClient(await startSandbox({ clock: () => now }))
})
afterEach(() => client.sandbox.close())

const seconds = (count: number) => { now += count * 1000 }
const read = (headers: Record<string, string>) => client.call('/organization', { headers })
const wrong = (address: string) => read({ capgkey: '00000000-0000-4000-8000-000000000000', 'x-forwarded-for': address })
const right = (address: string) => read({ capgkey: client.sandbox.demo.apiKey, 'x-forwarded-for': address })

describe('failed sign-ins of one address', () => {
  it('block it after the twentieth, whatever it tries then, for fifteen minutes', async () => {
    for (let i = 0; i < 19; i++) expect((await wrong('192.0.2.1')).status).toBe(401)
    expect((await right('192.0.2.1')).status).toBe(200)
    expect((await wrong('192.0.2.1')).status).toBe(401)
    const blocked = await right('192.0.2.1')
    expect(blocked).toMatchObject({ status: 429, body: { error: 'too_many_requests', moreInfo: { reason: 'too_many_failed_auth_attempts', rateLimitResetAt: now + 900_000, retryAfterSeconds: 900 } } })
    expect(blocked.headers.get('retry-after')).toBe('900')
    expect(blocked.headers.get('x-ratelimit-reset')).toBe(String(Math.ceil((now + 900_000) / 1000)))
    seconds(899)
    expect((await right('192.0.2.1')).status).toBe(429)
    seconds(2)
    expect((await right('192.0.2.1')).status).toBe(200)
  })

  it('do not touch other addresses, nor requests that name none', async () => {
    for (let i = 0; i < 25; i++) await wrong('192.0.2.2')
    expect((await right('192.0.2.3')).status).toBe(200)
    for (let i = 0; i < 25; i++) await read({ capgkey: 'nothing' })
    expect((await read({ capgkey: client.sandbox.demo.apiKey })).status).toBe(200)
  })
})

describe('requests of one key', () => {
  it('are refused above the limit, and every one of them starts the window anew', async () => {
    client.sandbox.arrange([{ do: 'set-api-key-rate-limit', limit: 3 }])
    for (let i = 0; i < 3; i++) expect((await right('192.0.2.4')).status).toBe(200)
    expect(await right('192.0.2.4')).toMatchObject({ status: 429, body: { moreInfo: { reason: 'api_key_rate_limit_exceeded', retryAfterSeconds: 60 } } })
    seconds(59)
    expect((await right('192.0.2.4')).status).toBe(429)
    seconds(59)
    expect((await right('192.0.2.4')).status).toBe(429)
    seconds(61)
    expect((await right('192.0.2.4')).status).toBe(200)
  })

  it('do not count for sessions', async () => {
    client.sandbox.arrange([{ do: 'set-api-key-rate-limit', limit: 1 }])
    const headers = bearer(await client.signInFully(client.sandbox.demo, now))
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await client.call('/apikey', { headers })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200])
  })
})
