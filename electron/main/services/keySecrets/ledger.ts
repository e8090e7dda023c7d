import { asAppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import type { Owner, SecretRecord } from './secretRecord'
import type { SecretRecords } from './secretRecords'

/** The records as they stand, on the disk and in memory; memory is ahead only where the disk refused. */
export interface Ledger {
  /** Reads them once. @throws AppError `storageFailed`; asked again, it tries again */
  ready(): Promise<void>
  /** The newest first. */
  of(owner: Owner): SecretRecord[]
  /** Whose records there are. */
  owners(): Owner[]
  get(id: string): SecretRecord | null
  /** Ids whose record could not be read. */
  damaged(): readonly string[]
  /** On the disk first. @throws AppError `storageFailed`; nothing has changed then */
  put(record: SecretRecord): Promise<void>
  /** What has happened stands in memory whatever the disk says; it is written again with the next `rewrite`. */
  stand(record: SecretRecord): Promise<void>
  /** As `stand`, of what is over. */
  drop(id: string): Promise<void>
  /** Removes a damaged record with whatever stands aside of it. @throws AppError `storageFailed` */
  discard(id: string): Promise<void>
  /** Tries again what the disk refused. */
  rewrite(): Promise<void>
}

export function createLedger(records: SecretRecords, log: Logger): Ledger {
  const known = new Map<string, SecretRecord>()
  /** What the disk does not have as it is; null: to be removed. */
  const behind = new Map<string, SecretRecord | null>()
  const inTurn = createSerialQueue()
  let damaged: string[] = []
  let loading: Promise<void> | null = null

  const load = async (): Promise<void> => {
    const loaded = await records.load()
    for (const record of loaded.records) if (!known.has(record.id)) known.set(record.id, record)
    damaged = loaded.damaged
  }

  /** One after the other; what was refused waits. */
  const write = (id: string, record: SecretRecord | null): Promise<void> => {
    behind.set(id, record)
    return inTurn(async () => {
      if (behind.get(id) !== record) return
      await (record === null ? records.remove(id) : records.write(record))
      behind.delete(id)
    }).catch((thrown: unknown) => log.error('keySecrets.notWritten', { id, stage: record?.stage ?? 'gone', code: asAppError(thrown).code }))
  }

  return {
    async ready() {
      loading ??= load()
      try {
        await loading
      } catch (thrown) {
        loading = null
        throw thrown
      }
    },
    of: ({ server, userId }) => [...known.values()].filter((record) => record.server === server && record.userId === userId).sort((a, b) => (a.askedAt < b.askedAt ? 1 : -1)),
    owners: () => [...new Map([...known.values()].map(({ server, userId }) => [`${server} ${userId}`, { server, userId }])).values()],
    get: (id) => known.get(id) ?? null,
    damaged: () => damaged,
    async put(record) {
      await inTurn(() => records.write(record))
      behind.delete(record.id)
      known.set(record.id, record)
      damaged = damaged.filter((id) => id !== record.id)
    },
    async stand(record) {
      known.set(record.id, record)
      damaged = damaged.filter((id) => id !== record.id)
      await write(record.id, record)
    },
    async drop(id) {
      known.delete(id)
      await write(id, null)
    },
    async discard(id) {
      await inTurn(() => records.discard(id))
      damaged = damaged.filter((other) => other !== id)
    },
    async rewrite() {
      for (const [id, record] of [...behind]) await write(id, record)
    }
  }
}
