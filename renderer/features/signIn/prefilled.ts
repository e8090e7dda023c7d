import type { ConnectionState } from '#shared/domain/connection'

const productionServer = 'api.capgo.app'

/** What stands in the forms before anything is typed. Signing in beside a connection asks the same server. */
export function prefilled(state: ConnectionState): { email: string; server: string } {
  if (state.status === 'signedOut') return { email: state.lastEmail ?? '', server: state.lastServer ?? '' }
  if (state.status === 'starting' || state.connection.demo) return { email: '', server: '' }
  const { credential, server } = state.connection
  return { email: credential.kind === 'session' ? credential.email : '', server: server === productionServer ? '' : server }
}
