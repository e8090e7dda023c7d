import type { IntendedChange, Journal, JournalResult } from '../../electron/main/journal/journal'
import { AppError } from '#shared/errors/appError'

export interface JournalInMemory extends Pick<Journal, 'begin'> {
  /** Intents in the order in which they were begun, and what came of each. */
  readonly entries: { change: IntendedChange; result: JournalResult | null }[]
  /** The disk is full: no intent can be written. */
  full: boolean
}

/** A journal that keeps its entries for the test to look at. */
export function journalInMemory(): JournalInMemory {
  const entries: JournalInMemory['entries'] = []
  return {
    entries,
    full: false,
    begin(change) {
      if (this.full) return Promise.reject(new AppError({ code: 'storageFailed', message: 'journal.jsonl could not be written: the disk is full.', retryable: true }))
      const entry: JournalInMemory['entries'][number] = { change, result: null }
      entries.push(entry)
      return Promise.resolve({
        id: String(entries.length),
        outcome(result) {
          entry.result ??= result
          return Promise.resolve()
        }
      })
    }
  }
}
