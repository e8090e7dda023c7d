import type { Context } from 'hono'
import type { Sessions } from '../auth/sessions'
import { ANONYMOUS, type Actor } from '../rules/actor'
import { usableKey } from '../rules/apiKeys'
import type { Store } from '../store/store'
import { PostgrestError, raised } from './postgrestError'

/** Who calls `/rest/v1`: the database sees the role of the token and, apart from it, the text of the `capgkey` header. */
export interface RestCaller {
  /** PostgreSQL role: decides what may be called at all */
  role: 'anon' | 'authenticated'
  session: Extract<Actor, { kind: 'session' }> | undefined
  keyText: string | undefined
  /** The key and session as one actor: a key that was sent comes first. @throws PostgrestError when the key is of no use */
  actor(): Actor
  /** For row policies and permission checks: the session where there is one, else the key; a useless key counts as nobody. */
  quietActor(): Actor
}

/** @throws PostgrestError 401 for a token that is not ours or expired */
export function restCaller(c: Context, store: Store, sessions: Sessions): RestCaller {
  const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const keyText = c.req.header('capgkey')
  const session = token && token !== store.anonKey ? sessionOf(token, sessions) : undefined
  const keyActor = (): Actor | undefined => {
    const key = keyText === undefined ? undefined : usableKey(store, keyText)
    return key && { kind: 'apiKey', userId: key.user_id, key }
  }
  return {
    role: session ? 'authenticated' : 'anon',
    session,
    keyText,
    actor: () => {
      if (keyText === undefined) return session ?? ANONYMOUS
      const actor = keyActor()
      if (!actor) throw raised('Invalid API key provided')
      return actor
    },
    quietActor: () => session ?? keyActor() ?? ANONYMOUS
  }
}

function sessionOf(token: string, sessions: Sessions): RestCaller['session'] {
  // Only the signature and the expiry are looked at: a session that was signed out works here until it expires.
  const claims = sessions.claimsOf(token)
  if (claims === 'expired') throw new PostgrestError(401, 'PGRST303', 'JWT expired')
  if (!claims) throw new PostgrestError(401, 'PGRST301', 'No suitable key or wrong key type')
  return { kind: 'session', userId: claims.sub, aal: claims.aal, sessionId: claims.session_id }
}
