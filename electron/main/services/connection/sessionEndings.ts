import { asAppError } from '#shared/errors/appError'
import type { CapgoServer } from '../../capgo/capgoServer'
import { endSession, refreshSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester } from '../../capgo/requester'
import type { Logger } from '../../log/logger'
import type { KeptSession } from './sessionKeeper'

/** How long the server may take to hear that somebody has left, in milliseconds. */
const limitMs = 5000
/** A token that ends sooner than this is renewed first, for the server ends a session only on a token that lasts. */
const lastsMs = 10_000

export interface SessionEndings {
  /** Ends a session at its server, in the background; the session is not kept anywhere, also when it had to be renewed for it. */
  end(server: CapgoServer, session: Promise<KeptSession>): void
  /** Resolves, within the limit, when every ending has come to its end. */
  settled(): Promise<void>
}

/** The person has left already; what is left to do is that nobody else can go on with the session. */
export function createSessionEndings({ http, log, now }: { http: HttpClient; log: Logger; now: () => number }): SessionEndings {
  const pending = new Set<Promise<void>>()

  const endAt = async (server: CapgoServer, leaving: Promise<KeptSession>, signal: AbortSignal): Promise<void> => {
    const requester = createRequester({ http: { send: (request) => http.send({ ...request, signal }) }, server, credentials: null })
    const session = await leaving
    const renewed = async (): Promise<string> => (await refreshSession(requester, session.refreshToken)).accessToken
    if (session.expiresAt - now() < lastsMs) return endSession(requester, await renewed())
    try {
      await endSession(requester, session.accessToken)
    } catch (thrown) {
      const { status } = asAppError(thrown).data.details ?? {}
      if (status !== 401 && status !== 403) throw thrown
      // By the server's clock the token is over; the refresh token would still open the session to whoever finds it.
      await endSession(requester, await renewed())
    }
  }

  return {
    end(server, session) {
      const signal = AbortSignal.timeout(limitMs)
      const tooLate = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      })
      const ending = Promise.race([endAt(server, session, signal), tooLate])
        .catch((thrown: unknown) => log.warn('connection.logoutUnheard', { cause: thrown }))
        .finally(() => pending.delete(ending))
      pending.add(ending)
    },
    settled: async () => {
      await Promise.all(pending)
    }
  }
}
