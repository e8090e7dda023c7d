import type { VaultState } from '#shared/domain/vaultState'
import { accountOf } from './keychain'
import type { SecretVault, StoredSession } from './secretVault'

/** Secrets for this run only; `state` says why the keychain is not used. */
export function createMemoryVault(state: VaultState): SecretVault {
  const apiKeys = new Map<string, string>()
  const sessions = new Map<string, StoredSession>()
  return {
    state: () => state,
    storage: () => 'memory',
    onStateChange: () => () => undefined,
    async saveApiKey(connectionId, key) {
      apiKeys.set(accountOf('api-key', connectionId), key)
    },
    async readApiKey(connectionId) {
      return { found: apiKeys.get(accountOf('api-key', connectionId)) ?? null }
    },
    async saveSession(connectionId, session) {
      sessions.set(accountOf('session', connectionId), { ...session })
    },
    async readSession(connectionId) {
      const session = sessions.get(accountOf('session', connectionId))
      return { found: session ? { ...session } : null }
    },
    async forgetConnection(connectionId) {
      apiKeys.delete(accountOf('api-key', connectionId))
      sessions.delete(accountOf('session', connectionId))
    }
  }
}
