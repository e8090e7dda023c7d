import { z } from 'zod'
import type { Logger } from '../../log/logger'
import { moveAside, namesIn, removeFile } from '../../storage/fileFolder'
import { createLineFile } from '../../storage/lineFile'
import type { BatchHead } from './batchRecord'
import { beginStoredBatch, readStoredBatch, type BatchClocks, type StoredBatch } from './storedBatch'

/** A file for each run, of which lines are only added: five thousand keys are ten thousand short lines. */
export interface BatchFiles {
  /** Those that can be read, and the numbers of the others, which stay where they are. @throws AppError `storageFailed` */
  load(): Promise<{ batches: StoredBatch[]; unreadable: string[] }>
  /** @throws AppError `storageFailed` */
  begin(head: BatchHead): Promise<StoredBatch>
  /** @throws AppError `storageFailed` */
  remove(id: string): Promise<void>
  /** Keeps the file under a name that is no run's. @throws AppError `storageFailed` */
  setAside(id: string): Promise<void>
}

/** @param pathOf where a file of this name is; without one, their folder */
export function createBatchFiles(pathOf: (name?: string) => string, { now, uptime, log }: BatchClocks & { log: Logger }): BatchFiles {
  const clocks: BatchClocks = { now, uptime }
  // Whatever an earlier run sent was sent before this one began.
  const begun = uptime()
  const nameOf = (id: string): string => `${id}.jsonl`
  return {
    async load() {
      const batches: StoredBatch[] = []
      const unreadable: string[] = []
      for (const name of await namesIn(pathOf())) {
        const id = z.uuid().safeParse(/^(.{36})\.jsonl$/u.exec(name)?.[1])
        if (!id.success) continue
        // One that cannot be read takes no other away.
        const batch = await readStoredBatch(createLineFile({ path: pathOf(name) }), clocks, begun).catch((thrown: unknown) => {
          log.warn('keyBatch.notRead', { id: id.data, error: thrown })
          return undefined
        })
        // A file that was given another name is another run's.
        if (batch?.head.id === id.data) {
          batches.push(batch)
          continue
        }
        unreadable.push(id.data)
        if (batch !== undefined) log.warn('keyBatch.notUnderstood', { id: id.data })
      }
      return { batches, unreadable }
    },
    begin: (head) => beginStoredBatch(createLineFile({ path: pathOf(nameOf(head.id)) }), head, clocks),
    remove: (id) => removeFile(pathOf(nameOf(id))),
    setAside: (id) => moveAside(pathOf(nameOf(id)))
  }
}
