import { afterEach, describe, expect, it } from 'vitest'
import { asState, startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

const running: Sandbox[] = []
async function start(options: SandboxOptions = {}): Promise<SandboxClient> {
  const sandbox = await startSandbox(options)
  running.push(sandbox)
  return new SandboxClient(sandbox)
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()))
})

/** As if it had been written to a file and read again. */
const kept = (client: SandboxClient) => asState(JSON.parse(JSON.stringify(client.sandbox.state())))

describe('a saved state', () => {
  it('continues where the server stopped: changes, sessions, keys', async () => {
    const first = await start()
    const { demo } = first.sandbox
    const session = await first.signInFully(demo)
    await first.call('/organization', { method: 'PUT', headers: bearer(session), body: { orgId: demo.organizationId, name: 'Meridian Freight', enforcing_2fa: true } })
    const second = await start({ state: kept(first) })
    expect(second.sandbox.demo).toEqual(demo)
    const read = await second.call(`/rest/v1/orgs?select=name,enforcing_2fa&id=eq.${demo.organizationId}`, { headers: bearer(session) })
    expect(read.body).toEqual([{ name: 'Meridian Freight', enforcing_2fa: true }])
    const refreshed = await second.call('/auth/v1/token?grant_type=refresh_token', { method: 'POST', body: { refresh_token: session.refresh_token } })
    expect(refreshed.status).toBe(200)
    expect((await second.signInFully(demo)).user.id).toBe(demo.userId)
    expect((await second.call(`/organization/members?orgId=${demo.organizationId}`, { headers: { capgkey: demo.apiKey } })).body).toHaveLength(45)
  })

  it('gives new rows new ids', async () => {
    const first = await start()
    const create = async (client: SandboxClient) => {
      const headers = bearer(await client.signInFully(client.sandbox.demo))
      const bindings = [{ role_name: 'org_member', scope_type: 'org', org_id: client.sandbox.demo.organizationId }]
      return ((await client.call('/apikey', { method: 'POST', headers, body: { name: 'new', bindings } })).body as { id: number }).id
    }
    const id = await create(first)
    expect(await create(await start({ state: kept(first) }))).toBe(id + 1)
  })

  it('holds no password, no refresh token, and no text of a hashed key', async () => {
    const client = await start()
    const { demo } = client.sandbox
    const session = await client.signInFully(demo)
    const bindings = [{ role_name: 'org_member', scope_type: 'org', org_id: demo.organizationId }]
    const created = await client.call('/apikey', { method: 'POST', headers: bearer(session), body: { name: 'secret', hashed: true, bindings } })
    await client.call('/auth/v1/otp', { method: 'POST', body: { email: demo.email } })
    const text = JSON.stringify(client.sandbox.state())
    const { key, key_hash } = created.body as { key: string; key_hash: string }
    for (const secret of [demo.password, session.refresh_token, session.access_token, key]) expect(text).not.toContain(secret)
    expect(text).toContain(key_hash)
  })

  it('is asked for after a change and not after a read', async () => {
    let changes = 0
    const client = await start({ onChange: () => changes++ })
    const { demo } = client.sandbox
    const read = () => client.call(`/organization/members?orgId=${demo.organizationId}`, { headers: { capgkey: demo.apiKey } })
    await read()
    expect(changes).toBe(0)
    await client.signIn(demo)
    expect(changes).toBe(1)
  })

  it('is refused when it is of another form', () => {
    expect(() => asState({ version: 2 })).toThrow('version')
    expect(() => asState(null)).toThrow('version')
    expect(() => asState({ version: 1, tables: {} })).toThrow('table')
  })

  it('of other samples keeps their size', async () => {
    const first = await start({ members: 7 })
    const second = await start({ state: kept(first), members: 900 })
    const session = (await second.signInFully(second.sandbox.demo))
    expect((await second.rpc('check_org_members_2fa_enabled', { org_id: second.sandbox.demo.organizationId }, bearer(session))).body).toHaveLength(7)
  })
})
