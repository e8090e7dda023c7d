import type { Handlers } from '../listener'
import type { KeySecretsService } from '../../services/keySecrets/keySecrets'

/** @param secrets there once the keychain has been asked */
export function keySecretsHandlers(secrets: Promise<KeySecretsService>) {
  return {
    'keySecrets.list': async () => (await secrets).list(),
    'keySecrets.reveal': async ({ secretId }) => (await secrets).reveal(secretId),
    'keySecrets.conceal': async () => {
      ;(await secrets).conceal()
      return null
    },
    'keySecrets.copy': async ({ secretId }) => (await secrets).copy(secretId),
    'keySecrets.save': async ({ secretIds, passphrase }) => (await secrets).save(secretIds, passphrase),
    'keySecrets.release': async ({ secretIds, notNeeded }) => (await secrets).release(secretIds, notNeeded),
    'keySecrets.dismiss': async ({ attemptId }) => (await secrets).dismiss(attemptId)
  } satisfies Partial<Handlers>
}
