import type { AppError } from '#shared/errors/appError'
import type { CapgoServer } from '../../capgo/capgoServer'
import { levelOf, refreshSession, type AssuranceLevel } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import type { RateGates } from '../../capgo/rateGate'
import { createRequester, type CapgoRequester } from '../../capgo/requester'
import { createApiKeyCredential } from './apiKeyCredential'
import { oneFirst } from './oneFirst'
import { createSessionKeeper, type KeptSession } from './sessionKeeper'

export type Secret = { kind: 'apiKey'; key: string } | { kind: 'session'; session: KeptSession }

/** One credential in use at its own server, and nowhere else. */
export interface OpenedCredential {
  requester: CapgoRequester
  /** Of the session as it is now; null for an API key. @throws AppError as of a request */
  level(): Promise<AssuranceLevel | null>
  /** Hands out nothing from now on and forgets the secret. Resolves, after a renewal under way was kept, with the session. */
  leave(): Promise<KeptSession | null>
  /** Resolves when no renewal is under way, its keeping included. */
  quiet(): Promise<void>
  /** Goes on with another session of the same person. @returns false when there is none to take the place of */
  replace(session: KeptSession): Promise<boolean>
}

export interface OpenCredential {
  server: CapgoServer
  secret: Secret
  /** Whether the server has accepted it in this run. */
  tried: boolean
  renew(session: KeptSession): Promise<boolean>
  /** Called once, when the server no longer accepts it. */
  onEnded(error: AppError): void
}

export function openCredential({ http, now, gates }: { http: HttpClient; now: () => number; gates?: RateGates | undefined }, { server, secret, tried, renew, onEnded }: OpenCredential): OpenedCredential {
  if (secret.kind === 'apiKey') {
    const source = createApiKeyCredential(secret.key, onEnded)
    return {
      requester: createRequester({ http, server, credentials: tried ? source : oneFirst(source), gates }),
      level: () => Promise.resolve(null),
      leave() {
        source.leave()
        return Promise.resolve(null)
      },
      quiet: () => Promise.resolve(),
      replace: () => Promise.resolve(false)
    }
  }
  const keeper = createSessionKeeper({
    session: secret.session,
    refresh: (token) => refreshSession(createRequester({ http, server, credentials: null }), token),
    save: renew,
    now,
    onEnded
  })
  return {
    requester: createRequester({ http, server, credentials: tried ? keeper : oneFirst(keeper), gates }),
    async level() {
      const credential = await keeper.current()
      return credential.kind === 'session' ? levelOf(credential.accessToken) : null
    },
    leave: () => keeper.leave(),
    quiet: () => keeper.quiet(),
    replace: (session) => keeper.replace(session)
  }
}
