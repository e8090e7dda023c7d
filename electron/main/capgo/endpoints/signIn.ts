import { z } from 'zod'
import type { CapgoRequester } from '../requester'

const userSchema = z.object({
  id: z.string().min(1),
  email: z.string().nullish(),
  // Left out by the server when the person has no factor.
  factors: z.array(z.object({ id: z.string(), factor_type: z.string(), status: z.string(), friendly_name: z.string().nullish() })).nullish()
})

const sessionSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds from now. */
  expires_in: z.number(),
  user: userSchema
})

export type AssuranceLevel = 'aal1' | 'aal2'

export interface SignedInSession {
  accessToken: string
  refreshToken: string
  /** Seconds for which the access token is accepted, from the moment of the answer. */
  expiresInSeconds: number
  userId: string
  email: string
  level: AssuranceLevel
  /** Verified second factors of the person; a level of `aal1` with any of these is answered emptily (Capgo backend). */
  verifiedTotpFactorIds: string[]
}

/** @throws AppError `wrongPassword`, `captchaRequired`, `rateLimited` */
export function signInWithPassword(requester: CapgoRequester, input: { email: string; password: string }): Promise<SignedInSession> {
  return requestSession(requester, '/auth/v1/token?grant_type=password', input)
}

/** Rotates the refresh token: the former one is worthless soon afterwards. @throws AppError `sessionEnded` */
export function refreshSession(requester: CapgoRequester, refreshToken: string): Promise<SignedInSession> {
  return requestSession(requester, '/auth/v1/token?grant_type=refresh_token', { refresh_token: refreshToken })
}

/** Asks for a challenge and answers it with the six digits. @throws AppError `wrongCode` */
export async function verifyTotp(requester: CapgoRequester, accessToken: string, factorId: string, code: string): Promise<SignedInSession> {
  const headers = { Authorization: `Bearer ${accessToken}` }
  const factor = `/auth/v1/factors/${encodeURIComponent(factorId)}`
  const challenge = await requester.send({ host: 'supabase', method: 'POST', path: `${factor}/challenge`, headers, body: {}, answer: z.object({ id: z.string() }) })
  return requestSession(requester, `${factor}/verify`, { challenge_id: challenge.body.id, code }, headers)
}

/** The person behind a session, and their verified factors, as the server knows them now. @throws AppError `sessionEnded` */
export async function readUser(requester: CapgoRequester, accessToken: string): Promise<Pick<SignedInSession, 'userId' | 'email' | 'verifiedTotpFactorIds'>> {
  const { body: user } = await requester.send({
    host: 'supabase',
    method: 'GET',
    path: '/auth/v1/user',
    headers: { Authorization: `Bearer ${accessToken}` },
    answer: userSchema,
    secrets: [accessToken]
  })
  return { userId: user.id, email: user.email ?? '', verifiedTotpFactorIds: verifiedTotp(user) }
}

/** Ends this session at the server; others of the same person go on. */
export async function endSession(requester: CapgoRequester, accessToken: string): Promise<void> {
  await requester.send({ host: 'supabase', method: 'POST', path: '/auth/v1/logout?scope=local', headers: { Authorization: `Bearer ${accessToken}` }, answer: z.unknown() })
}

/** Any request that is answered with a session. */
export async function requestSession(requester: CapgoRequester, path: string, body: Record<string, string>, headers: Record<string, string> = {}): Promise<SignedInSession> {
  const secrets = [...Object.values(body), ...Object.values(headers).map((value) => value.replace(/^Bearer /u, ''))]
  const { body: session } = await requester.send({ host: 'supabase', method: 'POST', path, headers, body, answer: sessionSchema, secrets })
  return {
    accessToken: session.access_token,
    refreshToken: session.refresh_token,
    expiresInSeconds: session.expires_in,
    userId: session.user.id,
    email: session.user.email ?? '',
    level: levelOf(session.access_token),
    verifiedTotpFactorIds: verifiedTotp(session.user)
  }
}

function verifiedTotp(user: z.output<typeof userSchema>): string[] {
  return (user.factors ?? []).filter((factor) => factor.factor_type === 'totp' && factor.status === 'verified').map((factor) => factor.id)
}

const claimsSchema = z.object({ aal: z.enum(['aal1', 'aal2']).optional(), session_id: z.string().optional() })

/** What a token says of itself; only the server can check its signature, so nothing is trusted beyond a hint. */
function claimsOf(accessToken: string): z.output<typeof claimsSchema> {
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8')))
  } catch {
    return {}
  }
}

export const levelOf = (accessToken: string): AssuranceLevel => claimsOf(accessToken).aal ?? 'aal1'

/** Stays the same when a session is renewed or reaches a higher level; null where the token does not say it. */
export const sessionIdOf = (accessToken: string): string | null => claimsOf(accessToken).session_id ?? null
