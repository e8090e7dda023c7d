import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type SampleAccount } from '../../../electron/main/sandbox/index'
import { bearer, SandboxClient } from './sandboxClient'

let client: SandboxClient
beforeEach(async () => {
  client = new SandboxClient(await startSandbox())
})
afterEach(() => client.sandbox.close())

const put = (changes: Record<string, unknown>, headers: Record<string, string>) =>
  client.call('/organization', { method: 'PUT', headers, body: { orgId: client.sandbox.demo.organizationId, ...changes } }, client.sandbox.api)
const signedIn = async (account: SampleAccount) => bearer(await client.signInFully(account))
const enforce = async () => expect((await put({ enforcing_2fa: true }, await signedIn(client.sandbox.demo))).status).toBe(200)

describe('switching 2FA enforcement on', () => {
  it('needs a second factor of one\'s own', async () => {
    const answer = await put({ enforcing_2fa: true }, await signedIn(client.account('super_admin_without_2fa')))
    expect(answer).toMatchObject({ status: 400, body: { error: 'requires_2fa_to_enforce_2fa' } })
  })

  it('is never possible with an API key, even of a person with a second factor', async () => {
    const answer = await put({ enforcing_2fa: true }, { capgkey: client.sandbox.demo.apiKey })
    expect(answer).toMatchObject({ status: 400, body: { error: 'cannot_update_org' } })
  })

  it('finds nothing to change in a session below the level of its person', async () => {
    const answer = await put({ enforcing_2fa: true }, bearer(await client.signIn(client.sandbox.demo)))
    expect(answer).toMatchObject({ status: 400, body: { error: 'cannot_update_org', moreInfo: { error: 'org_name_changed' } } })
  })

  it('is refused to members', async () => {
    expect(await put({ enforcing_2fa: true }, await signedIn(client.account('member')))).toMatchObject({ status: 400, body: { error: 'cannot_access_organization' } })
  })
})

describe('while 2FA is enforced', () => {
  beforeEach(enforce)

  it('people without it still see the organization, blanked, and can do nothing in it', async () => {
    const headers = await signedIn(client.account('super_admin_without_2fa'))
    const organizations = (await client.rpc('get_orgs_v7', {}, headers)).body as Record<string, unknown>[]
    expect(organizations.find(({ gid }) => gid === client.sandbox.demo.organizationId)).toMatchObject({
      enforcing_2fa: true, '2fa_has_access': false, management_email: null, created_at: null, paying: false
    })
    const guild = { guild_id: client.sandbox.demo.organizationId }
    expect(await client.rpc('get_org_members', guild, headers)).toMatchObject({ status: 400, body: { code: 'P0001', message: 'NO_RIGHTS' } })
    expect((await put({ enforcing_2fa: false }, headers)).status).toBe(400)
    expect((await client.rpc('reject_access_due_to_2fa_for_org', { org_id: guild.guild_id }, headers)).body).toBe(true)
  })

  it('people with it go on as before', async () => {
    const headers = await signedIn(client.account('org_admin'))
    expect((await client.rpc('get_org_members', { guild_id: client.sandbox.demo.organizationId }, headers)).body).toHaveLength(45)
  })

  it('a key goes on reading, and changes nothing but the enforcement itself', async () => {
    const headers = { capgkey: client.sandbox.demo.apiKey }
    const members = await client.call(`/organization/members?orgId=${client.sandbox.demo.organizationId}`, { headers }, client.sandbox.api)
    expect(members.body).toHaveLength(45)
    expect(await put({ max_apikey_expiration_days: 90 }, headers)).toMatchObject({ status: 400, body: { moreInfo: { error: 'new row violates row-level security policy for table "orgs"' } } })
    expect(await put({ enforcing_2fa: false }, headers)).toMatchObject({ status: 200, body: { data: { enforcing_2fa: false } } })
  })
})

describe('who has a second factor', () => {
  it('is known of direct members only: 42, of whom 12 have none', async () => {
    const status = (await client.rpc('check_org_members_2fa_enabled', { org_id: client.sandbox.demo.organizationId }, await signedIn(client.sandbox.demo))).body as Record<string, unknown>[]
    expect(status).toHaveLength(42)
    expect(status.filter((entry) => entry['2fa_enabled'] === false)).toHaveLength(12)
  })

  it('follows what other people do', async () => {
    const org_id = client.sandbox.demo.organizationId
    const { userId } = client.account('member_without_2fa')
    client.sandbox.arrange([{ do: 'set-member-2fa', user_id: userId, enabled: true }, { do: 'add-member', org_id, email: 'new.hand@meridian.example' }])
    const status = (await client.rpc('check_org_members_2fa_enabled', { org_id }, await signedIn(client.sandbox.demo))).body as Record<string, unknown>[]
    expect(status).toHaveLength(43)
    expect(status.find(({ user_id }) => user_id === userId)).toEqual({ user_id: userId, '2fa_enabled': true })
  })
})
