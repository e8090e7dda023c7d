import { mostPacksTold, type MonthlyPack, type MonthlyPackWish } from '#shared/domain/monthlyPack'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import type { JsonFile } from '../../storage/jsonFile'
import { requireSeen, type MaySee } from '../lock/behindLock'
import { isSame, wantedBy, type Monthly } from './monthlyFile'

/** Writes a pack of a snapshot into a folder of its own in this one, whole or not at all. */
export type WritePack = (wish: MonthlyPackWish & { snapshotId: string }, folder: string) => Promise<{ path: string }>

export interface MonthlyPacksDeps {
  file: JsonFile<{ monthly: Monthly[] }>
  write: WritePack
  /** What may be seen. @throws AppError `locked` */
  sight(): Promise<MaySee>
  now(): number
  log: Logger
}

/** What passes by itself and is nothing to tell of. */
const notNow = new Set(['locked', 'cancelled'])

/** With this pack in its place; one that was turned off meanwhile stays off. */
async function put(file: MonthlyPacksDeps['file'], of: Monthly, change: (pack: MonthlyPack) => MonthlyPack): Promise<void> {
  await file.update(({ monthly }) => ({ monthly: monthly.map((one) => (isSame(one, of) && one.pack !== null ? { ...one, pack: change(one.pack) } : one)) }))
}

/**
 * The packs that are owed, one after the other: what fails is kept with why, and tried again at the next call.
 * @returns whether there is something new to tell
 */
export async function writeOwedPacks({ file, write, sight, now, log }: MonthlyPacksDeps): Promise<boolean> {
  const { monthly } = (await file.read()).value
  const owed = monthly.flatMap((one) => (one.pack?.owed ?? []).map((snapshotId) => ({ one, snapshotId, pack: one.pack })))
  let isNew = false
  for (const { one, snapshotId, pack } of owed) {
    if (pack === null) continue
    const { folder, standards, maskEmails, language } = pack
    const without = (kept: MonthlyPack): string[] => kept.owed.filter((id) => id !== snapshotId)
    try {
      requireSeen(await sight(), wantedBy(one))
      const { path } = await write({ snapshotId, standards, maskEmails, language }, folder)
      const at = new Date(now()).toISOString()
      await put(file, one, (kept) => ({ ...kept, owed: without(kept), failed: null, written: [{ path, at }, ...kept.written].slice(0, mostPacksTold) }))
      isNew = true
    } catch (thrown) {
      const why = asAppError(thrown)
      if (notNow.has(why.code)) continue
      log.warn('snapshots.packNotWritten', { error: why })
      // Of a snapshot that was deleted none can be written any more.
      const isGone = why.code === 'notFound'
      await put(file, one, (kept) => ({ ...kept, owed: isGone ? without(kept) : kept.owed, failed: { at: new Date(now()).toISOString(), why: why.data } }))
      isNew = true
    }
  }
  return isNew
}

/** @throws AppError `notFound` where no snapshot is taken of it each month */
export function requireMonthly(monthly: readonly Monthly[], place: Pick<Monthly, 'server' | 'organizationId'>): Monthly {
  const found = monthly.find((one) => isSame(one, place))
  if (found === undefined) throw new AppError({ code: 'notFound', message: 'No snapshot is taken of this organization each month.', retryable: false })
  return found
}
