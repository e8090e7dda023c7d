import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, totp } from '../../../electron/main/sandbox/index'
import { bearer, claimsOf, SandboxClient, type Answer, type TestSession } from './sandboxClient'

let client: SandboxClient
beforeAll(async () => {
  client = new SandboxClient(await startSandbox({ arrange: true }))
})
afterAll(() => client.sandbox.close())

const refresh = (token: string): Promise<Answer> => client.call('/auth/v1/token?grant_type=refresh_token', { method: 'POST', body: { refresh_token: token } })
const age = (token: string, seconds: number) => client.sandbox.arrange([{ do: 'age-refresh-token', refresh_token: token, seconds }])

describe('refreshing a session', () => {
  it('gives a new refresh token and takes the used one again within ten seconds', async () => {
    const { refresh_token } = await client.signIn(client.account('org_admin_without_2fa'))
    const first = await refresh(refresh_token)
    const again = await refresh(refresh_token)
    expect([first.status, again.status]).toEqual([200, 200])
    expect((first.body as TestSession).refresh_token).not.toBe(refresh_token)
  })

  it('takes a token at nine seconds after its use and revokes the whole family at eleven', async () => {
    const { refresh_token } = await client.signIn(client.account('org_admin_without_2fa'))
    const next = ((await refresh(refresh_token)).body as TestSession).refresh_token
    age(refresh_token, 9)
    expect((await refresh(refresh_token)).status).toBe(200)
    age(refresh_token, 2)
    expect(await refresh(refresh_token)).toMatchObject({ status: 400, body: { error_code: 'refresh_token_already_used' } })
    expect(await refresh(next)).toMatchObject({ status: 400, body: { error_code: 'refresh_token_already_used' } })
  })

  it('does not touch other sessions of the same person when a family is revoked', async () => {
    const account = client.account('org_admin_without_2fa')
    const [stolen, other] = [await client.signIn(account), await client.signIn(account)]
    await refresh(stolen.refresh_token)
    age(stolen.refresh_token, 60)
    await refresh(stolen.refresh_token)
    expect((await refresh(other.refresh_token)).status).toBe(200)
  })

  it('refuses the token of a session that was signed out', async () => {
    const session = await client.signIn(client.account('org_admin_without_2fa'))
    expect((await client.call('/auth/v1/logout?scope=local', { method: 'POST', headers: bearer(session) })).status).toBe(204)
    expect((await refresh(session.refresh_token)).status).toBe(400)
    expect((await client.call('/auth/v1/user', { headers: bearer(session) })).status).toBe(403)
  })
})

describe('the second factor', () => {
  it('raises the session to aal2, keeps it through a refresh and ends older sessions below', async () => {
    const { demo } = client.sandbox
    const older = await client.signIn(demo)
    const session = await client.signInFully(demo)
    expect(claimsOf(older).aal).toBe('aal1')
    expect(claimsOf(session).aal).toBe('aal2')
    const refreshed = (await refresh(session.refresh_token)).body as TestSession
    expect(claimsOf(refreshed).aal).toBe('aal2')
    expect((await client.call('/auth/v1/user', { headers: bearer(older) })).status).toBe(403)
  })

  it('refuses a wrong code, a code of another time, and a challenge that was used', async () => {
    const { demo } = client.sandbox
    const session = await client.signIn(demo)
    const factor = session.user.factors?.[0]?.id ?? ''
    const challenge = async () => ((await client.call(`/auth/v1/factors/${factor}/challenge`, { method: 'POST', headers: bearer(session), body: {} })).body as { id: string }).id
    const verify = (challenge_id: string, code: string) => client.call(`/auth/v1/factors/${factor}/verify`, { method: 'POST', headers: bearer(session), body: { challenge_id, code } })
    const right = totp(demo.totpSecret ?? '', Date.now())
    const id = await challenge()
    expect(await verify(id, right === '000000' ? '000001' : '000000')).toMatchObject({ status: 422, body: { error_code: 'mfa_verification_failed' } })
    expect((await verify(id, totp(demo.totpSecret ?? '', Date.now() - 600_000))).status).toBe(422)
    expect((await verify(id, right)).status).toBe(200)
    expect(await verify(id, right)).toMatchObject({ status: 404, body: { error_code: 'mfa_challenge_not_found' } })
  })
})

describe('access tokens', () => {
  it('stop working after an hour, by the clock of the server', async () => {
    const session = await client.signIn(client.account('member_without_2fa'))
    client.sandbox.arrange([{ do: 'clock-offset', ms: 3_601_000 }])
    const answer = await client.rpc('get_orgs_v7', {}, bearer(session))
    const date = new Date(answer.headers.get('date') ?? '').getTime()
    client.sandbox.arrange([{ do: 'clock-offset', ms: 0 }])
    expect(answer).toMatchObject({ status: 401, body: { code: 'PGRST303', message: 'JWT expired' } })
    expect(date - Date.now()).toBeGreaterThan(3_500_000)
  })

  it('of a signed-out session still open the tables until then, but not the functions', async () => {
    const session = await client.signIn(client.account('org_admin_without_2fa'))
    client.sandbox.arrange([{ do: 'expire-sessions' }])
    const body = { orgId: client.sandbox.demo.organizationId }
    expect((await client.rpc('get_orgs_v7', {}, bearer(session))).status).toBe(200)
    expect(await client.call('/functions/v1/organization', { method: 'PUT', headers: bearer(session), body })).toMatchObject({ status: 401, body: { error: 'invalid_jwt' } })
  })
})
