import { AppError } from '#shared/errors/appError'
import type { CredentialKind, SecretStorage } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import type { SecretVault } from '../../vault/secretVault'
import { distinctSecrets, kinds, nothingRemembered, offeredServer, sameSecret, secretOf, secretsOf, using, withoutCredential, type ConnectionRecord, type Remembered, type SecretRef } from './connectionRecord'
import type { ConnectionRepository } from './connectionRepository'
import type { Secret } from './openedCredential'
import { createSecretRemoval } from './secretRemoval'
import type { KeptSession } from './sessionKeeper'
import { createUnkept } from './unkept'

export interface Recalled {
  record: ConnectionRecord
  secret: Secret
  storage: SecretStorage
}

/** @param secretId where the secret will be */
export type KeptFirst = (secretId: string) => Promise<void>

export type KeptConnections = ReturnType<typeof createKeptConnections>

/** What outlives a run: the records of the connections in a file, their secrets in the vault, and the order between the two. */
export function createKeptConnections({ vault, repository, log }: { vault: SecretVault; repository: ConnectionRepository; log: Logger }) {
  const unkept = createUnkept()
  /** Chosen last in this run, where the file does not say so. */
  let chosenHere: string | null = null
  /** Secrets that are in the vault by this run's knowledge. */
  const own = new Set<string>()
  const nameOf = ({ id, kind }: SecretRef): string => `${kind}/${id}`
  /** What is forgotten is forgotten after a keeping that was under way. */
  const inOrder = createSerialQueue()
  const removal = createSecretRemoval({ vault, repository, log })

  const save = ({ id }: SecretRef, secret: Secret, first?: KeptFirst): Promise<void> =>
    inOrder(async () => {
      await first?.(id)
      await (secret.kind === 'session' ? vault.saveSession(id, secret.session) : vault.saveApiKey(id, secret.key))
    })

  /** A file that cannot be read is no reason not to sign in. */
  const readOrNothing = (): Promise<Remembered> =>
    repository.read().catch((thrown: unknown) => {
      log.warn('connection.unreadable', { cause: thrown })
      return nothingRemembered
    })

  const quietly = (event: string) => (thrown: unknown) => log.warn(event, { cause: thrown })
  const list = async (): Promise<ConnectionRecord[]> => unkept.over((await repository.read()).connections)

  /** Puts everything back as it was before a credential that could not be kept. @throws whatever broke it */
  const undo = async (before: Remembered, ref: SecretRef, broken: unknown): Promise<never> => {
    const left = await inOrder(() => removal.forget([ref]))
    await repository.write({ ...before, toForget: [...without(before.toForget, ref), ...left] }).catch(quietly('connection.notUndone'))
    throw broken
  }

  /** Into the vault under a name that the file knows beforehand. */
  const saveNamed = async (before: Remembered, ref: SecretRef, secret: Secret, first?: KeptFirst): Promise<void> => {
    await repository.write({ ...before, toForget: [...without(before.toForget, ref), ref] })
    await save(ref, secret, first).catch((thrown: unknown) => undo(before, ref, thrown))
  }

  /** Without a keychain: the file has the connection and the person, and promises no credential that the next start could not find. */
  const keepHere = async (before: Remembered, kept: ConnectionRecord | undefined, record: ConnectionRecord, secret: Secret, first: () => Promise<void> | undefined): Promise<SecretStorage> => {
    await first()
    unkept.put(record, secret)
    chosenHere = record.id
    const keepable = unkept.keepable(record, kept)
    const connections = kept ? before.connections.map((one) => (one === kept ? keepable : one)) : [...before.connections, keepable]
    const after = { ...before, connections, currentId: record.id, lastEmail: record.session?.email ?? before.lastEmail, lastServer: offeredServer(record) }
    await repository.write(after).catch(quietly('connection.notUpdated'))
    return 'memory'
  }

  const change = async (id: string, how: (record: ConnectionRecord) => ConnectionRecord, rest: Partial<Pick<Remembered, 'currentId'>> = {}): Promise<void> => {
    const before = await repository.read()
    const connections = before.connections.map((record) => (record.id === id ? how(record) : record))
    // What is not in the file is not what the next start begins with.
    if (connections.some((record) => record.id === id)) await repository.write({ ...before, connections, ...rest })
    unkept.update(id, how)
  }

  /** Removes credentials of a connection, and what the file says of them. @throws AppError `storageFailed`; the secrets are gone all the same */
  const forget = async (record: ConnectionRecord, meant: readonly CredentialKind[], how: (remembered: Remembered) => Remembered): Promise<void> => {
    const refsOf = (one: ConnectionRecord | undefined): SecretRef[] => (one ? secretsOf(one).filter(({ kind }) => meant.includes(kind)) : [])
    let refs = refsOf(record)
    try {
      const before = await repository.read()
      // What is kept may be another person's than what is in use in this run.
      refs = distinctSecrets([...refs, ...refsOf(before.connections.find(({ id }) => id === record.id))])
      for (const ref of refs) own.delete(nameOf(ref))
      const after = how({ ...before, toForget: distinctSecrets([...before.toForget, ...refs]) })
      await repository.write(after)
      await inOrder(() => removal.forgetNoted(after))
    } catch (thrown) {
      await inOrder(() => removal.forget(refs))
      throw thrown
    }
  }

  return {
    /** The connections of this run: those that are kept, and those that could not be. @throws AppError `storageFailed` */
    list,
    /** @throws AppError `storageFailed` */
    find: async (id: string): Promise<ConnectionRecord | null> => (await list()).find((record) => record.id === id) ?? null,

    /** As far as the file can be read, for what must not fail because of it. */
    known: async (): Promise<ConnectionRecord[]> => unkept.over((await readOrNothing()).connections),

    /** What the sign-in form offers again; of a connection, where one is meant. */
    async offered(record: ConnectionRecord | null): Promise<{ lastEmail: string | null; lastServer: string | null }> {
      const { lastEmail, lastServer } = await readOrNothing()
      if (record === null) return { lastEmail, lastServer }
      return { lastEmail: record.session?.email ?? record.lastPerson?.email ?? lastEmail, lastServer: offeredServer(record) }
    },

    /** The connection that was open last. @throws AppError `storageFailed` */
    async current(): Promise<ConnectionRecord | null> {
      const { connections, currentId } = await repository.read()
      return unkept.over(connections).find(({ id }) => id === (chosenHere ?? currentId)) ?? null
    },

    /** Whether no secret is kept by the file's knowledge. @throws AppError `storageFailed` */
    isEmpty: async (): Promise<boolean> => (await repository.read()).connections.every(({ uses }) => uses === null),

    /** Makes up for what could not be removed in an earlier run. */
    async tidy(): Promise<void> {
      const before = await readOrNothing()
      if (before.toForget.length > 0 && vault.storage() === 'keychain') await inOrder(() => removal.forgetNoted(before)).catch(quietly('connection.notTidied'))
    },

    /**
     * Keeps a credential of a connection, which is opened with it from now on. Every secret is named in the file before it is
     * in the vault, and the former one of its kind goes last: whatever breaks in between, the next start finds one of the two,
     * and nothing that nobody knows of. A credential that works is not thrown away because it cannot be kept.
     * @param first kept before the secret, under a name that the file knows by then; without it the secret is not kept either
     * @returns where it is kept; `memory` when the keychain or the file refused it
     */
    async keep(record: ConnectionRecord, secret: Secret, first?: KeptFirst): Promise<SecretStorage> {
      const ref = secretOf(record, secret.kind)
      try {
        if (ref === null) throw new TypeError('The record does not have the credential.')
        const before = await repository.read()
        const kept = before.connections.find(({ id }) => id === record.id)
        if (vault.storage() === 'memory') return await keepHere(before, kept, record, secret, () => first?.(ref.id))
        const former = kept ? secretOf(kept, secret.kind) : null
        /** The same person's: it is known under this name already, and takes the place of the former in the vault. */
        const inPlace = former !== null && sameSecret(former, ref)
        await (inPlace ? save(ref, secret, first) : saveNamed(before, ref, secret, first))
        unkept.forget(record.id, secret.kind)
        const keepable = unkept.keepable(record, kept)
        const after: Remembered = {
          connections: kept ? before.connections.map((one) => (one === kept ? keepable : one)) : [...before.connections, keepable],
          currentId: record.id,
          lastEmail: record.session?.email ?? before.lastEmail,
          lastServer: offeredServer(record),
          toForget: [...without(before.toForget, ref), ...(former && !inPlace ? [former] : [])]
        }
        await repository.write(after).catch((thrown: unknown) => (inPlace ? quietly('connection.notUpdated')(thrown) : undo(before, ref, thrown)))
        unkept.update(record.id, () => record)
        own.add(nameOf(ref))
        chosenHere = null
        await inOrder(() => removal.forgetNoted(after)).catch(quietly('connection.notTidied'))
        return vault.storage()
      } catch (thrown) {
        log.error('connection.notKept', { cause: thrown })
        unkept.put(record, secret)
        chosenHere = record.id
        return 'memory'
      }
    },

    /** Keeps a renewed session. @returns false when the keychain refused it, whose own state tells the person */
    async renew(record: ConnectionRecord, session: KeptSession): Promise<boolean> {
      const secret: Secret = { kind: 'session', session }
      const ref = secretOf(record, 'session')
      // What is in memory only, or was left meanwhile, must not come into the keychain by being renewed.
      if (unkept.secretOf(record.id, 'session')) unkept.renew(record.id, secret)
      else if (ref && own.has(nameOf(ref))) {
        return save(ref, secret).then(
          () => true,
          (thrown: unknown) => {
            log.error('vault.saveFailed', { cause: thrown })
            return false
          }
        )
      }
      return true
    },

    /** @throws AppError `storageFailed`; nothing is changed then */
    change,

    /** What was chosen last holds for this run even when it cannot be kept. */
    async remember(id: string, how: (record: ConnectionRecord) => ConnectionRecord): Promise<void> {
      await change(id, how).catch(quietly('connection.notUpdated'))
    },

    /** Opened with this credential, also at the next start. */
    async chosen(id: string, kind: CredentialKind): Promise<void> {
      chosenHere = id
      await change(id, (record) => using(record, kind), { currentId: id }).catch(quietly('connection.notUpdated'))
    },

    /**
     * The credential as it was kept; null: it is not in the keychain any more.
     * @throws AppError `vaultLocked`, `vaultUnavailable`
     */
    async recall(record: ConnectionRecord, kind: CredentialKind): Promise<Recalled | null> {
      const inMemory = unkept.secretOf(record.id, kind)
      if (inMemory) return { record, secret: inMemory, storage: 'memory' }
      const ref = secretOf(record, kind)
      if (ref === null) return null
      const { found } = ref.kind === 'apiKey' ? await vault.readApiKey(ref.id) : await vault.readSession(ref.id)
      if (found !== null) {
        own.add(nameOf(ref))
        return { record, secret: typeof found === 'string' ? { kind: 'apiKey', key: found } : { kind: 'session', session: found }, storage: vault.storage() }
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

    /** Removes one credential; the rest of the connection stays. @throws AppError `storageFailed`; the secret is gone all the same */
    async forgetCredential(record: ConnectionRecord, kind: CredentialKind): Promise<void> {
      if (chosenHere === record.id) chosenHere = null
      unkept.forget(record.id, kind)
      unkept.update(record.id, (one) => withoutCredential(one, kind))
      await forget(record, [kind], (before) => ({
        ...before,
        connections: before.connections.map((one) => (one.id === record.id ? withoutCredential(one, kind) : one)),
        // Nothing is opened by itself after signing out.
        currentId: before.currentId === record.id && record.uses === kind ? null : before.currentId
      }))
    },

    /** Removes the connection with every secret and all that is kept of it. @throws AppError `storageFailed`; the secrets are gone all the same */
    async remove(record: ConnectionRecord): Promise<void> {
      if (chosenHere === record.id) chosenHere = null
      unkept.remove(record.id)
      const emails = [record.session?.email, record.lastPerson?.email]
      await forget(record, kinds, (before) => ({
        ...before,
        connections: before.connections.filter(({ id }) => id !== record.id),
        currentId: before.currentId === record.id ? null : before.currentId,
        lastEmail: emails.includes(before.lastEmail ?? undefined) ? null : before.lastEmail,
        lastServer: before.lastServer === offeredServer(record) ? null : before.lastServer
      }))
    },

    /** Locked: nothing of a secret stays in memory, whatever the keychain is. */
    async dropFromMemory(): Promise<void> {
      const here = unkept.refs()
      unkept.dropSecrets()
      if (vault.storage() === 'memory') await inOrder(() => removal.forget(here))
    }
  }
}

const without = (refs: readonly SecretRef[], ref: SecretRef): SecretRef[] => refs.filter((one) => !sameSecret(one, ref))
