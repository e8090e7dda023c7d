import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

let client: SandboxClient
let full: Record<string, string>
let low: Record<string, string>
let member: Record<string, string>
beforeAll(async () => {
  client = new SandboxClient(await startSandbox())
  full = bearer(await client.signInFully(client.sandbox.demo))
  low = bearer(await client.signIn(client.sandbox.demo))
  member = bearer(await client.signInFully(client.account('member')))
})
afterAll(() => client.sandbox.close())

const rows = async (path: string, headers: Record<string, string>) => (await client.call(`/rest/v1/${path}`, { headers })).body as Record<string, unknown>[]

describe('rows of tables', () => {
  it.each(['orgs', 'apps', 'channels', 'apikeys', 'org_users'])('%s are hidden from a session below the level of its person', async (table) => {
    expect((await rows(`${table}?select=id`, full)).length).toBeGreaterThan(0)
    expect(await rows(`${table}?select=id`, low)).toEqual([])
  })

  it.each(['role_bindings', 'audit_logs', 'roles'])('%s are not', async (table) => {
    expect((await rows(`${table}?select=id`, low)).length).toBe((await rows(`${table}?select=id`, full)).length)
  })

  it('of keys are one\'s own only, and none with a key', async () => {
    const owners = new Set((await rows('apikeys?select=user_id', full)).map(({ user_id }) => user_id))
    expect([...owners]).toEqual([client.sandbox.demo.userId])
    expect(await rows('apikeys?select=id', { capgkey: client.sandbox.demo.apiKey })).toEqual([])
  })

  it('of bindings are those of administered organizations, and one\'s own', async () => {
    const seen = await rows('role_bindings?select=principal_id,org_id', member)
    expect(seen).toEqual([{ principal_id: client.account('member').userId, org_id: client.sandbox.demo.organizationId }])
    expect((await rows('role_bindings?principal_type=eq.apikey', full)).length).toBeGreaterThan(5)
  })

  it('of people are one\'s own only', async () => {
    expect((await rows('users?select=email', full)).map(({ email }) => email)).toEqual([client.sandbox.demo.email])
  })

  it('cannot be written past the functions, except that one may delete one\'s own keys', async () => {
    const write = (method: string, path: string, body?: unknown) => client.call(`/rest/v1/${path}`, { method, headers: { ...full, prefer: 'return=representation' }, ...(body ? { body } : {}) })
    const keys = await rows('apikeys?select=id,name&order=id', full)
    expect(await write('PATCH', `apikeys?id=eq.${String(keys[0]?.id)}`, { name: 'x' })).toMatchObject({ status: 200, body: [] })
    expect(await write('PATCH', 'orgs?enforcing_2fa=is.false', { enforcing_2fa: true })).toMatchObject({ status: 200, body: [] })
    expect(await write('POST', 'apikeys', { name: 'x' })).toMatchObject({ status: 403, body: { code: '42501' } })
    expect(await write('DELETE', 'orgs?enforcing_2fa=is.false')).toMatchObject({ status: 200, body: [] })
    const last = keys.at(-1)
    expect((await write('DELETE', `apikeys?id=eq.${String(last?.id)}`)).body).toMatchObject([{ id: last?.id }])
    expect((await rows('apikeys?select=id', full)).length).toBe(keys.length - 1)
  })

  it('are asked for with filters in the way of PostgREST', async () => {
    const names = async (filter: string) => (await rows(`roles?select=name&order=name&${filter}`, full)).map(({ name }) => name)
    expect(await names('name=like.org_%2A')).toEqual(['org_admin', 'org_billing_admin', 'org_member', 'org_super_admin'])
    expect(await names('name=in.(org_admin,%22app_admin%22)')).toEqual(['app_admin', 'org_admin'])
    expect(await names('priority_rank=gte.90')).toEqual(['org_admin', 'org_super_admin'])
    expect(await names('or=(name.eq.org_admin,and(scope_type.eq.app,priority_rank.lt.65))')).toEqual(['app_notifications', 'org_admin'])
    expect(await names('name=not.like.%2Aa%2A')).toEqual(['org_member'])
    expect(await names('is_assignable=is.false')).toEqual(['apikey_org_reader', 'channel_preview'])
    expect(await client.call('/rest/v1/orgs?id=eq.nonsense', { headers: full })).toMatchObject({ status: 400, body: { code: '22P02' } })
    expect(await client.call('/rest/v1/nothing', { headers: full })).toMatchObject({ status: 404, body: { code: 'PGRST205' } })
  })

  it('need the anonymous key, and a token that is not forged', async () => {
    expect((await client.call('/rest/v1/orgs', { headers: { apikey: '' } })).status).toBe(401)
    const [head, payload] = (full.authorization ?? '').split('.')
    expect(await client.call('/rest/v1/orgs', { headers: { authorization: `${head ?? ''}.${payload ?? ''}.forged` } })).toMatchObject({ status: 401, body: { code: 'PGRST301' } })
  })
})
