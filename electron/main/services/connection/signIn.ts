import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import type { CapgoServer } from '../../capgo/capgoServer'
import { discoverServer } from '../../capgo/endpoints/discovery'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import { readActorUserId } from '../../capgo/endpoints/permissions'
import { readVerifiedFactors, signInWithPassword, verifyTotp, type SignedInSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester } from '../../capgo/requester'
import { createApiKeyCredential, requireApiKeyText } from './apiKeyCredential'

export interface SignedIn {
  server: CapgoServer
  /** The address as it was typed; null for Capgo's own servers. */
  address: string | null
  userId: string
  credential: { kind: 'apiKey'; key: string } | { kind: 'session'; session: SignedInSession }
}

interface Attempt {
  server: CapgoServer
  address: string | null
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

  return {
    /** Checks the key with the server before anything is kept. @throws AppError `wrongApiKey` */
    async withApiKey(apiKey: string, address: string | null): Promise<SignedIn> {
      const key = requireApiKeyText(apiKey.trim())
      const server = await discoverServer(deps.http, address)
      const requester = createRequester({ http: deps.http, server, credentials: createApiKeyCredential(key, () => undefined) })
      const [userId] = await Promise.all([readActorUserId(requester), listOrganizations(requester)])
      if (userId === null) throw new AppError({ code: 'wrongApiKey', message: 'The server knows nobody by this key.', retryable: false, details: { host: new URL(server.api).host } })
      return { server, address, userId, credential: { kind: 'apiKey', key } }
    },

    /** Signed in at once, or an attempt that waits for the six digits. @throws AppError `wrongPassword`, `captchaRequired` */
    async withPassword(email: string, password: string, address: string | null): Promise<SignedIn | { attemptId: string }> {
      const server = await discoverServer(deps.http, address)
      const requester = createRequester({ http: deps.http, server, credentials: null })
      const session = await signInWithPassword(requester, { email, password })
      // The answer's own list of factors is what decides; where it lacks one, the server is asked once more.
      const factorIds = session.verifiedTotpFactorIds.length > 0 ? session.verifiedTotpFactorIds : await readVerifiedFactors(requester, session.accessToken)
      if (factorIds.length === 0 || session.level === 'aal2') return { server, address, userId: session.userId, credential: { kind: 'session', session } }
      forgetOld(attempts, deps.now())
      const attemptId = randomUUID()
      attempts.set(attemptId, { server, address, session, factorIds, startedAt: deps.now() })
      return { attemptId }
    },

    /** @throws AppError `wrongCode`; the attempt stays, so that the next code can be tried */
    async verifyCode(attemptId: string, code: string): Promise<SignedIn> {
      forgetOld(attempts, deps.now())
      const attempt = attempts.get(attemptId)
      if (!attempt) throw new AppError({ code: 'sessionEnded', message: 'This sign-in took too long; it starts again with the password.', retryable: false })
      const requester = createRequester({ http: deps.http, server: attempt.server, credentials: null })
      const session = await verifyWithAnyFactor(attempt, (factorId) => verifyTotp(requester, attempt.session.accessToken, factorId, code))
      attempts.delete(attemptId)
      return { server: attempt.server, address: attempt.address, userId: session.userId, credential: { kind: 'session', session } }
    },

    /** Whether there was such an attempt. */
    cancel: (attemptId: string): boolean => attempts.delete(attemptId)
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
