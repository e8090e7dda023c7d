import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { totp } from '../../../electron/main/sandbox'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { accountSetUp, emailCode, failure } from '../../support/accountSetUp'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const setUp = (how: Parameters<typeof accountSetUp>[1] = {}) => accountSetUp(open, how)
type SetUp = Awaited<ReturnType<typeof setUp>>

const now = (secret: string): string => totp(secret, Date.now())
/** A code that is certainly not the present one. */
const wrong = (secret: string): string => String((Number(now(secret)) + 111_111) % 1_000_000).padStart(6, '0')

async function enrolled(given: SetUp) {
  given.mailCode()
  return given.account.enrolTwoFactor({ emailCode })
}

const requests = ({ sandbox }: SetUp, pattern: RegExp): string[] => sandbox.requestLog().map(({ method, path }) => `${method} ${path}`).filter((one) => pattern.test(one))

describe('the account’s own sign-in', () => {
  it('is read from the server, with the level of this session', async () => {
    const given = await setUp()
    expect(await given.account.security()).toEqual({ email: given.who.email, factors: [], level: 'aal1' })
  })

  it('is nothing that an API key can speak for', async () => {
    const given = await setUp()
    await given.connections.signInWithApiKey({ apiKey: given.sandbox.demo.apiKey, server: given.sandbox.api })
    given.sandbox.clearRequestLog()
    for (const asked of [given.account.security(), given.account.sendEmailCode(), given.account.enrolTwoFactor({ emailCode }), given.account.changePassword({ password: 'x' })]) {
      expect((await failure(asked)).code).toBe('credentialCannot')
    }
    expect(given.sandbox.requestLog()).toEqual([])
  })
})

describe('turning on 2FA', () => {
  it('takes the e-mailed code and the first code, and the very same connection opens what was closed', async () => {
    const given = await setUp()
    given.put({ enforcing_2fa: true })
    const own = async () => (await listOwnOrganizations(given.connections.active())).find(({ id }) => id === given.sandbox.demo.organizationId)
    expect((await own())?.blockedBy).toEqual(['twoFactor'])
    const before = given.connections.active()

    await given.account.sendEmailCode()
    const { factorId, secret, uri } = await enrolled(given)
    expect(new URL(uri).searchParams.get('secret')).toBe(secret)
    expect(given.factors()).toMatchObject([{ id: factorId, status: 'unverified' }])
    expect(given.factors()[0]?.friendly_name).toMatch(/^Gatehouse \d{4}-\d\d-\d\d$/u)
    expect((await own())?.blockedBy).toEqual(['twoFactor'])

    const connection = await given.account.confirmTwoFactor({ factorId, code: now(secret) })
    expect(connection).toMatchObject({ id: before.connection.id, credential: { kind: 'session', level: 'aal2' } })
    expect(given.connections.current()).toMatchObject({ status: 'signedIn', connection: { credential: { level: 'aal2' } } })
    expect(given.journal.entries).toMatchObject([{ change: { kind: 'twoFactorTurnedOn', organization: null }, result: { word: 'applied' } }])
    expect(before.signal.aborted).toBe(false)
    expect((await own())?.blockedBy).toEqual([])
    expect(await given.account.security()).toMatchObject({ factors: [{ id: factorId, verified: true }], level: 'aal2' })
  })

  it('keeps the new session: a start from the keychain goes on with it', async () => {
    const given = await setUp()
    const { factorId, secret } = await enrolled(given)
    await given.account.confirmTwoFactor({ factorId, code: now(secret) })
    const kept = await given.vault.readSession(given.secretId('session'))
    expect(JSON.parse(Buffer.from(kept.found?.accessToken.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ aal: 'aal2' })
    const next = given.start()
    expect(await next.start({ demo: false })).toMatchObject({ status: 'signedIn', connection: { credential: { level: 'aal2' } } })
    expect(await listOwnOrganizations(next.active())).not.toEqual([])
  })

  it('says of a wrong code that it is wrong, and goes on with the same session and factor', async () => {
    const given = await setUp()
    given.mailCode()
    expect((await failure(given.account.enrolTwoFactor({ emailCode: '000000' }))).code).toBe('wrongCode')
    expect(given.connections.current().status).toBe('signedIn')
    const { factorId, secret } = await given.account.enrolTwoFactor({ emailCode })
    expect((await failure(given.account.confirmTwoFactor({ factorId, code: wrong(secret) }))).code).toBe('wrongCode')
    expect(given.connections.current()).toMatchObject({ connection: { credential: { level: 'aal1' } } })
    expect(await given.account.confirmTwoFactor({ factorId, code: now(secret) })).toMatchObject({ credential: { level: 'aal2' } })
  })

  it('removes what an earlier attempt left, and nothing of anybody else', async () => {
    const given = await setUp()
    const first = await enrolled(given)
    const foreign = await given.connections.active().requester.send({ host: 'supabase', method: 'POST', path: '/auth/v1/factors', body: { factor_type: 'totp', friendly_name: 'phone' }, answer: z.unknown() })
    expect(foreign.status).toBe(200)
    const second = await given.account.enrolTwoFactor({ emailCode })
    expect(given.factors().map(({ id }) => id)).not.toContain(first.factorId)
    expect(given.factors().map(({ friendly_name }) => friendly_name).sort()).toEqual([expect.stringMatching(/^Gatehouse \d{4}-\d\d-\d\d$/u), 'phone'])

    await given.account.confirmTwoFactor({ factorId: second.factorId, code: now(second.secret) })
    given.mailCode('246802')
    await given.account.enrolTwoFactor({ emailCode: '246802' })
    expect(given.factors().filter(({ status }) => status === 'verified')).toHaveLength(1)
    expect(given.factors().filter(({ friendly_name }) => /^Gatehouse \d{4}-\d\d-\d\d \(2\)$/u.test(friendly_name))).toHaveLength(1)
  })

  it('takes the e-mailed code once more where what came after it had failed, without asking for it again', async () => {
    const given = await setUp()
    given.mailCode()
    given.fault('/^POST .*\\/factors$/', 'status', { status: 500 })
    expect((await failure(given.account.enrolTwoFactor({ emailCode }))).code).toBe('serverError')
    expect(await given.account.enrolTwoFactor({ emailCode })).toMatchObject({ factorId: given.factors()[0]?.id })
    expect(requests(given, /verify_email_otp$/u)).toHaveLength(1)
  })

  it('removes nothing that counts, and takes what is gone for removed', async () => {
    const given = await setUp()
    const { factorId } = await enrolled(given)
    await given.account.cancelTwoFactor({ factorId })
    await given.account.cancelTwoFactor({ factorId })
    expect(given.factors()).toEqual([])
    expect(requests(given, /^DELETE/u)).toHaveLength(1)

    const again = await given.account.enrolTwoFactor({ emailCode })
    await given.account.confirmTwoFactor({ factorId: again.factorId, code: now(again.secret) })
    expect((await failure(given.account.cancelTwoFactor({ factorId: again.factorId }))).data).toMatchObject({ code: 'conflict', details: { foundState: 'confirmed' } })
    expect(given.factors()).toHaveLength(1)
  })

  it('is no way around a server that asks for a captcha, and says so', async () => {
    const given = await setUp()
    given.fault('POST /auth/v1/otp', 'status', { status: 400, body: { code: 400, error_code: 'captcha_failed', msg: 'captcha protection: request disallowed (no captcha_token found)' } })
    expect((await failure(given.account.sendEmailCode())).code).toBe('captchaRequired')
    given.fault('POST /auth/v1/otp', 'status', { status: 429, body: { code: 429, error_code: 'over_email_send_rate_limit', msg: 'For security purposes, you can only request this after 41 seconds.' } })
    expect((await failure(given.account.sendEmailCode())).code).toBe('rateLimited')
  })
})

describe('an answer that is lost while 2FA is turned on', () => {
  const creation = '/^POST .*\\/factors$/'
  const verification = '/^POST .*\\/factors\\/[^/]+\\/verify$/'

  it.each(['drop-after', 'cut-body', 'wrong-json', 'wrong-types'])('of the new factor (%s): the factor whose secret nobody saw is removed, and that is said', async (kind) => {
    const given = await setUp()
    given.mailCode()
    given.fault(creation, kind)
    const error = await failure(given.account.enrolTwoFactor({ emailCode }))
    expect(error.data.details?.foundState).toBe('removed')
    expect(given.factors()).toEqual([])
    await given.account.enrolTwoFactor({ emailCode })
    expect(given.factors()).toHaveLength(1)
  })

  it('of the new factor, which then cannot be removed: that is said, and the next attempt removes it', async () => {
    const given = await setUp()
    given.mailCode()
    given.fault(creation, 'drop-after')
    given.fault('DELETE /auth/v1/factors', 'status', { status: 500 })
    expect((await failure(given.account.enrolTwoFactor({ emailCode }))).data.details?.foundState).toBe('leftOver')
    const left = given.factors().map(({ id }) => id)
    expect(left).toHaveLength(1)
    const { factorId } = await given.account.enrolTwoFactor({ emailCode })
    expect(given.factors().map(({ id }) => id)).toEqual([factorId])
  })

  it('before it arrived, or where nobody can look: not known, and never called done', async () => {
    const given = await setUp()
    given.mailCode()
    given.fault(creation, 'drop-before')
    expect((await failure(given.account.enrolTwoFactor({ emailCode }))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'notEnrolledSoFar' } })
    given.fault(creation, 'drop-after')
    given.fault('GET /auth/v1/user', 'status', { status: 500, skip: 1, count: 2 })
    expect((await failure(given.account.enrolTwoFactor({ emailCode }))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'unreadable' } })
  })

  it('of the e-mailed code: enrolling tells whether it was taken', async () => {
    const given = await setUp()
    given.mailCode()
    given.fault('/verify_email_otp$/', 'drop-after')
    await given.account.enrolTwoFactor({ emailCode })
    expect(given.factors()).toHaveLength(1)
  })

  it('of the e-mailed code that never arrived: not known, and the same code can be entered again', async () => {
    const given = await setUp()
    given.mailCode()
    given.fault('/verify_email_otp$/', 'drop-before')
    expect((await failure(given.account.enrolTwoFactor({ emailCode }))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'emailCodeUnknown' } })
    await given.account.enrolTwoFactor({ emailCode })
    expect(given.factors()).toHaveLength(1)
  })

  it('of the first code: the factor counts, which is said, and the next code brings the session', async () => {
    const given = await setUp()
    const { factorId, secret } = await enrolled(given)
    given.fault(verification, 'drop-after')
    expect((await failure(given.account.confirmTwoFactor({ factorId, code: now(secret) }))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'confirmed' } })
    expect(await given.account.security()).toMatchObject({ factors: [{ verified: true }], level: 'aal1' })
    expect(await given.account.confirmTwoFactor({ factorId, code: now(secret) })).toMatchObject({ credential: { level: 'aal2' } })
    expect(await listOwnOrganizations(given.connections.active())).not.toEqual([])
  })

  it('of the first code that never arrived, or where nobody can look: not known', async () => {
    const given = await setUp()
    const { factorId, secret } = await enrolled(given)
    given.fault(verification, 'drop-before')
    expect((await failure(given.account.confirmTwoFactor({ factorId, code: now(secret) }))).data.details?.foundState).toBe('notConfirmedSoFar')
    given.fault(verification, 'drop-after')
    given.fault('GET /auth/v1/user', 'status', { status: 500, count: 2 })
    expect((await failure(given.account.confirmTwoFactor({ factorId, code: now(secret) }))).data.details?.foundState).toBe('unreadable')
  })

  it('of the challenge: nothing was changed', async () => {
    const given = await setUp()
    const { factorId, secret } = await enrolled(given)
    given.fault('/challenge$/', 'drop-after')
    expect((await failure(given.account.confirmTwoFactor({ factorId, code: now(secret) }))).code).toBe('notApplied')
    expect(requests(given, /\/verify$/u)).toEqual([])
  })

  it('of the removal: looked for, and known', async () => {
    const given = await setUp()
    const { factorId } = await enrolled(given)
    given.fault('DELETE /auth/v1/factors', 'drop-after')
    await given.account.cancelTwoFactor({ factorId })
    const other = await given.account.enrolTwoFactor({ emailCode })
    given.fault('DELETE /auth/v1/factors', 'drop-before')
    expect((await failure(given.account.cancelTwoFactor({ factorId: other.factorId }))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'leftOver' } })
  })
})
