import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import type { CapgoServer } from '../../capgo/capgoServer'
import { discoverServer } from '../../capgo/endpoints/discovery'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import { readActorUserId } from '../../capgo/endpoints/permissions'
import { levelOf, readUser, signInWithPassword, verifyTotp, type SignedInSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester } from '../../capgo/requester'
import { createApiKeyCredential, requireApiKeyText } from './apiKeyCredential'

export interface SignedIn {
  server: CapgoServer
  /** The address as it was typed; null for Capgo's own servers. */
  address: string | null
  /** The connection that gets the credential; null: a new one. */
  joins: string | null
  userId: string
  credential: { kind: 'apiKey'; key: string } | { kind: 'session'; session: SignedInSession }
}

export interface CodeNeeded {
  step: 'codeNeeded'
  attemptId: string
  email: string
}

/** Tokens that a server gave to somebody who signed in on its own pages; nothing of them is believed before it is asked. */
export interface SessionFromElsewhere {
  server: CapgoServer
  address: string | null
  accessToken: string
  refreshToken: string
  /** Seconds for which the access token is still accepted. */
  expiresInSeconds: number
}

interface Attempt {
  server: CapgoServer
  address: string | null
  joins: string | null
  session: SignedInSession
  factorIds: string[]
  startedAt: number
}

/** An attempt that nobody finished is dropped, and its half-way session with it. */
const attemptLifeMs = 10 * 60_000
const maxAttempts = 5

/** The ways of signing in, up to a credential that works; keeping it is the connection's business. */
export function createSignIn(deps: { http: HttpClient; now: () => number }) {
  const attempts = new Map<string, Attempt>()

  /** A session that the server takes: signed in, or an attempt that waits for the six digits. */
  const asFarAsPossible = ({ session, ...where }: Omit<Attempt, 'factorIds' | 'startedAt'>): SignedIn | CodeNeeded => {
    const { verifiedTotpFactorIds: factorIds, email } = session
    if (factorIds.length === 0 || session.level === 'aal2') return { ...where, userId: session.userId, credential: { kind: 'session', session } }
    forgetOld(attempts, deps.now())
    const attemptId = randomUUID()
    attempts.set(attemptId, { ...where, session, factorIds, startedAt: deps.now() })
    return { step: 'codeNeeded', attemptId, email }
  }

  return {
    /** Checks the key with the server before anything is kept. @throws AppError `wrongApiKey` */
    async withApiKey(apiKey: string, address: string | null): Promise<SignedIn> {
      const key = requireApiKeyText(apiKey.trim())
      const server = await discoverServer(deps.http, address)
      const requester = createRequester({ http: deps.http, server, credentials: createApiKeyCredential(key, () => undefined) })
      const [userId] = await Promise.all([readActorUserId(requester), listOrganizations(requester)])
      if (userId === null) throw new AppError({ code: 'wrongApiKey', message: 'The server knows nobody by this key.', retryable: false, details: { host: new URL(server.api).host } })
      return { server, address, joins: null, userId, credential: { kind: 'apiKey', key } }
    },

    /** Signed in at once, or an attempt that waits for the six digits. @throws AppError `wrongPassword`, `captchaRequired` */
    async withPassword(email: string, password: string, address: string | null): Promise<SignedIn | CodeNeeded> {
      const server = await discoverServer(deps.http, address)
      const requester = createRequester({ http: deps.http, server, credentials: null })
      const session = await signInWithPassword(requester, { email, password })
      // The answer's own list of factors is what decides; where it lacks one, the server is asked once more.
      const asked = session.verifiedTotpFactorIds.length > 0 ? session : { ...session, ...(await readUser(requester, session.accessToken)) }
      return asFarAsPossible({ server, address, joins: null, session: { ...asked, email: session.email || email } })
    },

    /** @throws AppError `sessionEnded` when the server does not know the session */
    async withSession({ server, address, ...tokens }: SessionFromElsewhere, joins: string | null): Promise<SignedIn | CodeNeeded> {
      const requester = createRequester({ http: deps.http, server, credentials: null })
      const user = await readUser(requester, tokens.accessToken)
      return asFarAsPossible({ server, address, joins, session: { ...tokens, ...user, level: levelOf(tokens.accessToken) } })
    },

    /** @throws AppError `wrongCode`; the attempt stays, so that the next code can be tried */
    async verifyCode(attemptId: string, code: string): Promise<SignedIn> {
      forgetOld(attempts, deps.now())
      const attempt = attempts.get(attemptId)
      if (!attempt) throw new AppError({ code: 'sessionEnded', message: 'This sign-in took too long; it starts again with the password.', retryable: false })
      const requester = createRequester({ http: deps.http, server: attempt.server, credentials: null })
      const session = await verifyWithAnyFactor(attempt, (factorId) => verifyTotp(requester, attempt.session.accessToken, factorId, code))
      attempts.delete(attemptId)
      return { server: attempt.server, address: attempt.address, joins: attempt.joins, userId: session.userId, credential: { kind: 'session', session } }
    },

    /** Whether there was such an attempt. */
    cancel: (attemptId: string): boolean => attempts.delete(attemptId),

    forgetAttempts: (): void => attempts.clear()
  }
}

/** Somebody with two authenticators cannot know which of them is meant: a code is wrong when none of them takes it. */
async function verifyWithAnyFactor(attempt: Attempt, verify: (factorId: string) => Promise<SignedInSession>): Promise<SignedInSession> {
  let last: AppError | null = null
  for (const factorId of attempt.factorIds) {
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
