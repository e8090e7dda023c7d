import type { ConnectionState } from '#shared/domain/connection'
import type { Snapshot, SnapshotList, SnapshotOutline } from '#shared/domain/snapshot'
import type { SnapshotDifference } from '#shared/domain/snapshotDifference'
import { AppError } from '#shared/errors/appError'
import { isCaptureDue } from '#shared/rules/monthlyCapture'
import { differenceOf } from '#shared/rules/snapshotDifference'
import type { Logger } from '../../log/logger'
import type { SnapshotRepository } from '../../reviews/snapshotRepository'
import type { ActiveConnection } from '../connection/connectionService'
import { listOwnOrganizations } from '../organizations'
import { createMonthlyFile } from './monthlyFile'
import type { OpenSnapshotService } from './openSnapshot'
import { takeSnapshot, type WhatToTake } from './takeSnapshot'

export interface SnapshotServiceDeps {
  repository: SnapshotRepository
  /** Where it is kept of which organizations one is taken each month. */
  monthlyPath: string
  openSnapshot: OpenSnapshotService
  /** @throws AppError `unauthorized`, `locked`, `snapshotOpen` */
  active(): Promise<ActiveConnection>
  /** Before anything is told. @throws AppError `locked` */
  requireUnlocked(): Promise<void>
  /** Changes that were begun and of which nobody knows yet what came. */
  changesUnderWay(): number
  /** Resolves when nothing is still to be told to a server. */
  settled(): Promise<void>
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
  const { repository, openSnapshot, active, requireUnlocked, now, log } = deps
  const monthly = createMonthlyFile(deps.monthlyPath, ({ reason }) => log.warn('snapshots.monthlySetAside', { reason }))
  let looking = false

  const list = async (): Promise<SnapshotList> => {
    const [found, storage, kept] = await Promise.all([repository.list(), repository.storage(), monthly.read()])
    return { ...found, storage, monthly: kept.value.monthly.map(({ organizationId, name, lastAt }) => ({ organizationId, name, lastAt })) }
  }
  /** What was done stands, whether or not the window can be told. */
  const tell = async (): Promise<void> => {
    try {
      const now = await list()
      await requireUnlocked()
      deps.onChange(now)
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

  const lookForMonth = async (): Promise<void> => {
    const { monthly: wanted } = (await monthly.read()).value
    if (!wanted.some(({ lastAt }) => isCaptureDue(lastAt, now()))) return
    const on = await active()
    for (const one of wanted) {
      if (one.server !== placeOf(on.connection) || !isCaptureDue(one.lastAt, now())) continue
      const outline = await take(on, { organizationId: one.organizationId, name: deps.monthlyName(now()), cause: 'monthly' })
      await monthly.update((stored) => ({ monthly: stored.monthly.map((other) => (isSame(other, one) ? { ...other, name: outline.organization.name, lastAt: outline.takenAt } : other)) }))
      await tell()
    }
  }
  /** Takes what is due where that connection is open; what fails is tried again at the next look. Never fails. */
  const look = async (): Promise<void> => {
    if (looking) return
    looking = true
    try {
      await lookForMonth()
    } catch (error) {
      // That nobody is signed in, or a snapshot is open, is no failure.
      const expected = error instanceof AppError && ['unauthorized', 'locked', 'snapshotOpen', 'cancelled'].includes(error.code)
      if (!expected) log.warn('snapshots.notCaptured', { error })
    } finally {
      looking = false
    }
  }

  return {
    async list(): Promise<SnapshotList> {
      await requireUnlocked()
      return list()
    },

    /** @throws AppError as of `takeSnapshot` and `active`; nothing is kept then */
    async take({ organizationId, name }: { organizationId: string; name: string }): Promise<SnapshotOutline> {
      return take(await active(), { organizationId, name, cause: 'person' })
    },

    async rename({ snapshotId, name }: { snapshotId: string; name: string }): Promise<SnapshotOutline> {
      await requireUnlocked()
      const outline = await repository.rename(snapshotId, name)
      openSnapshot.renamed(outline)
      await tell()
      return outline
    },

    /** The open one is closed before. */
    async delete({ snapshotId }: { snapshotId: string }): Promise<SnapshotList> {
      await requireUnlocked()
      if (openSnapshot.current()?.outline.id === snapshotId) openSnapshot.close()
      await repository.delete(snapshotId)
      const left = await list()
      deps.onChange(left)
      return left
    },

    /** @throws AppError `conflict` while something is being changed at a server, of which the answer is still to come */
    async open({ snapshotId }: { snapshotId: string }): Promise<ConnectionState> {
      await requireUnlocked()
      const stored = await repository.read(snapshotId)
      await deps.settled()
      await requireUnlocked()
      if (deps.changesUnderWay() > 0) throw new AppError({ code: 'conflict', message: 'Something is being changed at the server; its answer comes first.', retryable: true, details: { foundState: 'changeUnderWay' } })
      return openSnapshot.open(stored)
    },

    close: (): ConnectionState => openSnapshot.close(),

    /** @throws AppError `conflict` for two organizations or servers; with today, as of `take` */
    async compare({ before, after }: { before: string; after: string | null }): Promise<SnapshotDifference> {
      await requireUnlocked()
      const from = await named(before)
      const to = after === null ? await today(from) : await named(after)
      if (from.organization.id !== to.organization.id || placeOf(from) !== placeOf(to)) throw new AppError({ code: 'conflict', message: 'The snapshots are of different organizations.', retryable: false, details: { foundState: 'otherOrganization' } })
      const difference = differenceOf(from, to)
      return after === null ? { ...difference, after: { ...difference.after, name: '' } } : difference
    },

    /** The first one is taken at once. */
    async captureMonthly({ organizationId, on }: { organizationId: string; on: boolean }): Promise<SnapshotList> {
      await requireUnlocked()
      if (on) {
        const connection = await active()
        const organization = (await listOwnOrganizations(connection)).find(({ id }) => id === organizationId)
        if (!organization) throw new AppError({ code: 'notFound', message: 'The organization is not among those of the signed-in person.', retryable: false })
        const added = { server: placeOf(connection.connection), organizationId, name: organization.name, lastAt: null }
        await monthly.update((stored) => (stored.monthly.some((one) => isSame(one, added)) ? stored : { monthly: [...stored.monthly, added] }))
        void look()
      } else await monthly.update((stored) => ({ monthly: stored.monthly.filter((one) => one.organizationId !== organizationId) }))
      return list()
    },

    look
  }
}

/** The demonstration listens elsewhere at every start, and is one place all the same. */
const placeOf = ({ server, demo }: { server: string; demo: boolean }): string => (demo ? 'demo' : server)
const isSame = (one: { server: string; organizationId: string }, other: { server: string; organizationId: string }): boolean => one.server === other.server && one.organizationId === other.organizationId
