import { z } from 'zod'
import { lockReasonSchema } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import { createJsonFile } from '../../storage/jsonFile'
import { secretRefSchema } from '../connection/connectionRecord'

const lockedSchema = z.strictObject({
  because: lockReasonSchema,
  since: z.iso.datetime(),
  /** Whether the way out of it was a question (the password, Touch ID), so that reading the keychain alone is none. */
  asks: z.boolean(),
  /** Credentials for which reading the keychain is enough all the same: they were in use when it was locked. */
  byKeychain: z.array(secretRefSchema),
  /** Credentials that were proved or signed in with since; every other one is still locked. */
  released: z.array(secretRefSchema)
})
export type LockOnKept = z.infer<typeof lockedSchema>

/** What of the lock outlives a run, so that quitting is no way around it. Nothing of it is secret. */
export const lockRecordSchema = z.strictObject({
  /** Of every credential that is kept, not only of the one in use when it was locked. */
  locked: lockedSchema.nullable(),
  /** Wrong passwords in a row, for each credential by the id of its secret; `lastAt` in milliseconds since 1970. */
  wrong: z.array(z.strictObject({ secretId: z.uuid(), count: z.int().min(1), lastAt: z.number() }))
})
export type LockRecord = z.infer<typeof lockRecordSchema>

export const nothingRecorded: LockRecord = { locked: null, wrong: [] }

/** The file of before: it knew one connection. */
const version1Schema = z.strictObject({
  locked: z.strictObject({ because: lockReasonSchema, since: z.iso.datetime() }).nullable(),
  wrong: z.strictObject({ secretId: z.uuid(), count: z.int().min(1), lastAt: z.number() }).nullable()
})
function fromVersion1(data: unknown): LockRecord {
  const { locked, wrong } = version1Schema.parse(data)
  return { locked: locked && { ...locked, asks: false, byKeychain: [], released: [] }, wrong: wrong ? [wrong] : [] }
}

export interface LockRecords {
  /** What was found at the start, changed by this run since. */
  current(): LockRecord
  /** Reads the file of last time. Never fails: a file that is missing or cannot be understood counts as locked, and the log says why. */
  load(): Promise<LockRecord>
  /** Nothing is kept that could be locked: a file that is missing was never there. */
  nothingKept(): void
  /** Holds at once for this run; resolves when it is written, or when the log says that it could not be. */
  change(change: Partial<LockRecord>): Promise<void>
  /** Resolves when what was changed is written. */
  settled(): Promise<void>
}

/** @param path null: for this run only */
export function createLockRecords({ path, log, now = Date.now }: { path: string | null; log: Logger; now?: () => number }): LockRecords {
  const unreadable = (): LockRecord => ({ ...nothingRecorded, locked: { because: 'unreadable', since: new Date(now()).toISOString(), asks: false, byKeychain: [], released: [] } })
  const file =
    path === null
      ? null
      : createJsonFile<LockRecord>({ path, version: 2, schema: lockRecordSchema, migrations: { 1: fromVersion1 }, empty: unreadable, onSetAside: ({ reason }) => log.warn('lock.setAside', { reason }) })
  let record = nothingRecorded
  let missing = false
  let writing: Promise<void> = Promise.resolve()
  return {
    current: () => record,
    async load() {
      try {
        if (!file) return record
        const read = await file.read()
        missing = read.state === 'fresh'
        record = read.value
      } catch (thrown) {
        log.warn('lock.unreadable', { cause: thrown })
        record = unreadable()
      }
      return record
    },
    nothingKept() {
      if (missing) record = { ...record, locked: null }
    },
    async change(change) {
      missing = false
      record = { ...record, ...change }
      // The file keeps the order of its writes.
      writing = file?.write(record).catch((thrown: unknown) => log.warn('lock.notWritten', { cause: thrown })) ?? writing
      await writing
    },
    settled: () => writing
  }
}
