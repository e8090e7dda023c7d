import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'

export function connectionHandlers(connections: ConnectionService) {
  return {
    'connection.current': () => connections.current(),
    'connection.openDemo': () => connections.openDemo(),
    'connection.signInWithApiKey': (input) => connections.signInWithApiKey(input),
    'connection.signInWithPassword': (input) => connections.signInWithPassword(input),
    'connection.verifyCode': (input) => connections.verifyCode(input),
    'connection.cancelSignIn': ({ attemptId }) => {
      connections.cancelSignIn(attemptId)
      return null
    },
    'connection.signOut': () => connections.signOut(),
    'connection.rememberOrganization': async ({ organizationId }) => {
      await connections.rememberOrganization(organizationId)
      return null
    }
  } satisfies Partial<Handlers>
}
