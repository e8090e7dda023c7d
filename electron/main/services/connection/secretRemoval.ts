import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import { sameSecret, secretsOf, type Remembered, type SecretRef } from './connectionRecord'
import type { ConnectionRepository } from './connectionRepository'

/** Removes secrets from the vault, and keeps in mind those that it would not let go. */
export function createSecretRemoval({ vault, repository, log }: { vault: SecretVault; repository: ConnectionRepository; log: Logger }) {
  /** @returns those that are still to be removed */
  const forget = async (refs: readonly SecretRef[]): Promise<SecretRef[]> => {
    const left: SecretRef[] = []
    for (const ref of refs) {
      try {
        await (ref.kind === 'session' ? vault.forgetSession(ref.id) : vault.forgetApiKey(ref.id))
        // Memory knows nothing of what an earlier run may have put into the keychain.
        if (vault.storage() === 'memory') left.push(ref)
      } catch (thrown) {
        log.error('vault.forgetFailed', { cause: thrown })
        left.push(ref)
      }
    }
    return left
  }

  return {
    forget,

    /** @throws AppError `storageFailed` when it could not be written down; the secrets are gone all the same */
    async forgetNoted(noted: Remembered): Promise<void> {
      const inUse = noted.connections.flatMap(secretsOf)
      const meant = noted.toForget.filter((ref) => !inUse.some((used) => sameSecret(used, ref)))
      const toForget = await forget(meant)
      if (toForget.length < noted.toForget.length) await repository.write({ ...noted, toForget })
    }
  }
}
