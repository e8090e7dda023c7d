import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

const POLICY = { enabled: true, min_length: 10, require_uppercase: true, require_number: true, require_special: true }

let client: SandboxClient
let admin: Record<string, string>
let org: string
beforeEach(async () => {
  client = new SandboxClient(await startSandbox())
  admin = bearer(await client.signInFully(client.sandbox.demo))
  org = client.sandbox.demo.organizationId
})
afterEach(() => client.sandbox.close())

const set = (password_policy_config: unknown, headers = admin) => client.call('/organization', { method: 'PUT', headers, body: { orgId: org, password_policy_config } })
const prove = (password = client.sandbox.demo.password, email = client.sandbox.demo.email) =>
  client.call('/private/validate_password_compliance', { method: 'POST', body: { email, password, org_id: org } })
const status = async (headers = admin) => client.rpc('check_org_members_password_policy', { org_id: org }, headers)

describe('a password policy', () => {
  it('makes everybody non-compliant at once, the caller included', async () => {
    expect((await set(POLICY)).status).toBe(200)
    expect(await status()).toMatchObject({ status: 400, body: { message: 'NO_RIGHTS' } })
    expect(await set(null)).toMatchObject({ status: 400, body: { error: 'cannot_access_organization' } })
    const organizations = (await client.rpc('get_orgs_v7', {}, admin)).body as Record<string, unknown>[]
    expect(organizations.find(({ gid }) => gid === org)).toMatchObject({ password_has_access: false, management_email: null })
  })

  it('passes API keys by', async () => {
    await set(POLICY)
    expect((await status({ capgkey: client.sandbox.demo.apiKey })).body).toHaveLength(42)
    expect((await set(null, { capgkey: client.sandbox.demo.apiKey })).status).toBe(200)
  })

  it('is met by proving a password for exactly these settings', async () => {
    await set(POLICY)
    expect(await prove()).toMatchObject({ status: 200, body: { status: 'ok' } })
    const compliant = ((await status()).body as { user_id: string; password_policy_compliant: boolean }[]).filter((entry) => entry.password_policy_compliant)
    expect(compliant.map(({ user_id }) => user_id)).toEqual([client.sandbox.demo.userId])
    await set({ ...POLICY, min_length: 11 })
    expect((await status()).status).toBe(400)
  })

  it('is not met by changing the password alone, nor by a password that is too weak', async () => {
    await set({ ...POLICY, min_length: 20 })
    expect(await prove()).toMatchObject({ status: 400, body: { error: 'password_does_not_meet_policy', moreInfo: { errors: ['Password must be at least 20 characters'] } } })
    const longer = 'Harbor-Lantern-42-Beacon'
    expect((await client.call('/auth/v1/user', { method: 'PUT', headers: admin, body: { password: longer } })).status).toBe(200)
    expect((await status()).status).toBe(400)
    expect((await prove(longer)).status).toBe(200)
    expect((await status()).status).toBe(200)
  })

  it('takes no proof with a wrong password, from outside, or while there is none', async () => {
    expect(await prove()).toMatchObject({ status: 400, body: { error: 'no_policy' } })
    await set(POLICY)
    expect(await prove('wrong')).toMatchObject({ status: 401, body: { error: 'invalid_credentials' } })
    const stranger = await client.call('/private/validate_password_compliance', { method: 'POST', headers: { origin: 'https://elsewhere.example' }, body: { email: client.sandbox.demo.email, password: 'x', org_id: org } })
    expect(stranger).toMatchObject({ status: 403, body: { error: 'forbidden_origin' } })
  })

  it('asks for 6 to 72 characters and for all of its fields', async () => {
    expect((await set({ ...POLICY, min_length: 72 })).status).toBe(200)
    await prove()
    for (const wrong of [{ ...POLICY, min_length: 5 }, { ...POLICY, min_length: 73 }, { ...POLICY, min_length: 10.5 }, { enabled: true }]) {
      const answer = await set(wrong, { capgkey: client.sandbox.demo.apiKey })
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_body', moreInfo: { error: { name: 'SchemaError' } } } })
    }
  })
})
