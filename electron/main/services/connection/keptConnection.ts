import { AppError } from '#shared/errors/appError'
import type { SecretStorage } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import { nothingRemembered, type ConnectionRepository, type Remembered, type RememberedConnection } from './connectionRepository'
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

  /** Connections whose secrets are in the vault by this run's knowledge. */
  const own = new Set<string>()
  /** The last keeping of a renewed session; forgetting comes after it. */
  let saving = Promise.resolve()

  /** Removes secrets, and returns those that are still to be removed. */
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

  /** A file that cannot be read is no reason not to sign in. */
  const readOrNothing = (): Promise<Remembered> =>
    repository.read().catch((thrown: unknown) => {
      log.warn('connection.unreadable', { cause: thrown })
      return nothingRemembered
    })

  /** @throws AppError `storageFailed` when it could not be written down; the secrets are gone all the same */
  const forgetNoted = async (noted: Remembered): Promise<void> => {
    const toForget = await forgetSecrets(noted.toForget)
    if (toForget.length < noted.toForget.length) await repository.write({ ...noted, toForget })
  }

  /** Puts everything back as it was before a connection that could not be kept. @throws whatever broke it */
  const undo = async (before: Remembered, remembered: RememberedConnection, broken: unknown): Promise<never> => {
    const left = await forgetSecrets([secretIdOf(remembered)])
    await repository.write({ ...before, toForget: [...before.toForget, ...left] }).catch((thrown: unknown) => log.warn('connection.notUndone', { cause: thrown }))
    throw broken
  }

  const saveNamed = async (before: Remembered, remembered: RememberedConnection, secret: Secret): Promise<void> => {
    await repository.write({ ...before, toForget: [...before.toForget, secretIdOf(remembered)] })
    await saveSecret(remembered, secret).catch((thrown: unknown) => undo(before, remembered, thrown))
  }

  return {
    /** What the sign-in form offers again. */
    async offered(): Promise<{ lastEmail: string | null; lastServer: string | null }> {
      const { lastEmail, lastServer } = await readOrNothing()
      return { lastEmail, lastServer }
    },

    async lastOrganizationOf(userId: string): Promise<string | null> {
      const { current } = await readOrNothing()
      return current?.userId === userId ? current.lastOrganizationId : null
    },

    /**
     * Keeps a new connection in the place of the former one. Every secret is named in the file before it is in the vault, and
     * the former one goes last: whatever breaks in between, the next start finds one of the two, and nothing that nobody knows
     * of. A credential that works is not thrown away because it cannot be kept.
     * @returns where it is kept; `memory` when the keychain or the file refused it
     */
    async keep(remembered: RememberedConnection, secret: Secret, address: string | null): Promise<SecretStorage> {
      try {
        const before = await repository.read()
        await saveNamed(before, remembered, secret)
        const former = before.current ? [secretIdOf(before.current)] : []
        const after = { current: remembered, lastEmail: remembered.email ?? before.lastEmail, lastServer: address, toForget: [...before.toForget, ...former] }
        await repository.write(after).catch((thrown: unknown) => undo(before, remembered, thrown))
        own.add(remembered.id)
        await forgetNoted(after).catch((thrown: unknown) => log.warn('connection.notTidied', { cause: thrown }))
        return vault.storage()
      } catch (thrown) {
        log.error('connection.notKept', { cause: thrown })
        return 'memory'
      }
    },

    /** Keeps a renewed session; when that fails the vault's own state tells the person. */
    async renew(remembered: RememberedConnection, session: KeptSession): Promise<void> {
      // What is in memory only, or was left meanwhile, must not come into the keychain by being renewed.
      if (!own.has(remembered.id)) return
      saving = saveSecret(remembered, { kind: 'session', session }).catch((thrown: unknown) => log.error('vault.saveFailed', { cause: thrown }))
      await saving
    },

    /** Keeps what was chosen last; the choice holds for this run even when it cannot be kept. */
    async update(remembered: RememberedConnection): Promise<void> {
      try {
        const before = await repository.read()
        if (before.current?.id === remembered.id) await repository.write({ ...before, current: remembered })
      } catch (thrown) {
        log.warn('connection.notUpdated', { cause: thrown })
      }
    },

    /** @throws AppError `vaultLocked`, `vaultUnavailable`, `storageFailed` */
    async recall(): Promise<RecalledConnection | null> {
      const before = await repository.read()
      if (before.toForget.length > 0 && vault.storage() === 'keychain') await forgetNoted(before).catch((thrown: unknown) => log.warn('connection.notTidied', { cause: thrown }))
      const { current: remembered } = before
      if (!remembered) return null
      const id = secretIdOf(remembered)
      const { found } = remembered.credential === 'apiKey' ? await vault.readApiKey(id) : await vault.readSession(id)
      if (found !== null) {
        own.add(remembered.id)
        return { remembered, secret: typeof found === 'string' ? { kind: 'apiKey', key: found } : { kind: 'session', session: found }, storage: vault.storage() }
      }
      // An empty keychain needs no words; one that cannot be asked this time may well hold the secret.
      if (vault.storage() === 'keychain') return null
      throw new AppError({
        code: vault.state() === 'locked' ? 'vaultLocked' : 'vaultUnavailable',
        message: 'The credential of last time is in the keychain, which cannot be read in this run.',
        retryable: false,
        details: { foundState: vault.state() }
      })
    },

    /** Locked without a keychain: memory keeps nothing either. */
    async forgetInMemory(): Promise<void> {
      const { current } = await readOrNothing()
      if (current && vault.storage() === 'memory') await vault.forgetConnection(secretIdOf(current))
    },

    /** Removes the record and every secret of the connection. @throws AppError `storageFailed`; the secret is gone all the same */
    async forget(remembered: RememberedConnection): Promise<void> {
      own.delete(remembered.id)
      await saving
      const id = secretIdOf(remembered)
      try {
        const before = await repository.read()
        const after = { ...before, current: before.current?.id === remembered.id ? null : before.current, toForget: [...before.toForget, id] }
        await repository.write(after)
        await forgetNoted(after)
      } catch (thrown) {
        await forgetSecrets([id])
        throw thrown
      }
    }
  }
}
