import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'

/**
 * @param opening resolves once the keychain has been asked
 * @param setAside the name under which the file of connections stands aside, if it does
 */
export function connectionsHandlers(opening: Promise<ConnectionService>, setAside: () => string | null) {
  return {
    'connections.list': async () => (await opening).list(),
    'connections.setAside': async () => {
      await opening
      return setAside()
    },
    'connections.use': async ({ connectionId, credential, password }) => (await opening).use(connectionId, credential, password),
    'connections.rename': async ({ connectionId, name }) => {
      await (await opening).rename(connectionId, name)
      return null
    },
    'connections.test': async ({ connectionId }) => (await opening).test(connectionId),
    'connections.removeCredential': async ({ connectionId, credential }) => (await opening).removeCredential(connectionId, credential),
    'connections.remove': async ({ connectionId }) => (await opening).remove(connectionId)
  } satisfies Partial<Handlers>
}
