import { z } from 'zod'
import type { SecondFactor } from '#shared/domain/account'
import type { CapgoRequester } from '../requester'
import { requestSession, type SignedInSession } from './signIn'

const userSchema = z.object({
  email: z.string().nullish(),
  // Left out by the server when the person has no factor.
  factors: z.array(z.object({ id: z.string().max(100), factor_type: z.string(), status: z.string(), friendly_name: z.string().nullish() })).nullish()
})

export interface OwnAccount {
  email: string
  /** TOTP factors only: the other kinds are nothing that Gatehouse could ask a code for. */
  factors: SecondFactor[]
}

/** The signed-in person as the sign-in server has them now (`GET /auth/v1/user`). @throws AppError `sessionEnded` */
export async function readOwnAccount(requester: CapgoRequester, signal?: AbortSignal): Promise<OwnAccount> {
  const { body } = await requester.send({ host: 'supabase', method: 'GET', path: '/auth/v1/user', answer: userSchema, signal })
  const factors = (body.factors ?? []).filter(({ factor_type }) => factor_type === 'totp')
  return { email: body.email ?? '', factors: factors.map(({ id, friendly_name, status }) => ({ id, name: friendly_name ?? '', verified: status === 'verified' })) }
}

/**
 * Sends six digits to the person's own mailbox (Capgo console: the first step of turning on 2FA).
 * @throws AppError `captchaRequired` where the server asks for one, `rateLimited` when codes were sent too often
 */
export async function sendEmailCode(requester: CapgoRequester, email: string): Promise<void> {
  await requester.send({ host: 'supabase', method: 'POST', path: '/auth/v1/otp', body: { email, create_user: false }, answer: z.unknown() })
}

/**
 * Proves control of the mailbox; a second factor can then be enrolled for an hour (Capgo backend). The code is used up by it.
 * @throws AppError `wrongCode`
 */
export async function verifyEmailCode(requester: CapgoRequester, code: string): Promise<void> {
  await requester.send({
    host: 'supabase',
    method: 'POST',
    path: '/functions/v1/private/verify_email_otp',
    body: { token: code, type: 'email' },
    answer: z.object({ verified_at: z.string() }),
    secrets: [code]
  })
}

const enrolledSchema = z.object({ id: z.uuid(), totp: z.object({ secret: z.string().min(1).max(500), uri: z.string().startsWith('otpauth://').max(2000) }) })

/**
 * Creates a second factor that counts for nothing until its first code is verified. Its secret is told this once.
 * @throws AppError `serverError` where no e-mail code was verified within the hour (Capgo backend: a row rule refuses it),
 * `conflict` when the name is taken, `policyViolation` when there are too many
 */
export async function createTotpFactor(requester: CapgoRequester, name: string): Promise<{ factorId: string; secret: string; uri: string }> {
  const { body } = await requester.send({ host: 'supabase', method: 'POST', path: '/auth/v1/factors', body: { factor_type: 'totp', friendly_name: name }, answer: enrolledSchema })
  return { factorId: body.id, secret: body.totp.secret, uri: body.totp.uri }
}

const factorPath = (factorId: string): string => `/auth/v1/factors/${encodeURIComponent(factorId)}`

/** @returns the challenge that the next code answers */
export async function challengeFactor(requester: CapgoRequester, factorId: string): Promise<string> {
  const { body } = await requester.send({ host: 'supabase', method: 'POST', path: `${factorPath(factorId)}/challenge`, body: {}, answer: z.object({ id: z.string().min(1) }) })
  return body.id
}

/**
 * Answers a challenge. The factor counts from then on, the session's tokens are new ones of level aal2, and the person's
 * other sessions without a code end (Capgo backend).
 * @throws AppError `wrongCode`
 */
export function verifyFactor(requester: CapgoRequester, factorId: string, answer: { challengeId: string; code: string }): Promise<SignedInSession> {
  return requestSession(requester, `${factorPath(factorId)}/verify`, { challenge_id: answer.challengeId, code: answer.code })
}

/** @throws AppError `forbidden` (`insufficient_aal`) for a verified factor on a session without the code */
export async function deleteFactor(requester: CapgoRequester, factorId: string): Promise<void> {
  await requester.send({ host: 'supabase', method: 'DELETE', path: factorPath(factorId), answer: z.unknown() })
}

/**
 * Has the server look whether the present password meets the organization's policy, and keep that as the person's proof
 * for exactly this policy (`POST /private/validate_password_compliance`). A wrong password counts as a failed sign-in.
 * @throws AppError `policyViolation` (`password_does_not_meet_policy`), `wrongPassword`, `forbidden` (`not_member`; also
 * where the organization enforces 2FA and the person has none), `conflict` (`no_policy`), `rateLimited`, `captchaRequired`
 */
export async function provePassword(requester: CapgoRequester, proof: { email: string; password: string; organizationId: string }): Promise<void> {
  await requester.send({
    host: 'api',
    method: 'POST',
    path: '/private/validate_password_compliance',
    body: { email: proof.email, password: proof.password, org_id: proof.organizationId },
    answer: z.object({ status: z.literal('ok') }),
    secrets: [proof.password]
  })
}

/**
 * @throws AppError `policyViolation` (`same_password`, `weak_password`), `forbidden` (`insufficient_aal`,
 * `reauthentication_needed`, `user_sso_managed`)
 */
export async function putPassword(requester: CapgoRequester, password: string): Promise<void> {
  await requester.send({ host: 'supabase', method: 'PUT', path: '/auth/v1/user', body: { password }, answer: z.object({ id: z.string() }), secrets: [password] })
}
