import { AppError, asAppError } from '#shared/errors/appError'
import type { ConnectionState, CredentialKind } from '#shared/domain/connection'
import { fingerprintOf } from './apiKeyCredential'
import { using, type ConnectionRecord } from './connectionRecord'
import { secretGone, type CredentialTests } from './credentialTests'
import type { KeptConnections, Recalled } from './keptConnections'
import type { LockedBefore, LocksOnKept } from './locksOnKept'
import { heldFrom, type OpenConnection } from './openConnection'
import { noSuchConnection } from './places'

export interface OpeningDeps {
  kept: KeptConnections
  open: OpenConnection
  tests: CredentialTests
  locks?: LocksOnKept | undefined
}

/** Opens connections from what is kept, without asking their servers. */
export function createOpening({ kept, open, tests, locks }: OpeningDeps) {
  /** Whatever else holds the credential lets go of it first: two renewals of one session end it. */
  const recalled = <T>(record: ConnectionRecord, kind: CredentialKind, task: (recalled: Recalled | null) => Promise<T>): Promise<T> =>
    tests.keptOff(record.id, async () => {
      await open.isLeft(record.id)
      return task(await kept.recall(record, kind))
    })

  const activate = async ({ record, secret, storage }: Recalled): Promise<void> => {
    open.activate({ record: using(record, secret.kind), secret, storage, tried: false })
    await kept.chosen(record.id, secret.kind)
    if (secret.kind !== 'apiKey' || record.apiKey?.fingerprint === fingerprintOf(secret.key)) return
    // Of a file that did not know it yet.
    const apiKey = { userId: record.apiKey?.userId ?? '', fingerprint: fingerprintOf(secret.key) }
    await kept.remember(record.id, (one) => ({ ...one, apiKey }))
  }

  return {
    /** @param password the proof where it is locked and takes one; null: none was given */
    async use(connectionId: string, credential: CredentialKind | null, password: string | null): Promise<ConnectionState> {
      const shown = open.shown()
      if (shown?.demo && shown.record.id === connectionId) return open.state()
      const record = await kept.find(connectionId)
      if (!record) throw noSuchConnection()
      const kind = credential ?? record.uses
      if (kind === null || record[kind] === null) {
        throw new AppError({ code: 'unauthorized', message: 'The connection has no such credential; somebody has to sign in again.', retryable: false })
      }
      if (open.isOpen(record.id, kind)) return open.state()
      return recalled(record, kind, async (found) => {
        if (!found) throw secretGone()
        await locks?.prove(heldFrom(found), password)
        await activate(found)
        return open.state()
      })
    },

    /**
     * The connection of last time. Whatever fails ends in being signed out with the reason.
     * @param locked what is done in place of opening what is locked
     */
    async restore(locked: (recalled: Recalled, before: LockedBefore) => Promise<ConnectionState>): Promise<ConnectionState> {
      let record: ConnectionRecord | null = null
      try {
        await kept.tidy()
        if (await kept.isEmpty()) locks?.nothingKept()
        record = await kept.current()
        if (!record?.uses) return await open.signedOut(null, record?.id ?? null)
        const { id, uses } = record
        return await recalled(record, uses, async (found) => {
          if (!found) return open.signedOut(null, id)
          const before = locks?.on({ id: heldFrom(found).secretId, kind: uses }) ?? null
          if (before) return locked(found, before)
          await activate(found)
          return open.state()
        })
      } catch (thrown) {
        return open.signedOut(asAppError(thrown), record?.id ?? null)
      }
    }
  }
}
