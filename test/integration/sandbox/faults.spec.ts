import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Fault } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

let client: SandboxClient
beforeEach(async () => {
  client = new SandboxClient(await startSandbox({ arrange: true }))
})
afterEach(() => client.sandbox.close())

const upset = (fault: Omit<Fault, 'route'> & { route?: string }) => client.sandbox.arrange([{ do: 'fault', route: 'GET /organization', ...fault }])
const read = () => fetch(`${client.sandbox.api}/organization?orgId=${client.sandbox.demo.organizationId}`, { headers: { capgkey: client.sandbox.demo.apiKey } })

describe('faults that tests ask for', () => {
  it('hit as many requests as asked, then no more', async () => {
    upset({ kind: 'status', status: 503, count: 2 })
    expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([503, 503, 200])
  })

  it('leave other routes alone', async () => {
    upset({ kind: 'status', route: 'PUT /organization' })
    expect((await read()).status).toBe(200)
  })

  it('drop the connection before or after the change was made', async () => {
    const organization = { orgId: client.sandbox.demo.organizationId }
    const headers = bearer(await client.signInFully(client.sandbox.demo))
    const rename = (name: string) => client.call('/organization', { method: 'PUT', headers, body: { ...organization, name } })
    const nameNow = async () => ((await (await read()).json()) as { name: string }).name
    upset({ kind: 'drop-before', route: 'PUT /organization' })
    await expect(rename('Meridian One')).rejects.toThrow()
    expect(await nameNow()).toBe('Meridian Logistics')
    upset({ kind: 'drop-after', route: 'PUT /organization' })
    await expect(rename('Meridian Two')).rejects.toThrow()
    expect(await nameNow()).toBe('Meridian Two')
  })

  it('cut the body, answer what is not JSON, and answer other types', async () => {
    upset({ kind: 'cut-body' })
    await expect(read().then((response) => response.text())).rejects.toThrow()
    upset({ kind: 'wrong-json' })
    await expect(read().then((response) => response.json())).rejects.toThrow()
    upset({ kind: 'wrong-types' })
    expect(typeof ((await (await read()).json()) as { name: unknown }).name).toBe('number')
  })

  it('answer 429 with the moment of the reset', async () => {
    upset({ kind: 'rate-limit', seconds: 30 })
    const response = await read()
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('30')
    expect(response.headers.get('x-ratelimit-reset')).toMatch(/^\d{10}$/)
  })

  it('are recorded in the log of requests, dropped ones without a status', async () => {
    client.sandbox.clearRequestLog()
    upset({ kind: 'drop-before' })
    await read().catch(() => undefined)
    await read()
    expect(client.sandbox.requestLog().map(({ method, path, status }) => ({ method, path, status }))).toEqual([
      { method: 'GET', path: '/organization', status: 0 },
      { method: 'GET', path: '/organization', status: 200 }
    ])
  })
})

describe('the test-only routes', () => {
  const post = (base: string, steps: unknown) => fetch(`${base}/_sandbox/arrange`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ steps }) })

  it('arrange from outside and name what they do not know', async () => {
    expect((await post(client.sandbox.api, [{ do: 'set-latency', ms: 0 }])).status).toBe(204)
    const unknown = await post(client.sandbox.api, [{ do: 'make-coffee' }])
    expect(unknown.status).toBe(400)
    expect(await unknown.text()).toContain('unknown step \\"make-coffee\\"')
  })

  it('do not exist unless asked for at the start', async () => {
    const plain = await startSandbox()
    const statuses = [(await post(plain.api, [])).status, (await fetch(`${plain.api}/_sandbox/log`)).status]
    await plain.close()
    expect(statuses).toEqual([404, 404])
  })
})

describe('the server', () => {
  it('listens on loopback only and plays both hosts on one port or on two', async () => {
    expect(client.sandbox.api).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const split = await startSandbox({ hostSplit: true })
    const config = (await (await fetch(`${split.api}/private/config`)).json()) as { supaHost: string; supaKey: string }
    const astray = await fetch(`${split.api}/rest/v1/orgs`)
    await split.close()
    expect(split.supabase).not.toBe(split.api)
    expect(config).toMatchObject({ supaHost: split.supabase, supaKey: split.anonKey })
    expect(astray.status).toBe(404)
  })
})
