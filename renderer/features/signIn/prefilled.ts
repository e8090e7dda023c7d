import type { ConnectionOutline, ConnectionState } from '#shared/domain/connection'
import type { AskedSignIn } from '../../composables/signInRoute'

const productionServer = 'api.capgo.app'

/**
 * What stands in the forms before anything is typed. Signing in by e-mail beside a connection asks the same server; a
 * connection that is signed in to again has its own e-mail; a new connection begins empty.
 */
export function prefilled(state: ConnectionState, asked: AskedSignIn | null, joined: ConnectionOutline | null): { email: string; server: string } {
  const left = state.status === 'signedOut' ? state : null
  if (joined !== null) return { email: joined.session?.email ?? (left?.connectionId === joined.id ? left.lastEmail : null) ?? '', server: '' }
  if (asked !== null && asked.way === null) return { email: '', server: '' }
  if (left !== null) return { email: left.lastEmail ?? '', server: left.lastServer ?? '' }
  if (state.status === 'starting' || state.status === 'signedOut' || state.connection.demo) return { email: '', server: '' }
  const { credential, server } = state.connection
  return { email: credential.kind === 'session' ? credential.email : '', server: server === productionServer ? '' : server }
}
