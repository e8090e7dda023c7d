import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'

/** @param opening resolves once the keychain has been asked; until then the window shows that it is starting */
export function connectionHandlers(opening: Promise<ConnectionService>) {
  return {
    'connection.current': async () => (await opening).current(),
    'connection.openDemo': async () => (await opening).openDemo(),
    'connection.resetDemo': async () => (await opening).openDemo({ afresh: true }),
    'connection.signInWithApiKey': async (input) => (await opening).signInWithApiKey(input),
    'connection.signInWithPassword': async (input) => (await opening).signInWithPassword(input),
    'connection.verifyCode': async (input) => (await opening).verifyCode(input),
    'connection.cancelSignIn': async ({ attemptId }) => {
      ;(await opening).cancelSignIn(attemptId)
      return null
    },
    'connection.signOut': async () => (await opening).signOut(),
    'connection.rememberOrganization': async ({ organizationId }) => {
      await (await opening).rememberOrganization(organizationId)
      return null
    }
  } satisfies Partial<Handlers>
}
