import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

interface Listed {
  gid: string
  name: string
  role: string
  is_invite: boolean
}

let client: SandboxClient
let person: Record<string, string>
beforeEach(async () => {
  client = new SandboxClient(await startSandbox())
  person = bearer(await client.signInFully(client.sandbox.demo))
})
afterEach(() => client.sandbox.close())

const listed = async (name: string, headers = person) => ((await client.rpc('get_orgs_v7', {}, headers)).body as Listed[]).find((one) => one.name === name)
const accept = (org_id: string | undefined, headers = person) => client.rpc('accept_invitation_to_org', { org_id }, headers)
const may = async (org: string, headers: Record<string, string>) => (await client.rpc('rbac_check_permission', { p_permission_key: 'org.read_members', p_org_id: org }, headers)).body

describe('accepting an invitation', () => {
  it('makes a member with the role of the invitation, once', async () => {
    const cobalt = await listed('Cobalt Rail Works')
    expect(cobalt).toMatchObject({ is_invite: true, role: 'org_admin' })
    expect(await may(cobalt?.gid ?? '', person)).toBe(false)
    expect(await accept(cobalt?.gid)).toMatchObject({ status: 200, body: 'OK' })
    expect(await listed('Cobalt Rail Works')).toMatchObject({ is_invite: false, role: 'org_admin' })
    expect(await may(cobalt?.gid ?? '', person)).toBe(true)
    expect((await accept(cobalt?.gid)).body).toBe('NO_INVITE')
  })

  it('is recorded as a change by the person', async () => {
    const org = client.sandbox.demo.organizationId
    const member = client.account('member')
    const owner = { capgkey: client.sandbox.demo.apiKey }
    await client.call('/organization/members', { method: 'DELETE', headers: person, body: { orgId: org, email: member.email } })
    await client.call('/organization/members', { method: 'POST', headers: owner, body: { orgId: org, email: member.email, invite_type: 'org_billing_admin' } })
    expect((await accept(org, bearer(await client.signInFully(member)))).body).toBe('OK')
    const { data } = (await client.call(`/organization/audit?orgId=${org}`, { headers: person })).body as { data: unknown[] }
    expect(data[0]).toMatchObject({ table_name: 'org_users', operation: 'UPDATE', actor_user_email: member.email, new_record: { is_invite: false, rbac_role_name: 'org_billing_admin' } })
  })

  it('is no use where nobody invited, to an unknown organization, or without a session', async () => {
    expect((await accept(client.sandbox.demo.organizationId)).body).toBe('NO_INVITE')
    expect((await accept('00000000-0000-4000-8000-000000000000')).body).toBe('NO_INVITE')
    expect(await accept('nonsense')).toMatchObject({ status: 400, body: { code: '22P02' } })
    expect(await accept(client.sandbox.demo.organizationId, { capgkey: client.sandbox.demo.apiKey })).toMatchObject({ status: 401, body: { code: '42501', message: 'permission denied for function accept_invitation_to_org' } })
  })

  it('fails once whoever invited may no longer give the role', async () => {
    const org = client.sandbox.demo.organizationId
    const [inviter, guest] = [client.account('org_admin'), client.account('member')]
    const key = '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab'
    client.sandbox.arrange([{ do: 'add-api-key-without-bindings', user_id: inviter.userId, key, name: 'Invitations' }])
    await client.call('/organization/members', { method: 'DELETE', headers: person, body: { orgId: org, email: guest.email } })
    const bindings = async () => (await client.call(`/functions/v1/private/role_bindings/${org}`, { headers: person })).body as { id: string; principal_id: string }[]
    // The key is bound by its owner, who is demoted after inviting with it.
    const keyId = ((await client.call('/apikey', { headers: bearer(await client.signInFully(inviter)) })).body as { id: number; rbac_id: string; name: string }[]).find(({ name }) => name === 'Invitations')
    client.sandbox.arrange([{ do: 'add-role-binding', principal_type: 'apikey', principal_id: keyId?.rbac_id, role: 'org_admin', org_id: org, scope_type: 'org' }])
    expect((await client.call('/organization/members', { method: 'POST', headers: { capgkey: key }, body: { orgId: org, email: guest.email, invite_type: 'org_admin' } })).status).toBe(200)
    const own = (await bindings()).find(({ principal_id }) => principal_id === inviter.userId)
    expect((await client.call(`/functions/v1/private/role_bindings/${own?.id ?? ''}`, { method: 'PATCH', headers: person, body: { role_name: 'org_member' } })).status).toBe(200)
    const headers = bearer(await client.signInFully(guest))
    expect(await accept(org, headers)).toMatchObject({ status: 400, body: { code: 'P0001', message: 'Admins cannot elevate privileges!' } })
    expect(await listed('Meridian Logistics', headers)).toMatchObject({ is_invite: true })
  })
})

describe('counting members without transferring them', () => {
  const count = (filter: string) => client.rpc('check_org_members_2fa_enabled', { org_id: client.sandbox.demo.organizationId }, { ...person, prefer: 'count=exact' }, `?select=2fa_enabled&limit=1${filter}`)

  it('filters what a function returns by its columns, also one that begins with a digit', async () => {
    const [all, without] = [await count(''), await count('&2fa_enabled=eq.false')]
    expect([all.status, all.headers.get('content-range'), (all.body as unknown[]).length]).toEqual([206, '0-0/42', 1])
    expect([without.status, without.headers.get('content-range'), without.body]).toEqual([206, '0-0/12', [{ '2fa_enabled': false }]])
  })

  it('says none where none match', async () => {
    const none = await count('&2fa_enabled=is.null')
    expect([none.status, none.headers.get('content-range'), none.body]).toEqual([200, '*/0', []])
  })

  it('refuses a column that there is not', async () => {
    expect(await count('&mfa=eq.false')).toMatchObject({ status: 400, body: { code: '42703' } })
  })
})
