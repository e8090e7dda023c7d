import type { z } from 'zod'
import type { DraftOwner } from '#shared/domain/securityDraft'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import { createDraftRepository, type DraftPlace, type PlacedDraft } from './draftRepository'

export interface DraftDeps {
  path: string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  /** The snapshot that is open in the server's place: what is drafted on it is no draft of the server's. null: none. */
  snapshotId(): string | null
  now(): number
  log: Logger
}

/** Which organization's, and whose as the window knew when it asked. */
export interface DraftAddress {
  organizationId: string
  of: DraftOwner
}

/**
 * Drafts of whoever is signed in, by server, person and organization. Nothing is sent anywhere, and behind the lock nothing
 * is told.
 * @param name of the kind, for the log
 */
export function createDraftsOfPeople<D extends PlacedDraft>({ path, active, snapshotId, now, log }: DraftDeps, name: string, kept: z.ZodType<D>) {
  let setAside = false
  const repository = createDraftRepository(path, kept, ({ reason }) => {
    setAside = true
    log.warn(`${name}.setAside`, { reason })
  })

  /** The demonstration listens elsewhere at every start, and is one place all the same. */
  async function placeOf({ organizationId, of }: DraftAddress): Promise<DraftPlace> {
    const { connection } = await active()
    if (connection.server !== of.server || connection.userId !== of.userId) throw new AppError({ code: 'conflict', message: 'Somebody else is signed in by now.', retryable: false, details: { foundState: 'otherPerson' } })
    const snapshot = snapshotId()
    return { server: snapshot === null ? (connection.demo ? 'demo' : connection.server) : `snapshot:${snapshot}`, userId: connection.userId, organizationId }
  }

  return {
    /** @throws AppError `storageFailed`, `locked`, `conflict` for another than who is signed in */
    async read(address: DraftAddress): Promise<{ draft: D | null; setAside: boolean }> {
      const draft = await repository.read(await placeOf(address))
      return { draft, setAside }
    },
    /** Resolves once it is on the disk. @param make the draft of that place; null: it is removed. @throws AppError `storageFailed`, `locked`, `conflict` as `read` */
    async keep(address: DraftAddress, make: ((at: PlacedDraft) => D) | null): Promise<null> {
      const place = await placeOf(address)
      await repository.keep(place, make?.({ ...place, keptAt: new Date(now()).toISOString() }) ?? null)
      return null
    },
    settled: () => repository.settled()
  }
}
