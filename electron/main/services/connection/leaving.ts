import type { ConnectionState, CredentialKind } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import { kinds, withoutCredential, type ConnectionRecord } from './connectionRecord'
import type { CredentialTests } from './credentialTests'
import type { KeptConnections } from './keptConnections'
import type { OpenConnection } from './openConnection'
import { noSuchConnection } from './places'
import type { SessionEndings } from './sessionEndings'
import type { KeptSession } from './sessionKeeper'

export interface LeavingDeps {
  kept: KeptConnections
  open: OpenConnection
  tests: CredentialTests
  endings: SessionEndings
  log: Logger
}

/** Ends sessions and forgets credentials; each server hears of it in the background. */
export function createLeaving({ kept, open, tests, endings, log }: LeavingDeps) {
  /** Takes the credential out of use; its session is about to be ended at its server. */
  const end = async (record: ConnectionRecord, kind: CredentialKind): Promise<void> => {
    const left = open.isOpen(record.id, kind) ? open.leave()?.session : undefined
    if (kind === 'apiKey' || record.session === null) return
    // Read before it is removed; a session in use is waited for by its ending only.
    const session = left ?? Promise.resolve(await keptSessionOf(record))
    endings.end(record.server, session.then(requireSession))
  }

  const keptSessionOf = async (record: ConnectionRecord): Promise<KeptSession | null> => {
    await open.isLeft(record.id)
    const recalled = await kept.recall(record, 'session').catch(() => null)
    return recalled?.secret.kind === 'session' ? recalled.secret.session : null
  }

  const found = async (connectionId: string): Promise<ConnectionRecord> => {
    const record = await kept.find(connectionId)
    if (!record) throw noSuchConnection()
    return record
  }

  const drop = async (record: ConnectionRecord, kind: CredentialKind): Promise<ConnectionState> => {
    const used = open.held()?.connection
    const wasUsed = used?.id === record.id && used.credential.kind === kind
    return tests.keptOff(record.id, async () => {
      await end(record, kind)
      try {
        await kept.forgetCredential(record, kind)
      } finally {
        if (wasUsed) await open.signedOut(null, record.id)
        else open.update(withoutCredential(record, kind))
      }
      return open.state()
    })
  }

  return {
    async removeCredential(connectionId: string, kind: CredentialKind): Promise<ConnectionState> {
      const record = await found(connectionId)
      return record[kind] === null ? open.state() : drop(record, kind)
    },

    async remove(connectionId: string): Promise<ConnectionState> {
      const record = await found(connectionId)
      const state = open.state()
      const wasShown = open.shown()?.record.id === connectionId || (state.status === 'signedOut' && state.connectionId === connectionId)
      return tests.keptOff(record.id, async () => {
        for (const kind of kinds) await end(record, kind)
        try {
          await kept.remove(record)
        } finally {
          if (wasShown) await open.signedOut(null, null)
        }
        return open.state()
      })
    },

    async signOut(): Promise<ConnectionState> {
      const shown = open.shown()
      const used = open.held()?.connection
      if (!shown || !used) return open.state()
      // A record without its secret opens nothing; the person is signed out either way.
      await drop(shown.record, used.credential.kind).catch((thrown: unknown) => log.error('connection.notForgotten', { cause: thrown }))
      return open.state()
    }
  }
}

export type Leaving = ReturnType<typeof createLeaving>

const requireSession = (session: KeptSession | null): KeptSession => {
  if (!session) throw new Error('There is no session to be ended.')
  return session
}
