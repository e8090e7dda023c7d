import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import { readActorUserId } from '../../capgo/endpoints/permissions'
import { levelOf, readUser, signInWithPassword, verifyTotp, type SignedInSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import type { RateGates } from '../../capgo/rateGate'
import { createRequester } from '../../capgo/requester'
import type { PasswordCheck } from '../../vault/secretVault'
import { createApiKeyCredential, requireApiKeyText } from './apiKeyCredential'
import type { AskedPlace, Place } from './places'

export interface SignedIn extends Place {
  userId: string
  credential: { kind: 'apiKey'; key: string } | { kind: 'session'; session: SignedInSession }
  /** By which the password will be recognised when Gatehouse is locked; null where none was typed. */
  passwordCheck: Promise<PasswordCheck | null>
}

export interface CodeNeeded {
  step: 'codeNeeded'
  attemptId: string
  email: string
}

/** Tokens that a server gave to somebody who signed in on its own pages; nothing of them is believed before it is asked. */
export interface ForeignTokens {
  accessToken: string
  refreshToken: string
  /** Seconds for which the access token is still accepted. */
  expiresInSeconds: number
}

interface Attempt {
  place: Place
  session: SignedInSession
  passwordCheck: SignedIn['passwordCheck']
  startedAt: number
}

export interface SignInDeps {
  http: HttpClient
  gates?: RateGates | undefined
  now(): number
  findPlace(asked: AskedPlace): Promise<Place>
  passwords?: { derive(password: string): Promise<PasswordCheck> } | undefined
}

/** An attempt that nobody finished is dropped, and its half-way session with it. */
const attemptLifeMs = 10 * 60_000
const maxAttempts = 5

/** The ways of signing in, up to a credential that works; keeping it is the connection's business. */
export function createSignIn(deps: SignInDeps) {
  const attempts = new Map<string, Attempt>()
  const anonymous = ({ server }: Place) => createRequester({ http: deps.http, server, credentials: null })

  /** A session that the server takes: signed in, or an attempt that waits for the six digits. */
  const asFarAsPossible = (place: Place, session: SignedInSession, passwordCheck: SignedIn['passwordCheck']): SignedIn | CodeNeeded => {
    const { verifiedTotpFactorIds: factorIds, email, level, userId } = session
    if (factorIds.length === 0 || level === 'aal2') return { ...place, userId, credential: { kind: 'session', session }, passwordCheck }
    forgetOld(attempts, deps.now())
    const attemptId = randomUUID()
    attempts.set(attemptId, { place, session, passwordCheck, startedAt: deps.now() })
    return { step: 'codeNeeded', attemptId, email }
  }

  return {
    /** Checks the key with the server before anything is kept. @throws AppError `wrongApiKey` */
    async withApiKey({ apiKey, ...asked }: AskedPlace & { apiKey: string }): Promise<SignedIn> {
      const key = requireApiKeyText(apiKey.trim())
      const place = await deps.findPlace(asked)
      const requester = createRequester({ http: deps.http, server: place.server, credentials: createApiKeyCredential(key, () => undefined), gates: deps.gates })
      const [userId] = await Promise.all([readActorUserId(requester), listOrganizations(requester)])
      if (userId === null) throw new AppError({ code: 'wrongApiKey', message: 'The server knows nobody by this key.', retryable: false, details: { host: new URL(place.server.api).host } })
      return { ...place, userId, credential: { kind: 'apiKey', key }, passwordCheck: Promise.resolve(null) }
    },

    /** Signed in at once, or an attempt that waits for the six digits. @throws AppError `wrongPassword`, `captchaRequired` */
    async withPassword({ email, password, ...asked }: AskedPlace & { email: string; password: string }): Promise<SignedIn | CodeNeeded> {
      const place = await deps.findPlace(asked)
      const requester = anonymous(place)
      const session = await signInWithPassword(requester, { email, password })
      // Made while the server is asked on; without it the session is not kept.
      const passwordCheck: SignedIn['passwordCheck'] = deps.passwords?.derive(password) ?? Promise.resolve(null)
      // Whoever keeps the session hears of the failure.
      passwordCheck.catch(() => undefined)
      // The answer's own list of factors is what decides; where it lacks one, the server is asked once more.
      const asWell = session.verifiedTotpFactorIds.length > 0 ? session : { ...session, ...(await readUser(requester, session.accessToken)) }
      return asFarAsPossible(place, { ...asWell, email: session.email || email }, passwordCheck)
    },

    /** @throws AppError `sessionEnded` when the server does not know the session */
    async withTokens(tokens: ForeignTokens, place: Place): Promise<SignedIn | CodeNeeded> {
      const user = await readUser(anonymous(place), tokens.accessToken)
      return asFarAsPossible(place, { ...tokens, ...user, level: levelOf(tokens.accessToken) }, Promise.resolve(null))
    },

    /** @throws AppError `wrongCode`; the attempt stays, so that the next code can be tried */
    async verifyCode(attemptId: string, code: string): Promise<SignedIn> {
      forgetOld(attempts, deps.now())
      const attempt = attempts.get(attemptId)
      if (!attempt) throw new AppError({ code: 'sessionEnded', message: 'This sign-in took too long; it starts again with the password.', retryable: false })
      const requester = anonymous(attempt.place)
      const session = await verifyWithAnyFactor(attempt.session, (factorId) => verifyTotp(requester, attempt.session.accessToken, factorId, code))
      attempts.delete(attemptId)
      return { ...attempt.place, userId: session.userId, credential: { kind: 'session', session }, passwordCheck: attempt.passwordCheck }
    },

    /** Whether there was such an attempt. */
    cancel: (attemptId: string): boolean => attempts.delete(attemptId),

    forgetAttempts: (): void => attempts.clear()
  }
}

/** Somebody with two authenticators cannot know which of them is meant: a code is wrong when none of them takes it. */
async function verifyWithAnyFactor({ verifiedTotpFactorIds }: SignedInSession, verify: (factorId: string) => Promise<SignedInSession>): Promise<SignedInSession> {
  let last: AppError | null = null
  for (const factorId of verifiedTotpFactorIds) {
    try {
      return await verify(factorId)
    } catch (thrown) {
      last = asAppError(thrown)
      if (last.code !== 'wrongCode') throw last
    }
  }
  throw last ?? new AppError({ code: 'wrongCode', message: 'There is no second factor to verify.', retryable: false })
}

function forgetOld(attempts: Map<string, Attempt>, now: number): void {
  for (const [id, attempt] of attempts) if (now - attempt.startedAt > attemptLifeMs) attempts.delete(id)
  while (attempts.size >= maxAttempts) attempts.delete(attempts.keys().next().value as string)
}
