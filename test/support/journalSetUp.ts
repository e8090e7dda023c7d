import type { Connection } from '#shared/domain/connection'
import { createJournal, type IntendedChange, type Journal, type JournalKeys } from '../../electron/main/journal/journal'
import type { LineFile } from '../../electron/main/storage/lineFile'
import type { TextFile } from '../../electron/main/storage/textFile'
import { AppError } from '#shared/errors/appError'
import { quietLog } from './quietLog'

export const organization = { id: '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab', name: 'Meridian Logistics' }
export const connection: Pick<Connection, 'server' | 'demo' | 'userId' | 'credential'> = {
  server: 'api.capgo.app',
  demo: false,
  userId: 'a0000000-0000-4000-8000-000000000001',
  credential: { kind: 'session', storage: 'keychain', email: 'amara.okafor@meridian.example', level: 'aal2' }
}
export const change = (more: Partial<IntendedChange> = {}): IntendedChange => ({
  kind: 'settingsChange',
  connection,
  organization,
  changes: [{ field: 'requiresKeyExpiration', before: false, after: true }],
  ...more
})

/** A file of lines in memory, whose disk can be full, and lose what it was writing. */
export class LinesInMemory implements LineFile {
  bytes = Buffer.alloc(0)
  /** Bytes that still fit. */
  free = Number.POSITIVE_INFINITY
  /** Half a line stays where it was written. */
  cannotTruncate = false
  aside: Buffer[] = []

  readAll = (): Promise<Buffer> => Promise.resolve(Buffer.from(this.bytes))
  read = (offset: number, length: number): Promise<Buffer> => Promise.resolve(Buffer.from(this.bytes.subarray(offset, offset + length)))
  async append(line: string, size: number): Promise<number | null> {
    await Promise.resolve()
    if (this.bytes.length !== size) return null
    const added = Buffer.from(`${line}\n`)
    if (added.length > this.free) {
      if (this.cannotTruncate) this.bytes = Buffer.concat([this.bytes, added.subarray(0, this.free)])
      throw new AppError({ code: 'storageFailed', message: 'journal.jsonl could not be written: the disk is full.', retryable: true })
    }
    this.free -= added.length
    this.bytes = Buffer.concat([this.bytes, added])
    return this.bytes.length
  }
  setTailAside = (size: number): Promise<string> => {
    this.aside.push(this.bytes.subarray(size))
    this.bytes = this.bytes.subarray(0, size)
    return Promise.resolve('journal.jsonl.aside')
  }
}

export class TextInMemory implements TextFile {
  text: string | null = null
  broken = false
  read = (): Promise<string | null> => Promise.resolve(this.text)
  write = (text: string): Promise<void> => {
    if (this.broken) return Promise.reject(new AppError({ code: 'storageFailed', message: 'journal.checkpoint.json could not be written: the disk is full.', retryable: true }))
    this.text = text
    return Promise.resolve()
  }
  remove = (): Promise<void> => {
    this.text = null
    return Promise.resolve()
  }
}

export class KeysInMemory implements JournalKeys {
  kept: Awaited<ReturnType<JournalKeys['read']>>['found'] = null
  where: 'keychain' | 'memory' = 'keychain'
  locked = false
  storage = (): Promise<'keychain' | 'memory'> => Promise.resolve(this.where)
  read: JournalKeys['read'] = () => (this.locked ? Promise.reject(lockedVault()) : Promise.resolve({ found: structuredClone(this.kept) }))
  save: JournalKeys['save'] = (key) => {
    if (this.locked) return Promise.reject(lockedVault())
    this.kept = structuredClone(key)
    return Promise.resolve()
  }
}

const lockedVault = (): AppError => new AppError({ code: 'vaultLocked', message: 'The keychain is locked.', retryable: true, details: { foundState: 'locked' } })

/** What outlives a run: the two files and the keychain; and the journal as often as it is started on them. */
export function journalSetUp() {
  const file = new LinesInMemory()
  const checkpoint = new TextInMemory()
  const keys = new KeysInMemory()
  const log = quietLog()
  let now = Date.parse('2026-11-21T10:00:00.000Z')
  const start = (): Journal => createJournal({ file, checkpoint, keys, log, now: () => (now += 1000) })
  const lines = (): string[] => file.bytes.toString('utf8').split('\n').slice(0, -1)
  /** Some changes, each with what came of it; the run then ends as it should, unless it is killed. */
  const written = async (count: number, how: { killed?: boolean } = {}): Promise<void> => {
    const journal = start()
    for (let index = 0; index < count; index += 1) await (await journal.begin(change())).outcome({ word: 'applied' })
    if (!how.killed) await journal.settle()
  }
  return { file, checkpoint, keys, log, start, lines, written }
}
