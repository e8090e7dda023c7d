import { afterEach, describe, expect, it } from 'vitest'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { accountSetUp, failure } from '../../support/accountSetUp'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const policy = { enabled: true, min_length: 24, require_uppercase: true, require_number: true, require_special: true }
const strong = 'Harbor-Lantern-42-Beacon-Tide'
const compliance = 'POST /private/validate_password_compliance'

/** Somebody whose organization asks for proof of a password that theirs does not meet. */
async function setUp(how: Parameters<typeof accountSetUp>[1] = {}) {
  const given = await accountSetUp(open, how)
  given.put({ password_policy_config: policy })
  const organizationId = given.sandbox.demo.organizationId
  const prove = (password: string) => given.account.provePassword({ organizationId, password })
  const blockedBy = async () => (await listOwnOrganizations(given.connections.active())).find(({ id }) => id === organizationId)?.blockedBy
  const signsIn = async (password: string) =>
    (await fetch(`${given.sandbox.supabase}/auth/v1/token?grant_type=password`, { method: 'POST', headers: { apikey: given.sandbox.anonKey, 'content-type': 'application/json' }, body: JSON.stringify({ email: given.who.email, password }) })).ok
  return { ...given, organizationId, prove, blockedBy, signsIn }
}

describe('the proof of a password', () => {
  it('opens the organization; where the password is too weak, a new one and its proof do', async () => {
    const given = await setUp()
    expect(await given.blockedBy()).toEqual(['passwordPolicy'])
    const weak = await failure(given.prove(given.who.password))
    expect(weak.data).toMatchObject({
      code: 'policyViolation',
      details: { backendCode: 'password_does_not_meet_policy' },
      fieldErrors: { minLength: '24', uppercase: 'required', number: 'required', special: 'required' }
    })
    expect(weak.message).toContain('at least 24 characters')

    await given.account.changePassword({ password: strong })
    expect(await given.signsIn(strong)).toBe(true)
    // Changing it alone proves nothing.
    expect(await given.blockedBy()).toEqual(['passwordPolicy'])
    await given.prove(strong)
    expect(await given.blockedBy()).toEqual([])
    expect(given.remembered).toEqual([strong])
  })

  it('says of a wrong password that it is wrong, and the session goes on', async () => {
    const given = await setUp()
    expect((await failure(given.prove('not the password'))).code).toBe('wrongPassword')
    expect(given.connections.current().status).toBe('signedIn')
    expect(await given.blockedBy()).toEqual(['passwordPolicy'])
  })

  it('is refused where 2FA is enforced and missing, where no policy is left, and where there is no such organization', async () => {
    const given = await setUp()
    given.put({ enforcing_2fa: true })
    expect((await failure(given.prove(strong))).code).toBe('wrongPassword')
    expect((await failure(given.prove(given.who.password))).data).toMatchObject({ code: 'forbidden', details: { backendCode: 'not_member' } })
    given.put({ enforcing_2fa: false, password_policy_config: null })
    expect((await failure(given.prove(given.who.password))).data).toMatchObject({ code: 'conflict', details: { backendCode: 'no_policy' } })
    expect((await failure(given.account.provePassword({ organizationId: '00000000-0000-4000-8000-000000000000', password: given.who.password }))).code).toBe('notFound')
  })

  it('names the end of a block', async () => {
    const given = await setUp()
    given.fault(compliance, 'rate-limit', { seconds: 900 })
    const { code, details } = (await failure(given.prove(given.who.password))).data
    expect(code).toBe('rateLimited')
    expect(Date.parse(details?.until ?? '')).toBeGreaterThan(Date.now() + 800_000)
  })

  it('whose answer is lost is looked for', async () => {
    const given = await setUp()
    await given.account.changePassword({ password: strong })
    given.fault(compliance, 'drop-before')
    expect((await failure(given.prove(strong))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'unchangedSoFar' } })
    given.fault(compliance, 'drop-after')
    given.fault('/rpc\\/get_orgs/', 'status', { status: 500, count: 2 })
    expect((await failure(given.prove(strong))).data.details?.foundState).toBe('unreadable')
    given.put({ password_policy_config: { ...policy, min_length: 25 } })
    given.fault(compliance, 'drop-after')
    await given.prove(strong)
    expect(await given.blockedBy()).toEqual([])
  })
})

describe('a new password', () => {
  it('ends the person’s other sessions and not this one', async () => {
    const given = await setUp()
    const elsewhere = (await (
      await fetch(`${given.sandbox.supabase}/auth/v1/token?grant_type=password`, { method: 'POST', headers: { apikey: given.sandbox.anonKey, 'content-type': 'application/json' }, body: JSON.stringify(given.who) })
    ).json()) as { access_token: string }
    const asked = () => fetch(`${given.sandbox.supabase}/auth/v1/user`, { headers: { apikey: given.sandbox.anonKey, authorization: `Bearer ${elsewhere.access_token}` } })
    expect((await asked()).status).toBe(200)
    await given.account.changePassword({ password: strong })
    expect((await asked()).status).toBe(403)
    expect(await given.account.security()).toMatchObject({ email: given.who.email })
  })

  it.each([
    ['the same again', (given: Awaited<ReturnType<typeof setUp>>) => given.who.password, 'policyViolation', 'same_password'],
    ['one too short for any account', () => 'abc', 'policyViolation', 'weak_password']
  ])('is refused when it is %s, and the former one holds', async (_, password, code, backendCode) => {
    const given = await setUp()
    expect((await failure(given.account.changePassword({ password: password(given) }))).data).toMatchObject({ code, details: { backendCode } })
    expect(await given.signsIn(given.who.password)).toBe(true)
    expect(given.remembered).toEqual([])
  })

  it('is refused by a session without the code where the person has 2FA; the session is not taken for ended', async () => {
    const given = await setUp()
    given.sandbox.arrange([{ do: 'set-member-2fa', user_id: given.who.userId, enabled: true }])
    expect((await failure(given.account.changePassword({ password: strong }))).data).toMatchObject({ code: 'forbidden', details: { backendCode: 'insufficient_aal', status: 401 } })
    expect(given.connections.current().status).toBe('signedIn')
  })

  it.each(['reauthentication_needed', 'user_sso_managed'])('is refused by the sign-in server as %s', async (backendCode) => {
    const given = await setUp()
    given.fault('PUT /auth/v1/user', 'status', { status: 400, body: { code: 400, error_code: backendCode, msg: 'no' } })
    expect((await failure(given.account.changePassword({ password: strong }))).data).toMatchObject({ code: 'forbidden', details: { backendCode } })
  })

  it('whose answer is lost is not known, until a proof tells; this computer then recognises it', async () => {
    const given = await setUp()
    given.fault('PUT /auth/v1/user', 'drop-after')
    expect((await failure(given.account.changePassword({ password: strong }))).code).toBe('outcomeUnknown')
    expect(given.remembered).toEqual([])
    await given.prove(strong)
    expect(given.remembered).toEqual([strong])
  })

  it('works also where this computer cannot recognise it later', async () => {
    const given = await setUp({ deps: { rememberPassword: () => Promise.reject(new Error('the keychain is locked')) } })
    await given.account.changePassword({ password: strong })
    expect(await given.signsIn(strong)).toBe(true)
  })
})

describe('the journal', () => {
  it('has every proof and every change with what came of it, and no password', async () => {
    const given = await setUp()
    const weak = given.who.password
    await failure(given.prove(weak))
    await given.account.changePassword({ password: strong })
    given.fault(compliance, 'drop-before')
    await failure(given.prove(strong))
    await given.prove(strong)
    const { entries } = given.journal
    expect(entries.map(({ change, result }) => [change.kind, result?.word])).toEqual([
      ['passwordProved', 'refused'],
      ['passwordChanged', 'applied'],
      ['passwordProved', 'unknown'],
      ['passwordProved', 'applied']
    ])
    expect(JSON.stringify(entries)).not.toContain(strong)
    expect(JSON.stringify(entries)).not.toContain(weak)
    given.journal.full = true
    given.sandbox.clearRequestLog()
    expect((await failure(given.account.changePassword({ password: `${strong}2` }))).code).toBe('storageFailed')
    expect(given.sandbox.requestLog()).toEqual([])
  })
})

describe('what was typed and told', () => {
  it('is in no error and no line of the log, also where the server quotes it', async () => {
    const given = await setUp()
    const quoted = (secret: string) => ({ status: 400, body: { error: secret, message: `not ${secret}`, msg: secret, moreInfo: { error: secret, reason: secret } } })
    const [password, code] = ['canary-Password-42', '739146']
    const errors = []
    given.fault(compliance, 'status', quoted(password))
    errors.push(await failure(given.prove(password)))
    given.fault('PUT /auth/v1/user', 'status', quoted(password))
    errors.push(await failure(given.account.changePassword({ password })))
    given.fault('/verify_email_otp$/', 'status', quoted(code))
    errors.push(await failure(given.account.enrolTwoFactor({ emailCode: code })))
    given.mailCode()
    const { factorId, secret, uri } = await given.account.enrolTwoFactor({ emailCode: '135790' })
    given.fault('/\\/verify$/', 'status', quoted(code))
    errors.push(await failure(given.account.confirmTwoFactor({ factorId, code })))
    const said = JSON.stringify([errors.map((error) => [error.data, String(error.cause)]), given.log.lines])
    for (const canary of [password, code, secret, uri, '135790']) expect(said).not.toContain(canary)
    expect(errors.map((error) => error.code)).toEqual(['invalidInput', 'invalidInput', 'invalidInput', 'invalidInput'])
  })
})
