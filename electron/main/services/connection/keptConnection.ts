import { AppError } from '#shared/errors/appError'
import type { SecretStorage } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import type { ConnectionRepository, RememberedConnection } from './connectionRepository'
import { secretIdOf } from './secretId'
import type { KeptSession } from './sessionKeeper'

export type Secret = { kind: 'apiKey'; key: string } | { kind: 'session'; session: KeptSession }

export interface RecalledConnection {
  remembered: RememberedConnection
  secret: Secret
  storage: SecretStorage
}

export type KeptConnection = ReturnType<typeof createKeptConnection>

/** What outlives a run: the record of the connection in a file, its secret in the vault, and the order between the two. */
export function createKeptConnection({ vault, repository, log }: { vault: SecretVault; repository: ConnectionRepository; log: Logger }) {
  const saveSecret = (remembered: RememberedConnection, secret: Secret): Promise<void> =>
    secret.kind === 'session' ? vault.saveSession(secretIdOf(remembered), secret.session) : vault.saveApiKey(secretIdOf(remembered), secret.key)

  /** Removes secrets, or notes that they are still to be removed. Returns what is left to forget. */
  const forgetSecrets = async (ids: readonly string[]): Promise<string[]> => {
    const left: string[] = []
    for (const id of ids) {
      try {
        await vault.forgetConnection(id)
        // Memory knows nothing of what an earlier run may have put into the keychain.
        if (vault.storage() === 'memory') left.push(id)
      } catch (thrown) {
        log.error('vault.forgetFailed', { cause: thrown })
        left.push(id)
      }
    }
    return left
  }

  return {
    /** What the sign-in form offers again. */
    async offered(): Promise<{ lastEmail: string | null; lastServer: string | null }> {
      const { lastEmail, lastServer } = await repository.read()
      return { lastEmail, lastServer }
    },

    async lastOrganizationOf(userId: string): Promise<string | null> {
      const { current } = await repository.read()
      return current?.userId === userId ? current.lastOrganizationId : null
    },

    /**
     * Secret first, then the record of it: whatever breaks in between loses nothing. A credential that works is not thrown
     * away because it cannot be kept.
     * @returns where it is kept; `memory` when the keychain or the file refused it
     */
    async keep(remembered: RememberedConnection, secret: Secret, address: string | null): Promise<SecretStorage> {
      try {
        await saveSecret(remembered, secret)
        const before = await repository.read()
        const toForget = await forgetSecrets([...before.toForget, ...(before.current ? [secretIdOf(before.current)] : [])])
        await repository.write({ current: remembered, lastEmail: remembered.email ?? before.lastEmail, lastServer: address, toForget })
        return vault.storage()
      } catch (thrown) {
        log.error('connection.notKept', { cause: thrown })
        return 'memory'
      }
    },

    /** Keeps a renewed session; when that fails the vault's own state tells the person. */
    async renew(remembered: RememberedConnection, session: KeptSession): Promise<void> {
      await saveSecret(remembered, { kind: 'session', session }).catch((thrown: unknown) => log.error('vault.saveFailed', { cause: thrown }))
    },

    async update(remembered: RememberedConnection): Promise<void> {
      const before = await repository.read()
      if (before.current?.id === remembered.id) await repository.write({ ...before, current: remembered })
    },

    /** @throws AppError `vaultLocked`, `vaultUnavailable`, `storageFailed` */
    async recall(): Promise<RecalledConnection | null> {
      const { current: remembered } = await repository.read()
      if (!remembered) return null
      const id = secretIdOf(remembered)
      const { found } = remembered.credential === 'apiKey' ? await vault.readApiKey(id) : await vault.readSession(id)
      if (found !== null) return { remembered, secret: typeof found === 'string' ? { kind: 'apiKey', key: found } : { kind: 'session', session: found }, storage: vault.storage() }
      // An empty keychain needs no words; one that cannot be asked this time may well hold the secret.
      if (vault.storage() === 'keychain') return null
      throw new AppError({
        code: vault.state() === 'locked' ? 'vaultLocked' : 'vaultUnavailable',
        message: 'The credential of last time is in the keychain, which cannot be read in this run.',
        retryable: false,
        details: { foundState: vault.state() }
      })
    },

    /** Removes the record and every secret of the connection. @throws AppError `storageFailed`; the secret is gone all the same */
    async forget(remembered: RememberedConnection): Promise<void> {
      const before = await repository.read()
      const toForget = await forgetSecrets([...before.toForget, secretIdOf(remembered)])
      const current = before.current?.id === remembered.id ? null : before.current
      await repository.write({ ...before, current, toForget })
    }
  }
}
