import { randomUUID } from 'node:crypto'
import { journalPageSize, type JournalChange, type JournalEntry, type JournalNote, type JournalOutcomeWord, type JournalPage, type JournalVerification } from '#shared/domain/journal'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import type { LineFile } from '../storage/lineFile'
import { createSerialQueue } from '../storage/serialQueue'
import type { TextFile } from '../storage/textFile'
import { intentOf, outcomeOf, type IntendedChange } from './intentOf'
import { judge, type Sealing, type Verdict } from './judge'
import { encodeLine } from './journalLine'
import { createRows } from './rows'
import { scan, type Head, type Scan } from './scan'
import { createSeals, type JournalKeys } from './seals'

export type { IntendedChange } from './intentOf'
export type { JournalKeys } from './seals'

/** What came of a change. */
export interface JournalResult {
  word: JournalOutcomeWord
  /** Why not: the backend's code, else Gatehouse's. */
  code?: string | null
  /** What was found afterwards, where that is not what was asked. */
  found?: readonly JournalChange[]
}

/** A change that stands in the journal and of which nobody knows yet what came. */
export interface OpenEntry {
  id: string
  /**
   * Never fails: what cannot be written is logged, shown in the list, and written before the next entry. Only the first
   * call counts.
   */
  outcome(result: JournalResult): Promise<void>
}

export interface Journal {
  /**
   * Writes down what is about to be done, and waits until the disk has it.
   * @throws AppError `storageFailed`: then nothing may be sent; `unexpected` for what does not fit the schema
   */
  begin(change: IntendedChange): Promise<OpenEntry>
  /** The newest first, pages from 0. @param query.organizationId null: of all of them */
  list(query: { organizationId: string | null; page: number }): Promise<JournalPage>
  /** Reads the whole file anew and follows the chain. */
  verify(): Promise<JournalVerification>
  /** Everything as it stands in the file, one JSON object a line. */
  text(): Promise<string>
  /** Before the program ends. Never fails. */
  settle(): Promise<void>
}

export interface JournalDeps {
  file: LineFile
  /** Where the signed word of how far it has got stands. */
  checkpoint: TextFile
  keys: JournalKeys
  log: Logger
  now(): number
}

/** Unsigned entries at most; an outcome is signed at once. */
const signEvery = 16

interface Opened {
  head: Head
  /** Of the file, in bytes. */
  size: number
  rows: ReturnType<typeof createRows>
}

/** This computer's journal: append-only, each entry carrying the hash of the one before. See the README of this folder. */
export function createJournal({ file, checkpoint, keys, log, now }: JournalDeps): Journal {
  const inTurn = createSerialQueue()
  const seals = createSeals({ keys, file: checkpoint, log, now })
  const underWay = new Set<string>()
  /** What could not be written when it was due. */
  let late: JournalEntry[] = []
  let opened: Opened | null = null

  const unwritten = (id: string) => late.find((entry) => entry.phase === 'outcome' && entry.id === id) as Extract<JournalEntry, { phase: 'outcome' }> | undefined
  const time = (): string => new Date(now()).toISOString()

  /** @throws AppError `storageFailed` */
  const open = async (remembered: Head | null): Promise<Opened> => {
    const found = await scan(await file.readAll())
    const text = await checkpoint.read()
    const sealing = await seals.read()
    const verdict = judge({ scan: found, sealing, checkpoint: text, remembered })
    const keptAs = found.tail > 0 ? await file.setTailAside(found.size) : null
    const state: Opened = { head: found.head, size: found.size, rows: createRows() }
    for (const line of found.lines) state.rows.add(line)
    opened = state
    if (keptAs !== null) late.push({ phase: 'note', note: 'tornEnd', bytes: found.tail, keptAs })
    note(found, verdict)
    await seal(found.head, text, verdict, sealing)
    await catchUp().catch((error: unknown) => log.error('journal.noteNotWritten', { error }))
    // What is noted need not be found again by what the keychain remembers.
    if (verdict.wrong !== null) await seals.remember()
    return state
  }

  /** Goes on with the key that there is, or makes one. */
  const seal = async (head: Head, text: string | null, verdict: Verdict, sealing: Sealing): Promise<void> => {
    if (verdict.checkpoint) seals.resume(verdict.checkpoint)
    if (sealing.state === 'noKey' && (await seals.begin(head)) && text !== null) late.push({ phase: 'note', note: 'newKey' })
  }

  /** Damage is written down once, for signing what stands there now would cover it up. */
  const note = (found: Scan, { wrong }: Verdict): void => {
    if (wrong === null) return
    log.error('journal.damaged', wrong)
    const known = [...found.lines.map(({ entry }) => entry), ...late].some((entry) => entry?.phase === 'note' && entry.note === 'damage' && entry.at === wrong.seq && entry.finding === wrong.finding)
    if (!known) late.push({ phase: 'note', note: 'damage', finding: wrong.finding, at: wrong.seq })
  }

  /** @throws AppError `storageFailed` */
  const append = async (entry: JournalEntry, again = false): Promise<void> => {
    const state = opened ?? (await open(null))
    const record = { seq: state.head.seq + 1, time: time(), prev: state.head.hash, entry }
    const { line, hash } = encodeLine(record)
    const size = await file.append(line, state.size)
    if (size !== null) {
      state.rows.add({ ...record, hash, offset: state.size, length: size - state.size - 1 })
      Object.assign(state, { head: { seq: record.seq, hash }, size })
      return
    }
    // Somebody else has been at it, or half a line could not be taken back.
    if (again) throw new AppError({ code: 'storageFailed', message: 'The journal is being changed by another program.', retryable: true })
    await open(state.head)
    await append(entry, true)
  }

  /** @throws AppError `storageFailed` */
  const catchUp = async (): Promise<void> => {
    for (let entry = late[0]; entry !== undefined; entry = late[0]) {
      late = late.slice(1)
      try {
        await append(entry)
      } catch (error) {
        late = [entry, ...late]
        throw error
      }
      if (opened) await seals.sign(opened.head)
    }
  }

  const write = async (entry: JournalEntry): Promise<Opened> => {
    if (opened === null) await open(null)
    await catchUp()
    await append(entry)
    return opened ?? open(null)
  }

  const end = (id: string, { word, code = null, found }: JournalResult): Promise<void> =>
    inTurn(async () => {
      if (!underWay.delete(id)) return
      const entry = outcomeOf(id, word, code, found)
      try {
        await seals.sign((await write(entry)).head)
      } catch (error) {
        log.error('journal.outcomeNotWritten', { error, word })
        late.push(entry)
      }
    })

  return {
    begin: (change) =>
      inTurn(async () => {
        const id = randomUUID()
        const { intent, withheld } = intentOf(id, change)
        if (withheld) log.warn('journal.withheld', { kind: change.kind })
        const { head } = await write(intent)
        underWay.add(id)
        if (seals.unsigned(head) >= signEvery) await seals.sign(head)
        return { id, outcome: (result) => end(id, result) }
      }),

    list: ({ organizationId, page }) =>
      inTurn(async () => {
        const { rows } = opened ?? (await open(null))
        const read = await rows.page({ organizationId, page, limit: journalPageSize }, file.read, { isUnderWay: (id) => underWay.has(id), unwritten })
        return { ...read, page, limit: journalPageSize }
      }),

    verify: () =>
      inTurn(async () => {
        const { head } = opened ?? (await open(null))
        const found = await scan(await file.readAll())
        const text = await checkpoint.read()
        const sealing = await seals.read()
        const verdict = judge({ scan: found, sealing, checkpoint: text, remembered: head })
        note(found, verdict)
        await seal(head, text, verdict, sealing)
        const verification = verificationOf(found, verdict, time())
        await catchUp().catch((error: unknown) => log.error('journal.noteNotWritten', { error }))
        return verification
      }),

    text: () => inTurn(async () => (await file.readAll()).toString('utf8')),

    settle: () =>
      inTurn(async () => {
        if (opened === null) return
        await catchUp().catch((error: unknown) => log.error('journal.outcomeNotWritten', { error }))
        await seals.sign(opened.head)
        await seals.remember()
      })
  }
}

function verificationOf(found: Scan, { wrong, signed }: Verdict, checkedAt: string): JournalVerification {
  const notes = found.lines.flatMap(({ entry }): JournalNote[] => (entry?.phase === 'note' ? [entry] : []))
  const noted = notes.filter((one) => one.note === 'damage').map(({ at, finding }) => ({ seq: at, finding, earlier: true }))
  const now = wrong && !noted.some(({ seq, finding }) => seq === wrong.seq && finding === wrong.finding) ? [{ ...wrong, earlier: false }] : []
  const first = [...noted, ...now].toSorted((a, b) => a.seq - b.seq)[0] ?? null
  return {
    entries: found.lines.length,
    state: first ? 'tampered' : found.tail > 0 ? 'tornEnd' : 'intact',
    wrong: first,
    tornEnds: notes.filter((one) => one.note === 'tornEnd').length + (found.tail > 0 ? 1 : 0),
    signed,
    checkedAt
  }
}
