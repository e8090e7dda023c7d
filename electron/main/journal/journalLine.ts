import { createHash } from 'node:crypto'
import { z } from 'zod'
import { journalEntrySchema, type JournalEntry } from '#shared/domain/journal'

/** What stands before the first entry in place of a hash. */
export const noHash = '0'.repeat(64)

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u)

/** One entry with its place in the chain. */
export interface JournalRecord {
  /** Counts from 1, without gaps. */
  seq: number
  /** ISO 8601 in UTC, by this computer's clock. */
  time: string
  /** The hash of the entry before. */
  prev: string
  entry: JournalEntry
}

const recordSchema = z.strictObject({ version: z.int().min(1), seq: z.int().min(1).max(1e9), time: z.iso.datetime(), prev: hashSchema, entry: z.unknown() })

const before = '{"hash":"'
const between = '","record":'
const start = before.length + 64 + between.length

/**
 * The line of an entry, without its end: `{"hash":"…","record":{…}}`. The canonical form is the text of `record` exactly
 * as it stands; its SHA-256 is the hash.
 */
export function encodeLine({ seq, time, prev, entry }: JournalRecord): { line: string; hash: string } {
  const text = JSON.stringify({ version: 1, seq, time, prev, entry })
  const hash = sha256(text)
  return { line: `${before}${hash}${between}${text}}`, hash }
}

export interface DecodedLine {
  hash: string
  seq: number
  time: string
  prev: string
  /** null: an entry that this Gatehouse does not know. */
  entry: JournalEntry | null
}

/** @returns null for a line that nobody wrote so: of another form, or with a hash that is not its own */
export function decodeLine(line: Buffer): DecodedLine | null {
  // One character per byte: a byte that is no UTF-8 must not be read as some other.
  const text = line.toString('latin1')
  const hash = text.slice(before.length, before.length + 64)
  const record = line.subarray(start, -1)
  if (!text.startsWith(before) || text.slice(before.length + 64, start) !== between || !text.endsWith('}}')) return null
  if (sha256(record) !== hash) return null
  let json: unknown
  try {
    json = JSON.parse(record.toString('utf8'))
  } catch {
    return null
  }
  const parsed = recordSchema.safeParse(json)
  if (!parsed.success) return null
  const { version, seq, time, prev, entry } = parsed.data
  const known = version === 1 ? journalEntrySchema.safeParse(entry) : null
  return { hash, seq, time, prev, entry: known?.success ? known.data : null }
}

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
