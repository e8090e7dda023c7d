import type { ConnectionState } from '#shared/domain/connection'
import { mostPacksTold } from '#shared/domain/monthlyPack'
import type { Snapshot, SnapshotList, SnapshotOutline } from '#shared/domain/snapshot'
import type { SnapshotDifference } from '#shared/domain/snapshotDifference'
import { AppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import { isCaptureDue } from '#shared/rules/monthlyCapture'
import { differenceOf } from '#shared/rules/snapshotDifference'
import type { Logger } from '../../log/logger'
import type { SnapshotRepository } from '../../reviews/snapshotRepository'
import type { ActiveConnection } from '../connection/connectionService'
import { listOwnOrganizations } from '../organizations'
import { requireSeen, type MaySee } from '../lock/behindLock'
import { placeOf as ownPlaceOf } from '../ownPlace'
import { createMonthlyFile, isSame, wantedBy, type Monthly } from './monthlyFile'
import { requireMonthly, writeOwedPacks, type WritePack } from './monthlyPacks'
import type { OpenSnapshotService } from './openSnapshot'
import { snapshotsInSight, takerOf } from './snapshotsInSight'
import { takeSnapshot, type WhatToTake } from './takeSnapshot'

export interface SnapshotServiceDeps {
  repository: SnapshotRepository
  /** Where it is kept of which organizations one is taken each month. */
  monthlyPath: string
  openSnapshot: OpenSnapshotService
  /** @throws AppError `unauthorized`, `locked`, `snapshotOpen` */
  active(): Promise<ActiveConnection>
  /** What may be seen at that moment. @throws AppError `locked` */
  sight(): Promise<MaySee>
  /** Changes that were begun and of which nobody knows yet what came. */
  changesUnderWay(): number
  /** Resolves when nothing is still to be told to a server. */
  settled(): Promise<void>
  writePack: WritePack
  /** Asks for a folder; null: the dialog was closed. */
  chooseFolder(): Promise<string | null>
  /** What the monthly capture calls its snapshot. */
  monthlyName(now: number): string
  onChange(list: SnapshotList): void
  now(): number
  log: Logger
}

/** How often it is looked whether a month is over, in milliseconds. */
export const lookForMonthMs = 30 * 60_000

export type SnapshotService = ReturnType<typeof createSnapshotService>

/** The snapshots of this computer: taken, listed, compared, opened in the server's place. Operations also throw as SnapshotRepository does. */
export function createSnapshotService(deps: SnapshotServiceDeps) {
  const { openSnapshot, active, sight, now, log } = deps
  const repository = snapshotsInSight(deps.repository, sight)
  const monthly = createMonthlyFile(deps.monthlyPath, ({ reason }) => log.warn('snapshots.monthlySetAside', { reason }))
  let looking: Promise<void> | null = null
  let again = false

  const list = async (): Promise<SnapshotList> => {
    const [storage, kept] = await Promise.all([repository.storage(), monthly.read()])
    const found = await repository.list()
    const maySee = await sight()
    const shown = kept.value.monthly.filter((one) => maySee(wantedBy(one)))
    const behindLock = found.behindLock + kept.value.monthly.length - shown.length
    return { ...found, storage, monthly: shown.map(({ organizationId, name, lastAt, pack }) => ({ organizationId, name, lastAt, pack })), behindLock }
  }
  /** What was done stands, whether or not the window can be told. */
  const tell = async (): Promise<void> => {
    try {
      deps.onChange(await list())
    } catch (error) {
      log.warn('snapshots.notTold', { error })
    }
  }
  const take = async (on: ActiveConnection, what: WhatToTake): Promise<SnapshotOutline> => {
    const snapshot = await takeSnapshot(on, what, now)
    on.signal.throwIfAborted()
    const outline = await repository.write(snapshot)
    log.info('snapshots.taken', { cause: what.cause, bytes: outline.bytes, changedMeanwhile: outline.changedMeanwhile })
    await tell()
    return outline
  }
  const today = async (like: Snapshot): Promise<Snapshot> => {
    const on = await active()
    if (placeOf(on.connection) !== placeOf(like)) throw new AppError({ code: 'conflict', message: 'The snapshot is of another server than the open connection.', retryable: false, details: { foundState: 'otherServer' } })
    return takeSnapshot(on, { organizationId: like.organization.id, name: like.name, cause: 'person' }, now)
  }
  const named = async (id: string): Promise<Snapshot> => {
    const { outline, snapshot } = await repository.read(id)
    return { ...snapshot, name: outline.name }
  }

  /** null: this one cannot be taken now, which keeps no other from being taken. */
  const takeMonthly = async (on: ActiveConnection, { organizationId }: Monthly): Promise<SnapshotOutline | null> => {
    try {
      return await take(on, { organizationId, name: deps.monthlyName(now()), cause: 'monthly' })
    } catch (error) {
      if (on.signal.aborted) throw error
      log.warn('snapshots.notCaptured', { error })
      return null
    }
  }
  const lookForMonth = async (): Promise<void> => {
    const { monthly: wanted } = (await monthly.read()).value
    if (!wanted.some(({ lastAt }) => isCaptureDue(lastAt, now()))) return
    const on = await active()
    const maySee = await sight()
    for (const one of wanted) {
      // Beside a lock nothing is done for the person behind it.
      if (!maySee(wantedBy(one))) continue
      if (one.server !== placeOf(on.connection) || !isCaptureDue(one.lastAt, now())) continue
      const outline = await takeMonthly(on, one)
      if (outline === null) continue
      await monthly.update((stored) => ({ monthly: stored.monthly.map((other) => (isSame(other, one) ? { ...other, name: outline.organization.name, lastAt: outline.takenAt, pack: other.pack && { ...other.pack, owed: [...other.pack.owed, outline.id].slice(-mostPacksTold) } } : other)) }))
      await tell()
    }
  }
  const writePacks = async (): Promise<void> => {
    const isNew = await writeOwedPacks({ file: monthly, write: deps.writePack, sight, now, log })
    if (isNew) await tell()
  }
  const lookOnce = async (): Promise<void> => {
    try {
      await lookForMonth()
    } catch (error) {
      // That nobody is signed in, or a snapshot is open, is no failure.
      const expected = error instanceof AppError && ['unauthorized', 'locked', 'snapshotOpen', 'cancelled'].includes(error.code)
      if (!expected) log.warn('snapshots.notCaptured', { error })
    }
    await writePacks().catch((error: unknown) => log.warn('snapshots.packsNotLooked', { error }))
  }
  const lookUntilQuiet = async (): Promise<void> => {
    do {
      again = false
      await lookOnce()
    } while (again)
  }
  /**
   * Takes what is due where that connection is open, and writes what packs are owed; what fails is tried again at the next look.
   * What is asked while it is looking is looked at as well. Never fails.
   */
  const look = (): Promise<void> => {
    again = looking !== null
    looking ??= lookUntilQuiet().finally(() => (looking = null))
    return looking
  }

  return {
    /** While a lock stands beside what is open, what is not of that person is counted and not told. */
    list,

    /** @throws AppError as of `takeSnapshot` and `active`; nothing is kept then */
    async take({ organizationId, name }: { organizationId: string; name: string }): Promise<SnapshotOutline> {
      return take(await active(), { organizationId, name, cause: 'person' })
    },

    async rename({ snapshotId, name }: { snapshotId: string; name: string }): Promise<SnapshotOutline> {
      const outline = await repository.rename(snapshotId, name)
      openSnapshot.renamed(outline)
      await tell()
      return outline
    },

    /** The open one is closed before. */
    async delete({ snapshotId }: { snapshotId: string }): Promise<SnapshotList> {
      if (openSnapshot.current()?.outline.id === snapshotId) openSnapshot.close()
      await repository.delete(snapshotId)
      const left = await list()
      deps.onChange(left)
      return left
    },

    /** @throws AppError `conflict` while something is being changed at a server, of which the answer is still to come */
    async open({ snapshotId }: { snapshotId: string }): Promise<ConnectionState> {
      const stored = await repository.read(snapshotId)
      await deps.settled()
      requireSeen(await sight(), takerOf(stored.outline))
      if (deps.changesUnderWay() > 0) throw new AppError({ code: 'conflict', message: 'Something is being changed at the server; its answer comes first.', retryable: true, details: { foundState: 'changeUnderWay' } })
      return openSnapshot.open(stored)
    },

    close: (): ConnectionState => openSnapshot.close(),

    /** @throws AppError `conflict` for two organizations or servers; with today, as of `take` */
    async compare({ before, after }: { before: string; after: string | null }): Promise<SnapshotDifference> {
      const from = await named(before)
      const to = after === null ? await today(from) : await named(after)
      if (from.organization.id !== to.organization.id || placeOf(from) !== placeOf(to)) throw new AppError({ code: 'conflict', message: 'The snapshots are of different organizations.', retryable: false, details: { foundState: 'otherOrganization' } })
      const difference = differenceOf(from, to)
      return after === null ? { ...difference, after: { ...difference.after, name: '' } } : difference
    },

    /** The first one is taken at once. */
    async captureMonthly({ organizationId, on }: { organizationId: string; on: boolean }): Promise<SnapshotList> {
      const maySee = await sight()
      if (on) {
        const connection = await active()
        const organization = (await listOwnOrganizations(connection)).find(({ id }) => id === organizationId)
        if (!organization) throw new AppError({ code: 'notFound', message: 'The organization is not among those of the signed-in person.', retryable: false })
        const added = { ...ownPlaceOf(connection), organizationId, name: organization.name, lastAt: null, pack: null }
        await monthly.update((stored) => {
          const there = stored.monthly.find((one) => isSame(one, added))
          if (there !== undefined) requireSeen(maySee, wantedBy(there))
          return there === undefined ? { monthly: [...stored.monthly, added] } : stored
        })
        void look()
      } else {
        // The same id at another server is another organization.
        const here = await active().then(({ connection }) => placeOf(connection), () => null)
        await monthly.update((stored) => {
          const meant = stored.monthly.filter((one) => one.organizationId === organizationId && (here === null || one.server === here))
          // Somebody else's stays on, and is not called off.
          for (const one of meant) requireSeen(maySee, wantedBy(one))
          return { monthly: stored.monthly.filter((one) => !meant.includes(one)) }
        })
      }
      return list()
    },

    /** The newest monthly snapshot gets its pack at once. @throws AppError `notFound` where none is taken each month */
    async packMonthly({ organizationId, wish }: ParsedInput<'snapshots.packMonthly'>): Promise<SnapshotList | null> {
      await sight()
      const place = { server: placeOf((await active()).connection), organizationId }
      const wanted = requireMonthly((await monthly.read()).value.monthly, place)
      requireSeen(await sight(), wantedBy(wanted))
      const folder = wish === null ? null : await deps.chooseFolder()
      if (wish !== null && folder === null) return null
      // Behind the system's dialog it may have been locked.
      requireSeen(await sight(), wantedBy(wanted))
      const newest = (await repository.list()).snapshots.find((one) => one.cause === 'monthly' && isSame(place, { server: placeOf(one), organizationId: one.organization.id }))
      const next = wish === null || folder === null ? null : { ...wish, folder, owed: newest === undefined ? [] : [newest.id], written: wanted.pack?.written ?? [], failed: null }
      await monthly.update((stored) => ({ monthly: stored.monthly.map((one) => (isSame(one, place) ? { ...one, pack: next } : one)) }))
      void look()
      return list()
    },

    look
  }
}

/** The demonstration listens elsewhere at every start, and is one place all the same. */
const placeOf = ({ server, demo }: { server: string; demo: boolean }): string => (demo ? 'demo' : server)
