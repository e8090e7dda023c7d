import type { JournalFinding, JournalVerification } from '#shared/domain/journal'
import { decodeCheckpoint, isSignedWith, type Checkpoint } from './checkpoint'
import { noHash } from './journalLine'
import type { Head, Scan } from './scan'

/** What the keychain says of this journal. */
export type Sealing =
  | { state: 'key'; key: string; floor: Head }
  /** It was asked, and has none. */
  | { state: 'noKey' }
  | { state: 'none'; why: 'noKeychain' | 'keychainFailed' }

export interface Evidence {
  scan: Scan
  sealing: Sealing
  /** The file of the checkpoint; null where there is none. */
  checkpoint: string | null
  /** As this run wrote it; null where it has not yet. */
  remembered: Head | null
}

export interface Verdict {
  wrong: { seq: number; finding: JournalFinding } | null
  signed: JournalVerification['signed']
  /** The valid checkpoint. */
  checkpoint: Checkpoint | null
}

/** Holds a journal against everything that vouches for it. What this finds is certain; what no signature covers it cannot find. */
export function judge({ scan, sealing, checkpoint: text, remembered }: Evidence): Verdict {
  const checkpoint = text === null ? null : decodeCheckpoint(text)
  const findings: Verdict['wrong'][] = [scan.broken]
  const signature = (finding: 'signature' | 'signatureMissing'): void => void findings.push({ seq: scan.head.seq, finding })
  let valid: Checkpoint | null = null

  if (text !== null && checkpoint === null) signature('signature')
  if (sealing.state === 'key') {
    if (text === null) signature('signatureMissing')
    if (checkpoint !== null) {
      if (isSignedWith(sealing.key, checkpoint) && checkpoint.seq >= sealing.floor.seq) valid = checkpoint
      else signature('signature')
    }
    findings.push(reaches(scan, sealing.floor))
  }
  // Also one that cannot be checked says how many entries there were.
  if (checkpoint !== null) findings.push(reaches(scan, checkpoint))
  if (remembered !== null) findings.push(reaches(scan, remembered))

  const wrong = findings.filter((one) => one !== null).toSorted((a, b) => a.seq - b.seq)[0] ?? null
  return { wrong, signed: signedBy(valid, sealing, checkpoint), checkpoint: valid }
}

function signedBy(valid: Checkpoint | null, sealing: Sealing, found: Checkpoint | null): Verdict['signed'] {
  if (valid !== null) return valid.seq === 0 ? { state: 'unsigned', why: 'nothingYet' } : { state: 'signed', upTo: valid.seq, at: valid.at, since: valid.since }
  if (sealing.state === 'none') return { state: 'unsigned', why: sealing.why }
  return { state: 'unsigned', why: sealing.state === 'key' || found !== null ? 'invalid' : 'nothingYet' }
}

function reaches({ lines, head }: Scan, { seq, hash }: Head): Verdict['wrong'] {
  if (seq > head.seq) return { seq: head.seq + 1, finding: 'missing' }
  const found = seq === 0 ? noHash : lines.find((line) => line.seq === seq)?.hash
  return found === hash ? null : { seq, finding: 'rewritten' }
}
