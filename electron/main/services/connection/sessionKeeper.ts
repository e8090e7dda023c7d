import { AppError, asAppError } from '#shared/errors/appError'
import type { SignedInSession } from '../../capgo/endpoints/signIn'
import type { Credential, CredentialSource } from '../../capgo/requester'

export interface KeptSession {
  accessToken: string
  refreshToken: string
  /** Epoch milliseconds by this computer's clock. */
  expiresAt: number
}

export interface SessionKeeperDeps {
  session: KeptSession
  refresh(refreshToken: string): Promise<SignedInSession>
  /**
   * Keeps a renewed session. @returns false when it could not be: the vault's own state says so, the session goes on, and it
   * is tried again before the next renewal, for what is kept must never be more than one renewal behind the server
   */
  save(session: KeptSession): Promise<boolean>
  now(): number
  /** Called once, when the server no longer accepts the session. */
  onEnded(error: AppError): void
}

export interface SessionKeeper extends CredentialSource {
  /**
   * Hands out nothing from now on, and forgets the session. Resolves, after a renewal under way was kept, with the session
   * as it stands at the server.
   */
  leave(): Promise<KeptSession>
  /** Resolves when no renewal is under way, its keeping included. */
  quiet(): Promise<void>
  /**
   * Goes on with another session of the same person, which is kept before it is used; nothing sent meanwhile is stopped.
   * @returns false when this one is over already
   */
  replace(next: KeptSession): Promise<boolean>
}

/** Renewed this long before its end, so that no request is ever sent with a token that ends on the way. */
export const renewAheadMs = 60_000

/**
 * Hands out one session's access token and renews it ahead of its end: one renewal at a time, whoever asks. After the
 * server has rejected the session nothing is sent with it again, because further failed sign-ins block the address.
 */
export function createSessionKeeper({ session: first, ...deps }: SessionKeeperDeps): SessionKeeper {
  let session = first
  let ended: AppError | null = null
  let renewal: Promise<void> | null = null
  /** Renewed because of a rejection, and nothing accepted since: a second rejection is the end. */
  let rescued = false
  let saved = true

  const save = async (): Promise<void> => {
    saved = await deps.save(session).catch(() => false)
  }

  const end = (error: AppError): AppError => {
    if (ended) return ended
    ended = new AppError({ ...error.data, code: 'sessionEnded', message: 'The server has ended this session.', retryable: false })
    deps.onEnded(ended)
    return ended
  }

  const renew = async (): Promise<void> => {
    if (!saved) await save()
    try {
      const renewed = await refreshTolerantly(deps.refresh, session.refreshToken)
      if (renewed.level === 'aal1' && renewed.verifiedTotpFactorIds.length > 0) {
        // Such a session is answered emptily instead of being refused: it would show "nobody" where there are many.
        throw new AppError({ code: 'sessionEnded', message: 'The renewed session lacks the second factor.', retryable: false })
      }
      session = keptSession(renewed, deps.now())
      await save()
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code === 'sessionEnded' || error.code === 'wrongPassword') throw end(error)
      // Offline or the like: the token in hand may still do for a while.
      if (deps.now() >= session.expiresAt) throw error
    }
  }

  const requireOpen = (): void => {
    if (ended) throw ended
  }

  const renewOnce = (): Promise<void> => {
    renewal ??= renew().finally(() => {
      renewal = null
    })
    return renewal
  }

  const quiet = async (): Promise<void> => {
    while (renewal) await renewal.catch(() => undefined)
  }

  return {
    quiet,
    async leave() {
      ended ??= new AppError({ code: 'cancelled', message: 'The person has signed out.', retryable: false })
      await quiet()
      if (!saved) await save()
      const left = session
      // Whoever still holds a requester of this connection must not hold the tokens with it.
      session = { accessToken: '', refreshToken: '', expiresAt: 0 }
      return left
    },
    async replace(next) {
      await quiet()
      if (ended) return false
      const taking = async (): Promise<void> => {
        saved = await deps.save(next).catch(() => false)
        session = next
        rescued = false
      }
      renewal = taking().finally(() => {
        renewal = null
      })
      await renewal
      return true
    },
    async current(): Promise<Credential> {
      requireOpen()
      if (renewal || session.expiresAt - deps.now() < renewAheadMs) await renewOnce()
      requireOpen()
      return { kind: 'session', accessToken: session.accessToken }
    },
    async rejected(error, credential) {
      if (credential.kind !== 'session') return false
      // An answer to a request sent before a renewal says nothing about the session as it is now.
      if (credential.accessToken === session.accessToken) {
        if (!saysTokenIsOver(error) || (rescued && !renewal)) end(error)
        if (ended) return false
        // This computer's clock says that the token lasts; the server's decides. The refresh token may still be good.
        rescued = true
        const before = session
        await renewOnce().catch(() => undefined)
        // Within one second a server can sign the very same token again, which it has just refused.
        if (session !== before && session.accessToken === credential.accessToken) end(error)
      }
      return !ended && credential.accessToken !== session.accessToken
    },
    over(accepted) {
      if (accepted) rescued = false
    }
  }
}

/** The token ran out, which a renewal mends; not a session that was ended, which nothing mends (Capgo backend). */
function saysTokenIsOver(error: AppError): boolean {
  return ['bad_jwt', 'invalid_jwt', 'PGRST301', 'PGRST303'].includes(error.data.details?.backendCode ?? '')
}

export function keptSession(session: SignedInSession, now: number): KeptSession {
  return { accessToken: session.accessToken, refreshToken: session.refreshToken, expiresAt: now + session.expiresInSeconds * 1000 }
}

/**
 * A lost answer would leave us with a rotated token. The server takes the former one again for ten seconds (Capgo
 * backend, refresh token rotation), so one repetition at once saves the session.
 */
async function refreshTolerantly(refresh: SessionKeeperDeps['refresh'], refreshToken: string): Promise<SignedInSession> {
  try {
    return await refresh(refreshToken)
  } catch (thrown) {
    const error = asAppError(thrown)
    if (error.code !== 'connectionLost' && error.code !== 'invalidResponse') throw error
    return refresh(refreshToken)
  }
}
