import { asAppError, type AppError } from '#shared/errors/appError'
import { useAppInfoStore } from '../stores/appInfo'
import { useCommandsStore } from '../stores/commands'
import { useConnectionStore } from '../stores/connection'
import { useConnectionsStore } from '../stores/connections'
import { useKeySecretsStore } from '../stores/keySecrets'
import { useNetworkStore } from '../stores/network'
import { usePolicyStore } from '../stores/policy'
import { useSettingsStore } from '../stores/settings'
import { useUpdatesStore } from '../stores/updates'
import { useVaultStore } from '../stores/vault'

export interface StartFailure {
  /** Where the noun phrase for what failed is among the texts. */
  whatKey: string
  error: AppError
}

/** The stores that follow main from the start. What fails is told and does not stop the rest. To be called in setup. */
export function startStores(): () => Promise<readonly StartFailure[]> {
  // A watcher of a store holds the component in whose setup the store was made, with all that it showed. Made here, for the
  // sign-in's window would be held by it, and what was typed there.
  useCommandsStore()
  const parts = [
    { whatKey: 'settings.about.what', store: useAppInfoStore() },
    { whatKey: 'settings.what', store: useSettingsStore() },
    { whatKey: 'managed.what', store: usePolicyStore() },
    { whatKey: 'shell.vault.what', store: useVaultStore() },
    { whatKey: 'shell.offline.what', store: useNetworkStore() },
    { whatKey: 'shell.updates.what', store: useUpdatesStore() },
    { whatKey: 'shell.connection.what', store: useConnectionStore() },
    { whatKey: 'connections.what', store: useConnectionsStore() },
    { whatKey: 'keySecrets.what', store: useKeySecretsStore() }
  ]
  return async () => {
    const results = await Promise.all(
      parts.map(async ({ whatKey, store }) => {
        try {
          await store.start()
          return null
        } catch (thrown) {
          return { whatKey, error: asAppError(thrown) }
        }
      })
    )
    return results.filter((failure) => failure !== null)
  }
}
