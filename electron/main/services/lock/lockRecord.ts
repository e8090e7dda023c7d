import { z } from 'zod'
import { lockReasonSchema } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import { createJsonFile } from '../../storage/jsonFile'

/** What of the lock outlives a run, so that quitting is no way around it. Nothing of it is secret. */
export const lockRecordSchema = z.strictObject({
  locked: z.strictObject({ because: lockReasonSchema, since: z.iso.datetime() }).nullable(),
  /** Wrong passwords in a row, for the connection whose secrets have this id; `lastAt` in milliseconds since 1970. */
  wrong: z.strictObject({ secretId: z.uuid(), count: z.int().min(1), lastAt: z.number() }).nullable()
})
export type LockRecord = z.infer<typeof lockRecordSchema>

export const nothingRecorded: LockRecord = { locked: null, wrong: null }

export interface LockRecords {
  /** What was found at the start, changed by this run since. */
  current(): LockRecord
  /** Reads the file of last time. Never fails: what cannot be read is not there, and the log says why. */
  load(): Promise<LockRecord>
  /** Holds at once for this run; resolves when it is written, or when the log says that it could not be. */
  change(change: Partial<LockRecord>): Promise<void>
  /** Resolves when what was changed is written. */
  settled(): Promise<void>
}

/** @param path null: for this run only */
export function createLockRecords({ path, log }: { path: string | null; log: Logger }): LockRecords {
  const file =
    path === null
      ? null
      : createJsonFile<LockRecord>({ path, version: 1, schema: lockRecordSchema, migrations: {}, empty: () => nothingRecorded, onSetAside: ({ reason }) => log.warn('lock.setAside', { reason }) })
  let record = nothingRecorded
  let writing: Promise<void> = Promise.resolve()
  return {
    current: () => record,
    async load() {
      try {
        if (file) record = (await file.read()).value
      } catch (thrown) {
        log.warn('lock.unreadable', { cause: thrown })
      }
      return record
    },
    async change(change) {
      record = { ...record, ...change }
      // The file keeps the order of its writes.
      writing = file?.write(record).catch((thrown: unknown) => log.warn('lock.notWritten', { cause: thrown })) ?? writing
      await writing
    },
    settled: () => writing
  }
}
