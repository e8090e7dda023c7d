import { describe, expect, it } from 'vitest'
import { AppError, asAppError, type ErrorCode } from '#shared/errors/appError'
import { createTotpFactor, provePassword, readOwnAccount, sendEmailCode, verifyEmailCode } from '../../../electron/main/capgo/endpoints/account'
import { discoverServer } from '../../../electron/main/capgo/endpoints/discovery'
import { listMembers, listPasswordStatuses, listTwoFactorStatuses } from '../../../electron/main/capgo/endpoints/members'
import { createKey, deleteKey, editKey, readOwnKey, regenerateKey } from '../../../electron/main/capgo/endpoints/apiKeyChanges'
import { listKeyBindings, listOrganizationKeys, listOwnKeys } from '../../../electron/main/capgo/endpoints/apiKeys'
import { listOrganizations } from '../../../electron/main/capgo/endpoints/organizations'
import { putSettings } from '../../../electron/main/capgo/endpoints/organizationSettings'
import { checkOrganizationPermission, readActorUserId, readKeyExpiryAccepted, readOwnTwoFactor } from '../../../electron/main/capgo/endpoints/permissions'
import { endSession, readUser, refreshSession, signInWithPassword, verifyTotp } from '../../../electron/main/capgo/endpoints/signIn'
import { createRequester, type CapgoRequester } from '../../../electron/main/capgo/requester'
import type { HttpClient } from '../../../electron/main/capgo/httpClient'
import { cannedHttp } from '../../support/cannedHttp'
import { keyRefusals } from '../../support/keyRefusals'
import { readRecordedExchanges, recordedMaterialIsThere, type RecordedExchange } from '../../support/recordedExchanges'

const organizationId = '046a36ac-e03c-4590-9257-bd6c9dba9ee8'
const server = { api: 'https://api.capgo.example', supabase: 'https://sb.capgo.example', anonKey: 'anon-key' }

/** @param asked of a key: the number that it has in the recorded answer, and whether it was to have another secret */
type Call = (http: HttpClient, requester: CapgoRequester, asked: { keyId: number; regenerate: boolean }) => Promise<unknown>

const done = (): 'done' => 'done'
/** What the endpoint takes for an answer of its own, and the server for a refusal. */
const orNone = <T>(found: T | null | false): T => {
  if (found !== null && found !== false) return found
  throw new AppError({ code: 'notFound', message: 'no such key', retryable: false, details: { status: 404 } })
}
const wish = { name: 'x', bindings: [], hashed: false, expires_at: null, global_permissions: [] }

/** The routes Gatehouse uses, and the function that reads their answers. */
const routes: [RegExp, Call][] = [
  [/^GET (\/functions\/v1)?\/private\/config$/u, (http) => discoverServer(http, server.api)],
  [/^POST \/auth\/v1\/token\?grant_type=password$/u, (_, requester) => signInWithPassword(requester, { email: 'a@b.example', password: 'x' })],
  [/^POST \/auth\/v1\/token\?grant_type=refresh_token$/u, (_, requester) => refreshSession(requester, 'token')],
  [/^GET \/auth\/v1\/user$/u, async (_, requester) => [await readUser(requester, 'token'), await readOwnAccount(requester)]],
  [/^POST \/auth\/v1\/factors\/[^/]+\/verify$/u, (_, requester) => verifyTotp(requester, 'token', 'factor', '123456')],
  [/^POST \/auth\/v1\/factors$/u, (_, requester) => createTotpFactor(requester, 'phone')],
  [/^POST \/auth\/v1\/otp$/u, (_, requester) => sendEmailCode(requester, 'a@b.example').then(done)],
  [/^POST \/functions\/v1\/private\/verify_email_otp$/u, (_, requester) => verifyEmailCode(requester, '123456').then(done)],
  [/^POST \/private\/validate_password_compliance$/u, (_, requester) => provePassword(requester, { email: 'a@b.example', password: 'x', organizationId }).then(done)],
  [/^POST \/auth\/v1\/logout/u, (_, requester) => endSession(requester, 'token')],
  [/^POST \/rest\/v1\/rpc\/get_orgs_v7$/u, (_, requester) => listOrganizations(requester)],
  [/^POST \/rest\/v1\/rpc\/get_org_members$/u, (_, requester) => listMembers(requester, organizationId)],
  [/^POST \/rest\/v1\/rpc\/check_org_members_2fa_enabled$/u, (_, requester) => listTwoFactorStatuses(requester, organizationId)],
  [/^POST \/rest\/v1\/rpc\/has_2fa_enabled$/u, (_, requester) => readOwnTwoFactor(requester)],
  [/^POST \/rest\/v1\/rpc\/request_actor_user_id$/u, (_, requester) => readActorUserId(requester)],
  [/^POST \/rest\/v1\/rpc\/rbac_check_permission$/u, (_, requester) => checkOrganizationPermission(requester, organizationId, 'org.update_settings')],
  [/^GET (\/functions\/v1)?\/organization\?orgId=/u, (_, requester) => readKeyExpiryAccepted(requester, organizationId)],
  [/^PUT (\/functions\/v1)?\/organization$/u, (_, requester) => putSettings(requester, organizationId, { enforcesTwoFactor: true })],
  [/^GET (\/functions\/v1)?\/apikey$/u, (_, requester) => listOwnKeys(requester)],
  [/^GET (\/functions\/v1)?\/apikey\/[^/]+$/u, (_, requester, { keyId }) => readOwnKey(requester, keyId).then(orNone)],
  [/^POST (\/functions\/v1)?\/apikey$/u, (_, requester) => createKey(requester, wish)],
  [/^PUT (\/functions\/v1)?\/apikey(\/[^/]+)?$/u, (_, requester, { keyId, regenerate }) => (regenerate ? regenerateKey(requester, keyId) : editKey(requester, keyId, {}).then(done))],
  [/^DELETE (\/functions\/v1)?\/apikey\/[^/]+$/u, (_, requester, { keyId }) => deleteKey(requester, keyId).then(orNone)],
  [/^POST \/rest\/v1\/rpc\/get_org_apikeys$/u, (_, requester) => listOrganizationKeys(requester, organizationId)],
  [/^POST \/rest\/v1\/rpc\/check_org_members_password_policy$/u, (_, requester) => listPasswordStatuses(requester, organizationId)],
  [/^GET \/rest\/v1\/role_bindings\?select=id%2Cprincipal_type/u, (_, requester) => listKeyBindings(requester, { organizationId })]
]

/** What each refusal means to a person, decided by hand from the recorded sentences, not from our own table of codes. */
const meaning: Record<string, ErrorCode> = {
  ...keyRefusals,
  'auth-password-wrong-apiversion': 'wrongPassword',
  'auth-password-unknown-user': 'wrongPassword',
  'auth-refresh-garbage': 'sessionEnded',
  'rpc-get_orgs_v7-capgkey-expired': 'wrongApiKey',
  'rpc-get_orgs_v7-anon': 'unauthorized',
  'rpc-get_org_members-jwt-nonmember': 'forbidden',
  'rpc-get_org_members-unknown-org': 'forbidden',
  'rpc-get_org_members-anon': 'forbidden',
  'rpc-check_org_members_2fa_enabled-member': 'forbidden',
  'rpc-check_org_members_2fa_enabled-capgkey-uploader': 'forbidden',
  'rpc-has_2fa_enabled-other-user': 'forbidden',
  'organization-one-unknown': 'forbidden',
  'plain-key-while-hashed-enforced-other-org': 'wrongApiKey',
  'org-put-2fa-true-without-own-2fa': 'policyViolation',
  'org-put-2fa-string': 'invalidInput',
  'org-put-password-policy-min_length-5': 'invalidInput',
  'org-put-password-policy-min_length-73': 'invalidInput',
  'org-put-password-policy-min_length-128': 'invalidInput',
  'org-put-password-policy-min_length-string': 'invalidInput',
  'org-put-password-policy-missing-fields': 'invalidInput',
  'plain-key-while-hashed-enforced-rpc': 'wrongApiKey',
  'org-put-max-days-366': 'invalidInput',
  'org-put-max-days-1.5': 'invalidInput',
  'org-put-max-days-string': 'invalidInput',
  'org-put-email-bad': 'invalidInput',
  'org-put-encryption-key-bad-length': 'invalidInput',
  'org-put-as-member': 'forbidden',
  'org-put-as-nonmember': 'forbidden',
  'org-put-as-hashed-key-authorization': 'sessionEnded',
  'org-put-wrong-org': 'forbidden',
  'org-put-orgid-not-uuid': 'forbidden',
  'org-put-malformed-json': 'invalidInput',
  'org-put-empty-body': 'invalidInput',
  'mfa-verify-unknown-challenge': 'wrongCode',
  'aal1-org-put': 'unauthorized',
  'enforced2fa-org_admin-put': 'forbidden',
  'enforced2fa-put-other-field-via-apikey': 'forbidden',
  'password-policy-get_org_members-noncompliant': 'forbidden',
  'password-policy-still-locked-after-change': 'forbidden',
  'verify_email_otp-wrong': 'wrongCode',
  'validate-password-wrong-password': 'wrongPassword',
  'validate-password-not-member': 'forbidden',
  'validate-password-bad-body': 'invalidInput',
  'validate-password-forbidden-origin': 'forbidden',
  'validate-password-origin-null': 'forbidden',
  'rate-limit-account-validate-password': 'rateLimited',
  'rpc-check_org_members_password_policy-member': 'forbidden',
  'rpc-check_org_members_password_policy-capgkey-uploader': 'forbidden',
  'rpc-get_org_apikeys-capgkey': 'forbidden',
  'apikey-list-uploader-key': 'forbidden',
  'legacy-use-apikey-list': 'forbidden',
  'password-policy-check-as-noncompliant': 'forbidden',
  'password-policy-check-after-policy-change': 'forbidden',
  'apikey-list-authorization-bearer-key': 'sessionEnded',
  'apikey-list-bad-jwt': 'sessionEnded',
  'apikey-list-none': 'unauthorized',
  'apikey-list-expired-key': 'wrongApiKey',
  'rate-limit-ip-failed-auth': 'rateLimited'
}

function replay(exchange: RecordedExchange & { response: NonNullable<RecordedExchange['response']> }, call: Call): Promise<unknown> {
  const { status, headers } = exchange.response
  // Of a secret the recording holds the kind only.
  const text = JSON.stringify(exchange.response.body ?? null)
    .replaceAll('<otpauth_uri>', 'otpauth://totp/x')
    .replaceAll(/"id":"11111111-1111-4111-8111-111111111111"/gu, exchange.request.path.includes('/apikey') ? '"id":7' : '$&')
  const body = JSON.parse(text) as unknown
  const http = cannedHttp((request) => {
    // What precedes the recorded answer in the same call, and pages beyond the first, are not part of the recording.
    if (request.url.endsWith('/challenge')) return { body: { id: 'challenge' } }
    const offset = Number(new URL(request.url).searchParams.get('offset') ?? 0)
    return { status, headers, body: offset > 0 && Array.isArray(body) ? body.slice(offset) : (body ?? null) }
  })
  const keyId = (body as { id?: unknown } | null)?.id
  const regenerate = (exchange.request.body as { regenerate?: unknown } | null)?.regenerate === true
  return call(http, createRequester({ http, server, credentials: null }), { keyId: typeof keyId === 'number' ? keyId : 7, regenerate })
}

/** A refusal that is the answer to the very question that was asked. */
const saysNo = 'non-expiring-key-while-required-org-get'

const used = recordedMaterialIsThere
  ? readRecordedExchanges().flatMap((exchange) => {
      const route = routes.find(([pattern]) => pattern.test(`${exchange.request.method} ${exchange.request.path}`))
      return route ? [{ exchange, call: route[1], name: exchange.name }] : []
    })
  : []

function compareWithRecording(): void {
  const successes = used.filter(({ exchange }) => exchange.response.status < 300)
  const refusals = used.filter(({ exchange, name }) => exchange.response.status >= 300 && name !== saysNo)

  it('covers every route with at least one success', () => {
    for (const [pattern] of routes) expect(successes.some(({ exchange }) => pattern.test(`${exchange.request.method} ${exchange.request.path}`)), String(pattern)).toBe(true)
  })

  it.each(successes)('reads $name', async ({ exchange, call }) => {
    const read = await replay(exchange, call)
    if (typeof read === 'object' && read !== null && 'rows' in read && Array.isArray(exchange.response.body)) {
      expect(read).toMatchObject({ completeness: { state: 'complete' } })
      expect(read.rows).toHaveLength(exchange.response.body.length)
    } else if (exchange.response.body === null || typeof exchange.response.body !== 'object') {
      expect(read ?? null).toBe(exchange.response.body ?? null)
    } else {
      expect(read).toBeDefined()
    }
  })

  it('reads a refusal that is the answer', async () => {
    const [asked] = used.filter(({ name }) => name === saysNo)
    expect(asked && (await replay(asked.exchange, asked.call))).toBe(false)
  })

  it.each(refusals)('understands the refusal $name', async ({ exchange, call, name }) => {
    const error = asAppError(await replay(exchange, call).then(() => 'no error', (thrown: unknown) => thrown))
    expect(error.code).toBe(meaning[name])
    expect(error.data.details?.status).toBe(exchange.response.status)
  })
}

function sayThatNothingIsCompared(): void {
  it('are not beside this checkout; the suite says so and goes on', () => {
    expect(used).toHaveLength(0)
  })
}

describe('answers recorded from the real backend', recordedMaterialIsThere ? compareWithRecording : sayThatNothingIsCompared)
