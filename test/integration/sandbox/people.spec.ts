import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

let client: SandboxClient
let admin: Record<string, string>
let org: string
beforeEach(async () => {
  client = new SandboxClient(await startSandbox())
  admin = bearer(await client.signInFully(client.sandbox.demo))
  org = client.sandbox.demo.organizationId
})
afterEach(() => client.sandbox.close())

const key = () => ({ capgkey: client.sandbox.demo.apiKey })
const session = async (alias: string) => bearer(await client.signInFully(client.account(alias)))
const invite = (email: string, role = 'org_member') => client.call('/organization/members', { method: 'POST', headers: key(), body: { orgId: org, email, invite_type: role } })
const remove = (email: string, headers = admin) => client.call('/organization/members', { method: 'DELETE', headers, body: { orgId: org, email } })
const members = async () => (await client.rpc('get_org_members', { guild_id: org }, admin)).body as { email: string; role: string; is_tmp: boolean; uid: string }[]
const bindingsOf = async (userId: string) =>
  ((await client.call(`/functions/v1/private/role_bindings/${org}`, { headers: admin })).body as { id: string; principal_id: string; role_name: string }[]).filter(({ principal_id }) => principal_id === userId)
const bind = (fields: Record<string, unknown>, headers = admin) =>
  client.call('/functions/v1/private/role_bindings', { method: 'POST', headers, body: { scope_type: 'org', org_id: org, ...fields } })
const may = async (permission: string, headers: Record<string, string>, more: Record<string, unknown> = {}) =>
  (await client.rpc('rbac_check_permission', { p_permission_key: permission, p_org_id: org, ...more }, headers)).body

describe('inviting somebody', () => {
  const guest = 'nadia.rahal@larkspur.example'

  it('lists them as pending, without rights, until they accept', async () => {
    expect(await invite(guest, 'org_admin')).toMatchObject({ status: 200, body: { status: 'ok' } })
    const entry = (await members()).find(({ email }) => email === guest)
    expect(entry).toMatchObject({ role: 'org_admin', is_tmp: true })
    expect(await bindingsOf(entry?.uid ?? '')).toMatchObject([{ role_name: 'org_admin', reason: 'Pending invitation' }])
    const status = (await client.rpc('check_org_members_2fa_enabled', { org_id: org }, admin)).body as { user_id: string }[]
    expect(status.map(({ user_id }) => user_id)).not.toContain(entry?.uid)
  })

  it('works once, and only for addresses with an account', async () => {
    await invite(guest)
    expect(await invite(guest)).toMatchObject({ status: 400, body: { moreInfo: { data: 'ALREADY_INVITED' } } })
    expect(await invite('nobody@elsewhere.example')).toMatchObject({ status: 400, body: { moreInfo: { data: 'NO_EMAIL' } } })
    expect(await invite('paula.reyes@meridian.example')).toMatchObject({ status: 400, body: { moreInfo: { data: 'ALREADY_INVITED' } } })
  })

  it('of an address without account runs out after seven days', async () => {
    expect((await members()).filter(({ is_tmp }) => is_tmp)).toHaveLength(3)
    client.sandbox.arrange([{ do: 'clock-offset', ms: 3.5 * 86_400_000 }])
    admin = bearer(await client.signInFully(client.sandbox.demo, Date.now() + 3.5 * 86_400_000))
    expect((await members()).filter(({ is_tmp }) => is_tmp)).toHaveLength(2)
  })
})

describe('removing somebody', () => {
  it('takes them out of every list and ends their rights', async () => {
    const account = client.account('member')
    const headers = await session('member')
    expect(await remove(account.email)).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect((await members()).map(({ email }) => email)).not.toContain(account.email)
    expect(await may('org.read', headers)).toBe(false)
    expect(await remove(account.email)).toMatchObject({ status: 404, body: { error: 'organization_member_not_found' } })
  })

  it('is refused for the last super admin', async () => {
    for (const alias of ['second_super_admin', 'super_admin_without_2fa']) expect((await remove(client.account(alias).email)).status).toBe(200)
    expect(await remove(client.sandbox.demo.email)).toMatchObject({ status: 400, body: { error: 'error_deleting_user_from_organization' } })
    const [own] = await bindingsOf(client.sandbox.demo.userId)
    const path = `/functions/v1/private/role_bindings/${own?.id ?? ''}`
    expect(await client.call(path, { method: 'PATCH', headers: admin, body: { role_name: 'org_admin' } })).toMatchObject({ status: 409, body: { error: 'Cannot demote the last org_super_admin' } })
    expect((await client.call(path, { method: 'DELETE', headers: admin })).status).toBe(409)
  })
})

describe('giving roles', () => {
  it('changes what a person may do, at once', async () => {
    const headers = await session('member')
    expect(await may('org.update_settings', headers)).toBe(false)
    const [binding] = await bindingsOf(client.account('member').userId)
    const path = `/functions/v1/private/role_bindings/${binding?.id ?? ''}`
    expect((await client.call(path, { method: 'PATCH', headers: admin, body: { role_name: 'org_admin' } })).status).toBe(200)
    expect(await may('org.update_settings', headers)).toBe(true)
  })

  it('is refused above one\'s own rank, for unknown or fitting roles only, and to members', async () => {
    const target = { principal_type: 'user', principal_id: client.account('member').userId }
    const orgAdmin = await session('org_admin')
    expect(await bind({ ...target, role_name: 'org_super_admin' }, orgAdmin)).toMatchObject({ status: 403, body: { error: 'Cannot assign a role with higher privileges than your own' } })
    expect(await bind({ ...target, role_name: 'wizard' })).toMatchObject({ status: 404, body: { error: 'Role not found' } })
    expect(await bind({ ...target, role_name: 'app_reader' })).toMatchObject({ status: 400, body: { error: 'Role scope_type does not match binding scope' } })
    expect(await bind({ ...target, role_name: 'org_member' }, await session('member'))).toMatchObject({ status: 403 })
    expect(await bind({ principal_type: 'user', role_name: 'org_member' })).toMatchObject({ status: 400, body: { error: 'Missing required fields' } })
    const stranger = await bind({ principal_type: 'user', principal_id: '00000000-0000-4000-8000-000000000001', role_name: 'org_member' })
    expect(stranger).toMatchObject({ status: 400, body: { error: 'User is not a member of this org' } })
  })

  it('on one app reaches that app and its channels, and nothing else', async () => {
    const apps = (await client.call('/rest/v1/apps?select=id,app_id&order=app_id', { headers: admin })).body as { id: string; app_id: string }[]
    const [driver, track] = apps
    const headers = await session('member')
    await bind({ principal_type: 'user', principal_id: client.account('member').userId, role_name: 'app_developer', scope_type: 'app', app_id: driver?.id })
    expect(await may('app.upload_bundle', headers, { p_app_id: driver?.app_id })).toBe(true)
    expect(await may('channel.promote_bundle', headers, { p_app_id: driver?.app_id, p_channel_id: 1 })).toBe(true)
    expect(await may('app.upload_bundle', headers, { p_app_id: track?.app_id })).toBe(false)
    expect(await may('org.update_settings', headers)).toBe(false)
    expect((await client.call('/rest/v1/apps?select=app_id', { headers })).body).toEqual([{ app_id: 'com.meridian.driver' }])
  })

  it('to a group gives them to everybody in it, until they leave', async () => {
    const headers = await session('member')
    const userId = client.account('member').userId
    const group = (await client.call(`/private/groups/${org}`, { method: 'POST', headers: admin, body: { name: 'Auditors' } })).body as { id: string }
    await client.call(`/private/groups/${group.id}/members`, { method: 'POST', headers: admin, body: { user_id: userId } })
    expect((await bind({ principal_type: 'group', principal_id: group.id, role_name: 'org_admin' })).status).toBe(200)
    expect(await may('org.read_audit', headers)).toBe(true)
    expect((await client.call(`/private/groups/${group.id}/members`, { headers: admin })).body).toMatchObject([{ user_id: userId, email: client.account('member').email }])
    await client.call(`/private/groups/${group.id}/members/${userId}`, { method: 'DELETE', headers: admin })
    expect(await may('org.read_audit', headers)).toBe(false)
  })
})

describe('the audit', () => {
  const audit = async (query: string) => (await client.call(`/organization/audit?orgId=${org}${query}`, { headers: admin })).body as { total: number; data: Record<string, unknown>[] }

  it('records members and settings with who did it, and neither keys nor bindings', async () => {
    const before = (await audit('')).total
    await invite('nadia.rahal@larkspur.example')
    await client.call('/organization', { method: 'PUT', headers: admin, body: { orgId: org, max_apikey_expiration_days: 90 } })
    await client.call('/apikey', { method: 'POST', headers: admin, body: { name: 'x', bindings: [{ role_name: 'org_member', scope_type: 'org', org_id: org }] } })
    const { total, data } = await audit('')
    expect(total).toBe(before + 2)
    expect(data[0]).toMatchObject({ table_name: 'orgs', operation: 'UPDATE', changed_fields: ['max_apikey_expiration_days'], actor_type: 'user', actor_user_email: client.sandbox.demo.email })
    expect(data[1]).toMatchObject({ table_name: 'org_users', operation: 'INSERT', actor_type: 'apikey', actor_apikey_name: 'Operations console' })
  })

  it('forgets after thirty days', async () => {
    const later = 10.5 * 86_400_000
    expect((await audit('&tableName=org_users')).total).toBe(12)
    client.sandbox.arrange([{ do: 'clock-offset', ms: later }])
    admin = bearer(await client.signInFully(client.sandbox.demo, Date.now() + later))
    expect((await audit('&tableName=org_users')).total).toBe(3)
  })

  it('is not for members', async () => {
    expect(await client.call(`/organization/audit?orgId=${org}`, { headers: await session('member') })).toMatchObject({ status: 400, body: { error: 'invalid_org_id' } })
  })
})
