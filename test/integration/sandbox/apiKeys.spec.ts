import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

const DAY_MS = 86_400_000

interface Created { id: number; key: string; rbac_id: string; key_hash: string | null }

let client: SandboxClient
let admin: Record<string, string>
let org: string
beforeEach(async () => {
  client = new SandboxClient(await startSandbox({ orgs: 6 }))
  admin = bearer(await client.signInFully(client.sandbox.demo))
  org = client.sandbox.demo.organizationId
})
afterEach(() => client.sandbox.close())

const memberOf = (orgId: string) => ({ role_name: 'org_member', scope_type: 'org', org_id: orgId })
const create = async (fields: Record<string, unknown> = {}, headers = admin) =>
  client.call('/apikey', { method: 'POST', headers, body: { name: 'robot', bindings: [memberOf(org)], ...fields } })
const created = async (fields: Record<string, unknown> = {}) => (await create(fields)).body as Created
const change = (id: number, fields: Record<string, unknown>, headers = admin) => client.call(`/apikey/${id}`, { method: 'PUT', headers, body: fields })
const settings = (fields: Record<string, unknown>) => client.call('/organization', { method: 'PUT', headers: admin, body: { orgId: org, ...fields } })
const members = (key: string, orgId = org) => client.call(`/organization/members?orgId=${orgId}`, { headers: { capgkey: key } })
const branch = async () => ((await client.rpc('get_orgs_v7', {}, admin)).body as { gid: string; name: string }[]).find(({ name }) => name.startsWith('Meridian Branch'))?.gid ?? ''
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

describe('an API key', () => {
  it('is shown once, and works as long as nobody regenerates it', async () => {
    const { id, key } = await created()
    expect((await members(key)).body).toHaveLength(45)
    expect((await client.call(`/apikey/${id}`, { headers: admin })).body).not.toHaveProperty('key')
    const renewed = (await change(id, { regenerate: true })).body as Created
    expect(renewed.key).not.toBe(key)
    expect([(await members(key)).status, (await members(renewed.key)).status]).toEqual([401, 200])
  })

  it('keeps its kind when it is regenerated', async () => {
    const { id, key_hash } = await created({ hashed: true })
    const renewed = (await change(id, { regenerate: true })).body as Created & { is_hashed_key: boolean }
    expect(key_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(renewed.is_hashed_key).toBe(true)
    expect(renewed.key_hash).not.toBe(key_hash)
  })

  it('stops at its expiry by the clock of the server', async () => {
    const { key } = await created({ expires_at: inDays(2) })
    expect((await members(key)).status).toBe(200)
    client.sandbox.arrange([{ do: 'clock-offset', ms: 2 * DAY_MS + 1000 }])
    expect(await members(key)).toMatchObject({ status: 401, body: { error: 'invalid_apikey' } })
  })

  it('is its owner\'s alone: nobody else reads, changes or deletes it', async () => {
    const { id } = await created()
    const other = bearer(await client.signInFully(client.account('second_super_admin')))
    expect((await client.call(`/apikey/${id}`, { headers: other })).status).toBe(404)
    expect((await change(id, { name: 'mine' }, other)).status).toBe(404)
    expect((await client.call(`/apikey/${id}`, { method: 'DELETE', headers: other })).status).toBe(404)
  })

  it('of somebody else can be disarmed by taking its bindings away', async () => {
    const { rbac_id, key } = await created()
    const other = bearer(await client.signInFully(client.account('second_super_admin')))
    const bindings = (await client.call(`/rest/v1/role_bindings?select=id&principal_id=eq.${rbac_id}`, { headers: other })).body as { id: string }[]
    expect(bindings).toHaveLength(1)
    const removed = await client.call(`/functions/v1/private/role_bindings/${bindings[0]?.id ?? ''}`, { method: 'DELETE', headers: other })
    expect(removed).toMatchObject({ status: 200, body: { success: true } })
    expect((await members(key)).status).toBe(400)
    expect((await client.call('/organization', { headers: { capgkey: key } })).body).toEqual([])
  })

  it('cannot create, bind, change or delete itself', async () => {
    const { id, key } = await created({ bindings: [{ ...memberOf(org), role_name: 'org_admin' }] })
    const self = { capgkey: key }
    expect(await create({}, self)).toMatchObject({ status: 400, body: { error: 'cannot_create_apikey' } })
    expect(await change(id, { name: 'x' }, self)).toMatchObject({ status: 401, body: { error: 'cannot_update_apikey', message: 'API keys cannot update themselves' } })
    expect(await client.call(`/apikey/${id}`, { method: 'DELETE', headers: self })).toMatchObject({ status: 401, body: { error: 'cannot_delete_apikey' } })
    expect(await client.call(`/functions/v1/private/role_bindings/${org}`, { headers: self })).toMatchObject({ status: 403, body: { error: 'API keys cannot manage role bindings' } })
  })

  it('keeps all its bindings when one of the new ones is refused', async () => {
    const { id, key } = await created()
    expect((await change(id, { bindings: [memberOf(org), { ...memberOf(org), role_name: 'nobody' }] })).status).toBe(404)
    expect((await members(key)).status).toBe(200)
  })
})

describe('hashed keys only', () => {
  it('disarms plain keys everywhere at once, in other organizations too, and hashed ones nowhere', async () => {
    const elsewhere = await branch()
    const both = [memberOf(org), memberOf(elsewhere)]
    const [plain, hashed] = [await created({ bindings: both }), await created({ bindings: both, hashed: true })]
    expect((await members(plain.key, elsewhere)).status).toBe(200)
    await settings({ enforce_hashed_api_keys: true })
    expect([(await members(plain.key)).status, (await members(plain.key, elsewhere)).status]).toEqual([401, 401])
    expect(await client.rpc('get_orgs_v7', {}, { capgkey: plain.key })).toMatchObject({ status: 400, body: { message: 'Invalid API key provided' } })
    expect((await members(hashed.key, elsewhere)).status).toBe(200)
    await settings({ enforce_hashed_api_keys: false })
    expect((await members(plain.key)).status).toBe(200)
  })

  it('does not refuse the creation of a plain key', async () => {
    await settings({ enforce_hashed_api_keys: true })
    const answer = await create()
    expect(answer.status).toBe(200)
    expect((await members((answer.body as Created).key)).status).toBe(401)
  })
})

describe('the expiry policy', () => {
  beforeEach(async () => {
    await settings({ require_apikey_expiration: true, max_apikey_expiration_days: 30 })
  })

  it('is checked at creation and at changes of expiry, from now at each', async () => {
    expect(await create()).toMatchObject({ status: 400, body: { error: 'expiration_required' } })
    expect(await create({ expires_at: inDays(31) })).toMatchObject({ status: 400, body: { error: 'expiration_exceeds_max' } })
    const { id } = await created({ expires_at: inDays(29) })
    expect(await change(id, { expires_at: null })).toMatchObject({ status: 400, body: { error: 'expiration_required' } })
    client.sandbox.arrange([{ do: 'clock-offset', ms: 20 * DAY_MS }])
    admin = bearer(await client.signInFully(client.sandbox.demo, Date.now() + 20 * DAY_MS))
    expect((await change(id, { expires_at: inDays(49) })).status).toBe(200)
  })

  it('is not checked at renaming and regenerating, but some endpoints turn a key without expiry away', async () => {
    const own = (await client.call('/apikey', { headers: admin })).body as { id: number; name: string; expires_at: string | null }[]
    const lasting = own.find(({ name }) => name === 'Operations console')
    expect((await change(lasting?.id ?? 0, { name: 'Console' })).status).toBe(200)
    const { key } = (await change(lasting?.id ?? 0, { regenerate: true })).body as Created
    expect((await members(key)).status).toBe(200)
    expect(await client.call(`/organization?orgId=${org}`, { headers: { capgkey: key } })).toMatchObject({ status: 401, body: { error: 'org_requires_expiring_key' } })
  })
})

describe('a legacy key', () => {
  it('signs in, sees nothing, and can be given bindings by its owner\'s session', async () => {
    const own = (await client.call('/apikey', { headers: admin })).body as { id: number; name: string }[]
    const id = own.find(({ name }) => name === 'Old build machine')?.id ?? 0
    const { key } = (await change(id, { regenerate: true })).body as Created
    expect((await client.call('/organization', { headers: { capgkey: key } })).body).toEqual([])
    expect((await members(key)).status).toBe(400)
    expect((await change(id, { bindings: [memberOf(org)] })).status).toBe(200)
    expect((await members(key)).status).toBe(200)
  })

  it('is in no organization\'s list', async () => {
    const listed = (await client.rpc('get_org_apikeys', { p_org_id: org }, admin)).body as { name: string }[]
    expect(listed).toHaveLength(11)
    expect(listed.map(({ name }) => name)).not.toContain('Old build machine')
  })
})

describe('org.create', () => {
  const asAdmin = () => ({ bindings: [{ ...memberOf(org), role_name: 'org_admin' }], global_permissions: ['org.create'] })

  it('goes with an administrator\'s role, and away with it', async () => {
    expect(await create({ global_permissions: ['org.create'] })).toMatchObject({ status: 400, body: { error: 'invalid_global_permissions' } })
    const { id, key } = await created(asAdmin())
    const found = (name: string) => client.call('/organization', { method: 'POST', headers: { capgkey: key }, body: { name } })
    expect((await found('Meridian Air')).status).toBe(200)
    await change(id, { bindings: [memberOf(org)] })
    expect(await found('Meridian Sea')).toMatchObject({ status: 400, body: { error: 'cannot_create_org' } })
  })
})
