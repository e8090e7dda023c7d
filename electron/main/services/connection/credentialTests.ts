import { AppError, asAppError } from '#shared/errors/appError'
import type { ConnectionTest, CredentialKind } from '#shared/domain/connection'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import type { HttpClient } from '../../capgo/httpClient'
import type { RateGates } from '../../capgo/rateGate'
import { secretOf, type ConnectionRecord } from './connectionRecord'
import type { KeptConnections } from './keptConnections'
import type { LocksOnKept } from './locksOnKept'
import { isLocked, type OpenConnection } from './openConnection'
import { openCredential, type OpenedCredential } from './openedCredential'

type Outcome = NonNullable<ConnectionTest[CredentialKind]>

export interface CredentialTestsDeps {
  http: HttpClient
  kept: KeptConnections
  open: OpenConnection
  gates?: RateGates | undefined
  now(): number
  locks?: Pick<LocksOnKept, 'on'> | undefined
}

interface Running {
  result: Promise<ConnectionTest>
  /** Resolves when no credential is held for it any more. */
  stop(): Promise<void>
}

/**
 * Tries each credential of a connection at its server, with the least that shows whether it works. A session that is renewed
 * for it is kept as if it were in use; and nothing else uses it meanwhile, for two renewals of one session end it.
 */
export function createCredentialTests({ http, kept, open, gates, now, locks }: CredentialTestsDeps) {
  const running = new Map<string, Running>()
  /** Connections whose credentials are being changed or opened. */
  const busy = new Map<string, Promise<unknown>>()

  const tryOut = async ({ requester, level }: OpenedCredential, signal: AbortSignal): Promise<Outcome> => {
    const { rows } = await listOrganizations(requester, signal)
    return { works: true, organizations: rows.filter(({ invited }) => !invited).length, level: await level() }
  }

  const begin = (record: ConnectionRecord): Running => {
    const abort = new AbortController()

    const recalled = async (kind: CredentialKind): Promise<Outcome> => {
      await open.isLeft(record.id)
      const ref = secretOf(record, kind)
      if (ref && locks?.on(ref)) throw isLocked()
      const found = await kept.recall(record, kind)
      abort.signal.throwIfAborted()
      if (!found) throw secretGone()
      const opened = openCredential({ http, now, gates }, { server: record.server, secret: found.secret, tried: false, renew: (session) => kept.renew(record, session), onEnded: () => undefined })
      return tryOut(opened, abort.signal).finally(() => opened.leave())
    }

    const outcome = async (kind: CredentialKind): Promise<Outcome | null> => {
      if (record[kind] === null) return null
      try {
        abort.signal.throwIfAborted()
        const active = open.active()
        return await (active && open.isOpen(record.id, kind) ? tryOut(active.opened, AbortSignal.any([abort.signal, active.signal])) : recalled(kind))
      } catch (thrown) {
        const error = abort.signal.aborted ? new AppError({ code: 'cancelled', message: 'Something else was chosen while the credential was tried.', retryable: true }) : asAppError(thrown)
        return { works: false, why: error.data }
      }
    }

    const free = busy.get(record.id)?.catch(() => undefined) ?? Promise.resolve()
    const result = free
      .then(() => Promise.all([outcome('apiKey'), outcome('session')]))
      .then(([apiKey, session]) => ({ apiKey, session }))
      .finally(() => running.delete(record.id))
    return {
      result,
      async stop() {
        abort.abort()
        // Not before a renewal under way was kept.
        await result
      }
    }
  }

  const stop = async (connectionId?: string): Promise<void> => {
    await Promise.all([...running].filter(([id]) => connectionId === undefined || id === connectionId).map(([, test]) => test.stop()))
  }

  return {
    /** Asked for twice at once, it is done once. */
    test(record: ConnectionRecord): Promise<ConnectionTest> {
      const test = running.get(record.id) ?? begin(record)
      running.set(record.id, test)
      return test.result
    },

    /** Stops every test. */
    stop: (): Promise<void> => stop(),

    /** Stops the test of a connection, and begins none before its credentials were used or changed otherwise. */
    async keptOff<T>(connectionId: string, task: () => Promise<T>): Promise<T> {
      const using = stop(connectionId).then(task)
      busy.set(connectionId, using)
      try {
        return await using
      } finally {
        if (busy.get(connectionId) === using) busy.delete(connectionId)
      }
    }
  }
}

export type CredentialTests = ReturnType<typeof createCredentialTests>

/** The record names a credential that the keychain no longer has. */
export function secretGone(): AppError {
  return new AppError({ code: 'unauthorized', message: 'The credential is no longer in the keychain.', retryable: false, details: { foundState: 'gone' } })
}
