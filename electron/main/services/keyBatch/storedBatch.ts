import type { BatchItem, KeyBatch } from '#shared/domain/keyBatch'
import { AppError } from '#shared/errors/appError'
import type { LineFile } from '../../storage/lineFile'
import { createSerialQueue } from '../../storage/serialQueue'
import { batchHeadSchema, batchLineSchema, type BatchHead, type BatchLine } from './batchRecord'

export type ItemStanding = Pick<BatchItem, 'state' | 'why' | 'secretId'>
export type RunStanding = Pick<KeyBatch, 'state' | 'until' | 'why'>

/** Two clocks, in milliseconds: `now` since 1970, for people; `uptime` only ever goes forward, for how long ago something was. */
export interface BatchClocks {
  now(): number
  uptime(): number
}

/** A run as it stands in memory and on the disk. */
export interface StoredBatch {
  head: BatchHead
  /** As it is shown; a copy of its own. */
  told(): KeyBatch
  item(index: number): BatchItem
  /** When the last line said of it was written, in milliseconds of `uptime`, of an earlier run: when this one began; null: in the head. */
  saidAt(index: number): number | null
  /** Milliseconds of the server's silence that are left; of an earlier run as much as was left when its program ended, from the beginning of this one on. */
  silentForMs(): number
  /** The first key that is not sent yet, from `from` on; null: none. */
  nextWaiting(from: number): number | null
  /** A line in the middle cannot be read, or a key stands twice: which keys were sent is not certain any more. */
  damaged: boolean
  /** Stands only once it is on the disk. @throws AppError `storageFailed`; nothing has changed then */
  put(index: number, standing: ItemStanding): Promise<void>
  /** What has happened stands in memory whatever the disk says, and is written before anything else is. @throws AppError `storageFailed` */
  stand(index: number, standing: ItemStanding): Promise<void>
  /** As `stand`. @throws AppError `storageFailed` */
  run(standing: RunStanding): Promise<void>
}

/** Longer than the server ever wants silence (Capgo backend: a minute for a key): what says more was written while a clock was set. */
const longestSilenceMs = 10 * 60_000

const iso = (ms: number): string => new Date(ms).toISOString()

/** @throws AppError `storageFailed`: it does not begin then */
export async function beginStoredBatch(file: LineFile, head: BatchHead, clocks: BatchClocks): Promise<StoredBatch> {
  const size = await appended(file, JSON.stringify(batchHeadSchema.parse(head)), 0)
  return stored(file, head, { lines: [], size, damaged: false, begun: clocks.uptime() }, clocks)
}

/**
 * A run of an earlier time; half a last line, as after a loss of power, is set aside.
 * @param begun when this run of the program began, by `uptime`
 * @returns null for a file that does not begin as it should
 * @throws AppError `storageFailed`
 */
export async function readStoredBatch(file: LineFile, clocks: BatchClocks, begun: number): Promise<StoredBatch | null> {
  const bytes = await file.readAll()
  const size = bytes.lastIndexOf('\n') + 1
  const [first, ...rest] = bytes.subarray(0, size).toString('utf8').split('\n').slice(0, -1)
  const head = batchHeadSchema.safeParse(parsed(first ?? ''))
  if (!head.success) return null
  if (size < bytes.length) await file.setTailAside(size)
  const lines = rest.map((line) => batchLineSchema.safeParse(parsed(line)))
  const understood = lines.flatMap(({ data }) => (data !== undefined && (!('item' in data) || data.item < head.data.keys.length) ? [data] : []))
  // A key that stands twice would be sent twice.
  const once = new Set(head.data.keys.map(({ keyId }) => keyId)).size === head.data.keys.length
  return stored(file, head.data, { lines: understood, size, damaged: !once || understood.length < lines.length, begun }, clocks)
}

interface Found {
  lines: readonly BatchLine[]
  /** Bytes. */
  size: number
  damaged: boolean
  begun: number
}

function stored(file: LineFile, head: BatchHead, { lines, size: length, damaged, begun }: Found, { now, uptime }: BatchClocks): StoredBatch {
  const inTurn = createSerialQueue()
  const items = head.keys.map(({ keyId, name, skipped }): BatchItem => ({ keyId, name, state: skipped === null ? 'waiting' : 'skipped', why: skipped, secretId: null }))
  const saidAt = new Map<number, number>()
  let standing: RunStanding = { state: 'paused', until: null, why: null }
  /** By `uptime`. */
  let silentUntil = 0
  let size = length
  /** What has happened, and the disk does not have yet. */
  const behind: string[] = []

  const take = (line: BatchLine, at: number): void => {
    if ('run' in line) {
      standing = { state: line.run, until: line.until, why: line.why }
      silentUntil = line.until === null ? 0 : at + silenceOf(line.at, line.until)
      return
    }
    const before = items[line.item]
    if (!before) return
    items[line.item] = { ...before, state: line.state, why: line.why, secretId: line.secretId }
    saidAt.set(line.item, at)
  }
  for (const line of lines) take(line, begun)

  const write = (line: BatchLine, first: boolean): Promise<void> =>
    inTurn(async () => {
      if (!first) take(line, uptime())
      behind.push(JSON.stringify(line))
      try {
        for (let next = behind[0]; next !== undefined; next = behind[0]) {
          size = await appended(file, next, size)
          behind.shift()
        }
      } catch (thrown) {
        if (first) behind.pop()
        throw thrown
      }
      if (first) take(line, uptime())
    })
  const itemLine = (item: number, { state, why, secretId }: ItemStanding): BatchLine => ({ at: iso(now()), item, state, why, secretId })

  return {
    head,
    damaged,
    told: () => {
      const { id, organizationId, organizationName, action, startedAt } = head
      return { id, organizationId, organizationName, action, startedAt, ...standing, items: [...items] }
    },
    item(index) {
      const item = items[index]
      if (!item) throw new RangeError('The run has no such key.')
      return item
    },
    saidAt: (index) => saidAt.get(index) ?? null,
    silentForMs: () => Math.max(silentUntil - uptime(), 0),
    nextWaiting(from) {
      const index = items.findIndex(({ state }, at) => at >= from && state === 'waiting')
      return index < 0 ? null : index
    },
    put: (index, one) => write(itemLine(index, one), true),
    stand: (index, one) => write(itemLine(index, one), false),
    run: ({ state, until, why }) => write({ at: iso(now()), run: state, until, why }, false)
  }
}

/** Of the two moments, which one clock told together, only what lies between them counts: that clock may have been set since. */
function silenceOf(at: string, until: string): number {
  const ms = Date.parse(until) - Date.parse(at)
  return ms >= 0 && ms <= longestSilenceMs ? ms : longestSilenceMs
}

async function appended(file: LineFile, line: string, size: number): Promise<number> {
  const next = await file.append(line, size)
  if (next === null) throw new AppError({ code: 'storageFailed', message: 'The file of the bulk run is not as Gatehouse left it.', retryable: false })
  return next
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null
  }
}
