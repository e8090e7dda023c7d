import { setImmediate as nextTurn } from 'node:timers/promises'
import type { JournalEntry, JournalFinding } from '#shared/domain/journal'
import { decodeLine, noHash, sha256 } from './journalLine'

export interface Head {
  seq: number
  hash: string
}

export interface ScannedLine {
  /** As the line says; of a damaged one, where it stands. */
  seq: number
  /** In bytes, the end of the line not counted. */
  offset: number
  length: number
  hash: string
  time: string | null
  entry: JournalEntry | null
}

/** A journal as it stands in its file. */
export interface Scan {
  lines: ScannedLine[]
  /** Bytes of whole lines. */
  size: number
  /** Bytes behind the last end of a line. */
  tail: number
  head: Head
  /** Where the chain is first broken. */
  broken: { seq: number; finding: Extract<JournalFinding, 'changed' | 'order'> } | null
}

const lineFeed = 0x0a
/** Lines between two pauses in which other work of the process has its turn. */
const stretch = 500

/** Follows the chain from the first line; a break does not end it, so that what stands behind is still read. */
export async function scan(bytes: Buffer): Promise<Scan> {
  const lines: ScannedLine[] = []
  let broken: Scan['broken'] = null
  let head: Head = { seq: 0, hash: noHash }
  let offset = 0
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, offset)) {
    const raw = bytes.subarray(offset, end)
    const line = decodeLine(raw)
    const seq = line?.seq ?? head.seq + 1
    if (line === null) broken ??= { seq, finding: 'changed' }
    else if (line.seq !== head.seq + 1 || line.prev !== head.hash) broken ??= { seq: head.seq + 1, finding: 'order' }
    const hash = line?.hash ?? sha256(raw)
    lines.push({ seq, offset, length: raw.length, hash, time: line?.time ?? null, entry: line?.entry ?? null })
    head = { seq, hash }
    offset = end + 1
    if (lines.length % stretch === 0) await nextTurn()
  }
  return { lines, size: offset, tail: bytes.length - offset, head, broken }
}
