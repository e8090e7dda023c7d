import type { JournalEntry, JournalRow } from '#shared/domain/journal'
import { decodeLine, type DecodedLine } from './journalLine'
import type { ScannedLine } from './scan'

interface Place {
  offset: number
  length: number
}

interface IndexedRow extends Place {
  seq: number
  /** Of an intent. */
  id: string | null
  /** null: belongs to no organization, and is shown with all of them. */
  organizationId: string | null
}

/** What is known in this run only. */
export interface ThisRun {
  isUnderWay(id: string): boolean
  unwritten(id: string): Extract<JournalEntry, { phase: 'outcome' }> | undefined
}

/** Where the rows stand in the file; their text stays there. */
export function createRows() {
  const rows: IndexedRow[] = []
  const intents = new Set<string>()
  const outcomes = new Map<string, Place>()

  return {
    add({ seq, offset, length, entry }: ScannedLine): void {
      if (entry?.phase === 'outcome' && intents.has(entry.id) && !outcomes.has(entry.id)) {
        outcomes.set(entry.id, { offset, length })
        return
      }
      const intent = entry?.phase === 'intent' ? entry : null
      if (intent) intents.add(intent.id)
      rows.push({ seq, offset, length, id: intent?.id ?? null, organizationId: intent?.organization?.id.toLowerCase() ?? null })
    },

    /** The newest first. @param read reads a stretch of the file */
    async page(query: { organizationId: string | null; page: number; limit: number }, read: (offset: number, length: number) => Promise<Buffer>, run: ThisRun): Promise<{ rows: JournalRow[]; total: number }> {
      const asked = query.organizationId?.toLowerCase() ?? null
      const all = asked === null ? rows : rows.filter(({ organizationId }) => organizationId === null || organizationId === asked)
      const end = all.length - query.page * query.limit
      const shown = all.slice(Math.max(0, end - query.limit), Math.max(0, end)).reverse()
      const line = async (place: Place): Promise<DecodedLine | null> => decodeLine(await read(place.offset, place.length))
      const result: JournalRow[] = []
      for (const row of shown) {
        const outcome = row.id === null ? undefined : outcomes.get(row.id)
        result.push(rowOf(row, await line(row), outcome ? await line(outcome) : null, run))
      }
      return { rows: result, total: all.length }
    }
  }
}

function rowOf({ seq }: IndexedRow, line: DecodedLine | null, outcome: DecodedLine | null, run: ThisRun): JournalRow {
  if (line?.entry?.phase === 'note') return { row: 'note', seq, time: line.time, note: line.entry }
  if (line?.entry?.phase === 'outcome') {
    const { word, code, found } = line.entry
    return { row: 'strayOutcome', seq, time: line.time, word, code, found }
  }
  if (line?.entry?.phase !== 'intent') return { row: 'notUnderstood', seq }
  return { row: 'change', seq, time: line.time, intent: line.entry, outcome: outcomeOf(line.entry.id, outcome, run) }
}

function outcomeOf(id: string, line: DecodedLine | null, run: ThisRun): Extract<JournalRow, { row: 'change' }>['outcome'] {
  if (line?.entry?.phase === 'outcome') {
    const { word, code, found } = line.entry
    return { state: 'known', seq: line.seq, time: line.time, word, code, found }
  }
  const unwritten = run.unwritten(id)
  if (unwritten) return { state: 'unwritten', word: unwritten.word, code: unwritten.code }
  return { state: run.isUnderWay(id) ? 'underWay' : 'unknown' }
}
