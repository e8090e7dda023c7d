import type { Context } from 'hono'
import type { Sessions } from '../auth/sessions'
import type { ApiKeyActor, SessionActor, SignedIn } from '../rules/actor'
import { usableKey } from '../rules/apiKeys'
import type { RateLimits } from '../rules/rateLimits'
import type { Store } from '../store/store'
import { isUuid } from '../store/uuid'
import { refused, tooManyRequests, unauthorized } from './capgoError'

/** Signs requests to Capgo's functions in: the three gates of the real backend, which accept different headers. */
export class Gate {
  constructor(
    private readonly store: Store,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits
  ) {}

  /** For routes that take a key only: `capgkey`, or `authorization` as it stands (a Bearer token is no key). */
  key(c: Context): ApiKeyActor {
    this.refuseBlocked(c)
    const text = c.req.header('capgkey') ?? c.req.header('authorization')
    if (!text) throw this.failed(c, 'no_key_provided', 'No key provided')
    return this.keyActor(c, text)
  }

  /** For routes that take a session or a key. A session comes first; `authorization` that is a bare UUID is a key. */
  any(c: Context): SignedIn {
    this.refuseBlocked(c)
    const authorization = c.req.header('authorization')
    if (authorization && isUuid(authorization)) return this.keyActor(c, authorization)
    if (authorization) return this.sessionActor(c, authorization)
    const key = c.req.header('capgkey') ?? c.req.header('x-api-key')
    if (key) return this.keyActor(c, key)
    throw this.failed(c, 'no_jwt_apikey_or_subkey', 'No JWT, apikey or subkey provided')
  }

  /** For routes that take a session only and look at no key. */
  session(c: Context): SessionActor {
    const authorization = c.req.header('authorization')
    if (!authorization) throw unauthorized('no_jwt_apikey_or_subkey', 'No JWT, apikey or subkey provided')
    const actor = this.liveActor(authorization)
    if (!actor) throw refused('invalid_jwt', 'Invalid JWT')
    return actor
  }

  private refuseBlocked(c: Context): void {
    const until = this.limits.blockedAddress(addressOf(c))
    if (until !== undefined) throw tooManyRequests('too_many_failed_auth_attempts', until, this.store.nowMs())
  }

  private failed(c: Context, code: string, message: string) {
    this.limits.failed(addressOf(c))
    return unauthorized(code, message)
  }

  private keyActor(c: Context, text: string): ApiKeyActor {
    const key = usableKey(this.store, text)
    if (!key) throw this.failed(c, 'invalid_apikey', 'Invalid apikey')
    const until = this.limits.usedKey(key.id)
    if (until !== undefined) throw tooManyRequests('api_key_rate_limit_exceeded', until, this.store.nowMs(), { apikey_id: key.id })
    const limited = c.req.header('x-limited-key-id')
    // Limited keys carried lists of their own before roles came; none is left that could be valid.
    if (limited !== undefined) throw unauthorized('invalid_subkey', 'Invalid subkey')
    return { kind: 'apiKey', userId: key.user_id, key }
  }

  private sessionActor(c: Context, authorization: string): SessionActor {
    const actor = this.liveActor(authorization)
    if (!actor) throw this.failed(c, 'invalid_jwt', 'Invalid JWT')
    return actor
  }

  private liveActor(authorization: string): SessionActor | undefined {
    const live = this.sessions.liveSession(authorization.replace(/^Bearer\s+/i, ''))
    return live && { kind: 'session', userId: live.user.id, aal: live.claims.aal, sessionId: live.session.id }
  }
}

/** The client's address as a proxy reports it; undefined without a proxy. */
export function addressOf(c: Context): string | undefined {
  return c.req.header('cf-connecting-ip') ?? c.req.header('x-forwarded-for')?.split(',')[0]?.trim()
}
