import { z } from 'zod'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import { redactText } from '../log/redactText'
import type { HttpAnswer } from './httpClient'

/** The four shapes in which the Capgo backend says no, read leniently: all fields are optional, all others ignored. */
const refusalSchema = z.object({
  error: z.union([z.string(), z.unknown()]).optional(),
  message: z.string().nullish(),
  moreInfo: z.object({ reason: z.string().optional(), error: z.unknown().optional(), rateLimitResetAt: z.number().optional(), supabaseError: z.object({ code: z.string() }).optional().catch(undefined) }).loose().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
  error_code: z.string().nullish(),
  msg: z.string().nullish()
})

/** Codes that mean the same wherever they occur (functions: `error`; sign-in: `error_code`; PostgREST: `code`). */
const byCode: Record<string, ErrorCode> = {
  invalid_apikey: 'wrongApiKey',
  no_key_provided: 'unauthorized',
  org_requires_expiring_key: 'policyViolation',
  requires_2fa_to_enforce_2fa: 'policyViolation',
  cannot_update_org: 'forbidden',
  cannot_access_organization: 'forbidden',
  invalid_org_id: 'forbidden',
  // 401 although the key is good: it may not manage keys, or is the very key that would be changed.
  cannot_list_apikeys: 'forbidden',
  cannot_get_apikey: 'forbidden',
  cannot_update_apikey: 'forbidden',
  cannot_delete_apikey: 'forbidden',
  cannot_create_apikey: 'credentialCannot',
  forbidden_binding: 'forbidden',
  name_is_required: 'invalidInput',
  bindings_required: 'invalidInput',
  invalid_bindings: 'invalidInput',
  binding_creation_failed: 'invalidInput',
  invalid_expiration_date: 'invalidInput',
  expiration_required: 'policyViolation',
  expiration_exceeds_max: 'policyViolation',
  // `org.create` without an administrator's role beside it.
  invalid_global_permissions: 'policyViolation',
  no_valid_fields_provided_for_update: 'invalidInput',
  api_key_not_found_or_access_denied: 'notFound',
  duplicate_binding: 'conflict',
  invalid_jwt: 'sessionEnded',
  no_jwt: 'sessionEnded',
  no_jwt_apikey_or_subkey: 'unauthorized',
  invalid_credentials: 'wrongPassword',
  email_not_confirmed: 'forbidden',
  user_banned: 'forbidden',
  captcha_failed: 'captchaRequired',
  refresh_token_not_found: 'sessionEnded',
  refresh_token_already_used: 'sessionEnded',
  session_not_found: 'sessionEnded',
  session_expired: 'sessionEnded',
  user_not_found: 'sessionEnded',
  bad_jwt: 'sessionEnded',
  no_authorization: 'sessionEnded',
  mfa_verification_failed: 'wrongCode',
  mfa_verification_rejected: 'wrongCode',
  mfa_challenge_expired: 'wrongCode',
  mfa_challenge_not_found: 'wrongCode',
  mfa_factor_not_found: 'notFound',
  mfa_factor_name_conflict: 'conflict',
  too_many_enrolled_mfa_factors: 'policyViolation',
  // 401, but of what was typed, not of the session that it came with.
  invalid_otp: 'wrongCode',
  otp_expired: 'wrongCode',
  // 401 or 403: the session is good, and below the level that its person has.
  insufficient_aal: 'forbidden',
  password_does_not_meet_policy: 'policyViolation',
  no_policy: 'conflict',
  same_password: 'policyViolation',
  weak_password: 'policyViolation',
  reauthentication_needed: 'forbidden',
  user_sso_managed: 'forbidden',
  over_request_rate_limit: 'rateLimited',
  too_many_requests: 'rateLimited',
  invalid_body: 'invalidInput',
  invalid_json_parse_body: 'invalidInput',
  validation_failed: 'invalidInput',
  invalid_max_expiration_days: 'invalidInput',
  invalid_required_encryption_key: 'invalidInput',
  PGRST301: 'sessionEnded',
  PGRST302: 'unauthorized',
  PGRST303: 'sessionEnded',
  PGRST116: 'notFound',
  PGRST202: 'invalidResponse',
  '22P02': 'invalidInput',
  '42501': 'forbidden'
}

/** What of a key the server refuses, by the names of `keyWishSchema`. */
const fieldOf: Record<string, string> = {
  name_is_required: 'name',
  bindings_required: 'organizationRole',
  invalid_bindings: 'organizationRole',
  forbidden_binding: 'organizationRole',
  binding_failed: 'organizationRole',
  binding_creation_failed: 'apps',
  duplicate_binding: 'apps',
  invalid_expiration_date: 'expiresAt',
  expiration_required: 'expiresAt',
  expiration_exceeds_max: 'expiresAt',
  invalid_global_permissions: 'mayCreateOrganizations'
}

/** PostgreSQL functions raise one code (P0001) for everything: their sentence decides. */
const byRaisedMessage: Record<string, ErrorCode> = {
  NO_RIGHTS: 'forbidden',
  'Invalid API key provided': 'wrongApiKey',
  'Organization does not exist': 'notFound',
  'No authentication provided - API key or valid session required': 'unauthorized'
}

const byStatus: Record<number, ErrorCode> = { 401: 'unauthorized', 403: 'forbidden', 404: 'notFound', 408: 'timeout', 409: 'conflict', 413: 'invalidInput', 429: 'rateLimited' }

/**
 * An answer of 300 and above, as an AppError that keeps the backend's own code and sentence.
 * @param secrets what the request carried: a server may quote it, and an error is shown, copied and logged
 * @param now this computer's clock, as the answer's skew was measured by
 * @param mayHoldSecret the answer could hold a secret that nobody knows yet: whatever has the shape of one is taken out
 */
export function backendError(answer: HttpAnswer, host: string, secrets: readonly string[] = [], now: () => number = Date.now, mayHoldSecret = false): AppError {
  // Before anything is cut to length, which would leave the first part of a secret.
  const withoutKnown = (text: string): string => secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '[removed]')), text)
  const clean = (text: string): string => (mayHoldSecret ? redactText(withoutKnown(text)) : withoutKnown(text))
  const parsed = refusalSchema.safeParse(answer.body)
  const refusal = parsed.success ? parsed.data : {}
  const text = typeof refusal.error === 'string' ? refusal.error : undefined
  const backendCode = refusal.error_code ?? text ?? (typeof refusal.code === 'string' ? refusal.code : undefined)
  const backendMessage = refusal.msg ?? refusal.message ?? undefined
  const code = codeFor(answer.status, backendCode, backendMessage, refusal.moreInfo?.error)
  const details: NonNullable<AppErrorData['details']> = { status: answer.status, host }
  if (backendCode) details.backendCode = clean(refusal.moreInfo?.reason ?? backendCode).slice(0, 200)
  const inner = typeof refusal.moreInfo?.error === 'string' ? refusal.moreInfo.error : refusal.moreInfo?.supabaseError?.code
  if (inner !== undefined) details.foundState = clean(inner).slice(0, 200)
  if (backendMessage) details.backendMessage = clean(backendMessage).slice(0, 1000)
  const until = code === 'rateLimited' ? blockedUntil(answer, refusal.moreInfo?.rateLimitResetAt, now()) : undefined
  if (until) details.until = until
  const field = lookUp(fieldOf, backendCode)
  return new AppError({
    code,
    message: `${host} answered ${answer.status}${backendCode ? ` ${clean(backendCode)}` : ''}.`.slice(0, 2000),
    retryable: code === 'rateLimited' || code === 'serverError' || code === 'timeout',
    requestId: answer.requestId,
    ...(field === undefined ? {} : { fieldErrors: { [field]: backendCode ?? '' } }),
    details
  })
}

function codeFor(status: number, code: string | undefined, message: string | undefined, inner: unknown): ErrorCode {
  if (status === 429) return 'rateLimited'
  // GoTrue of some versions asks for the captcha token with a validation error that only its sentence tells apart.
  if (message && /captcha/iu.test(message)) return 'captchaRequired'
  // A session below the person's own level is not refused but answered with this (Capgo backend: aal1 session, 2FA on).
  if (inner === 'org_name_changed') return 'unauthorized'
  // A server that failed has decided nothing, whatever words it chose.
  if (status >= 500) return 'serverError'
  const known = lookUp(byRaisedMessage, message) ?? lookUp(byCode, code)
  if (known) return known
  if (status >= 300 && status < 400) return 'invalidResponse'
  return byStatus[status] ?? (status === 400 || status === 422 ? 'invalidInput' : 'unexpected')
}

/** Words of a server are no property names to be trusted: `constructor` is one of every object. */
function lookUp<T>(table: Record<string, T>, word: string | undefined): T | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
}

/** The latest of the three places where the backend says when to come back, by this computer's clock, where it is waited for. */
function blockedUntil(answer: HttpAnswer, resetAtMs: number | undefined, now: number): string | undefined {
  const skew = answer.clockSkewMs ?? 0
  // Told to the second: rather half a second late than early, which begins the wait anew.
  const here = (moment: number): number => moment - skew + (answer.clockSkewMs === null ? 0 : 500)
  const moments = [
    here(resetAtMs ?? Number.NaN),
    here(Number(answer.headers['x-ratelimit-reset']) * 1000),
    now + Number(answer.headers['retry-after']) * 1000
  ].filter((moment) => Number.isFinite(moment) && Math.abs(moment - now) < 7 * 864e5)
  return moments.length === 0 ? undefined : new Date(Math.max(...moments)).toISOString()
}
