import type { DraftedSettings, KeptDraft } from '#shared/domain/securityDraft'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import { createDraftRepository, type DraftPlace } from './draftRepository'

export interface SecurityDraftDeps {
  path: string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  now(): number
  log: Logger
}

/**
 * Changes of security settings that are gathered and not applied: kept on this computer, by server, person and organization,
 * so that closing or killing the program loses none. Nothing is sent anywhere, and behind the lock nothing is told.
 */
export function createSecurityDraftService({ path, active, now, log }: SecurityDraftDeps) {
  let setAside = false
  const repository = createDraftRepository(path, ({ reason }) => {
    setAside = true
    log.warn('securityDraft.setAside', { reason })
  })

  /** The demonstration listens elsewhere at every start, and is one place all the same. */
  async function placeOf(organizationId: string): Promise<DraftPlace> {
    const { connection } = await active()
    return { server: connection.demo ? 'demo' : connection.server, userId: connection.userId, organizationId }
  }

  return {
    /** @throws AppError `storageFailed`, `locked` */
    async read({ organizationId }: { organizationId: string }): Promise<KeptDraft> {
      const draft = await repository.read(await placeOf(organizationId))
      return { organizationId, draft, setAside }
    },
    /** Resolves once it is on the disk; nothing drafted any more: it is removed. @throws AppError `storageFailed`, `locked` */
    async keep({ organizationId, settings }: { organizationId: string; settings: DraftedSettings }): Promise<null> {
      const empty = Object.values(settings).every((value) => value === undefined)
      await repository.keep(await placeOf(organizationId), empty ? null : { settings, keptAt: new Date(now()).toISOString() })
      return null
    },
    settled: () => repository.settled()
  }
}

export type SecurityDraftService = ReturnType<typeof createSecurityDraftService>
