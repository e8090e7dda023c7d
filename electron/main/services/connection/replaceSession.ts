import type { Connection } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import type { SignedInSession } from '../../capgo/endpoints/signIn'
import type { ConnectionRecord } from './connectionRecord'
import type { KeptConnections } from './keptConnections'
import type { OpenConnection } from './openConnection'
import { keptSession } from './sessionKeeper'

export interface ReplaceSessionDeps {
  kept: KeptConnections
  open: OpenConnection
  now(): number
}

/** The open connection goes on with a session of another level. @throws AppError `cancelled` when it is no longer open */
export async function replaceSession({ kept, open, now }: ReplaceSessionDeps, session: SignedInSession): Promise<Connection> {
  const next = keptSession(session, now())
  const [active, shown] = [open.active(), open.shown()]
  const isTheirs = (record: ConnectionRecord | undefined): boolean => record?.session?.userId === session.userId
  if (active && isTheirs(active.record) && (await active.opened.replace(next))) {
    const { credential } = active.connection
    if (open.active() === active && credential.kind === 'session') open.update(active.record, { ...credential, level: session.level })
    return active.connection
  }
  // Locked meanwhile: the session that is kept is over at the server.
  if (!active && shown && isTheirs(shown.record)) await kept.renew(shown.record, next)
  throw new AppError({ code: 'cancelled', message: 'The connection for which the session was renewed is no longer open.', retryable: false })
}
