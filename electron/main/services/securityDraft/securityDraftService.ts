import type { DraftedSettings, DraftOwner, KeptDraft } from '#shared/domain/securityDraft'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import { createDraftRepository, type DraftPlace } from './draftRepository'

export interface SecurityDraftDeps {
  path: string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  /** The snapshot that is open in the server's place: what is drafted on it is no draft of the server's settings. null: none. */
  snapshotId(): string | null
  now(): number
  log: Logger
}

/**
 * Changes of security settings that are gathered and not applied: kept on this computer, by server, person and organization,
 * so that closing or killing the program loses none. Nothing is sent anywhere, and behind the lock nothing is told.
 */
export function createSecurityDraftService({ path, active, snapshotId, now, log }: SecurityDraftDeps) {
  let setAside = false
  const repository = createDraftRepository(path, ({ reason }) => {
    setAside = true
    log.warn('securityDraft.setAside', { reason })
  })

  /** The demonstration listens elsewhere at every start, and is one place all the same. */
  async function placeOf(organizationId: string, of: DraftOwner): Promise<DraftPlace> {
    const { connection } = await active()
    if (connection.server !== of.server || connection.userId !== of.userId) throw new AppError({ code: 'conflict', message: 'Somebody else is signed in by now.', retryable: false, details: { foundState: 'otherPerson' } })
    const snapshot = snapshotId()
    return { server: snapshot === null ? (connection.demo ? 'demo' : connection.server) : `snapshot:${snapshot}`, userId: connection.userId, organizationId }
  }

  return {
    /** @throws AppError `storageFailed`, `locked`, `conflict` for another than who is signed in */
    async read({ organizationId, of }: { organizationId: string; of: DraftOwner }): Promise<KeptDraft> {
      const draft = await repository.read(await placeOf(organizationId, of))
      return { organizationId, draft, setAside }
    },
    /** Resolves once it is on the disk; nothing drafted any more: it is removed. @throws AppError `storageFailed`, `locked`, `conflict` as `read` */
    async keep({ organizationId, of, settings }: { organizationId: string; of: DraftOwner; settings: DraftedSettings }): Promise<null> {
      const empty = Object.values(settings).every((value) => value === undefined)
      await repository.keep(await placeOf(organizationId, of), empty ? null : { settings, keptAt: new Date(now()).toISOString() })
      return null
    },
    settled: () => repository.settled()
  }
}

export type SecurityDraftService = ReturnType<typeof createSecurityDraftService>
