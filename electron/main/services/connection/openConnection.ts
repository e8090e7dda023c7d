import { AppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, CredentialKind, SecretStorage } from '#shared/domain/connection'
import type { HttpClient } from '../../capgo/httpClient'
import type { RateGates } from '../../capgo/rateGate'
import type { CapgoRequester } from '../../capgo/requester'
import type { Logger } from '../../log/logger'
import { secretOf, type ConnectionRecord } from './connectionRecord'
import { connectionOf, summaryOf } from './connectionView'
import type { KeptConnections } from './keptConnections'
import { openCredential, type OpenedCredential, type Secret } from './openedCredential'

/** What the other services work with; all of it ends when the person signs out, locks or the server ends the session. */
export interface ActiveConnection {
  connection: Connection
  requester: CapgoRequester
  /** Aborted when the connection ends, so that no answer of a former one arrives late. */
  signal: AbortSignal
}

/** What is open or locked, and the id under which the vault has its credential, if that is kept. */
export interface HeldConnection {
  secretId: string
  connection: Connection
}

export interface Active extends ActiveConnection {
  abort: AbortController
  opened: OpenedCredential
  record: ConnectionRecord
  demo: boolean
}

export interface Opening {
  record: ConnectionRecord
  secret: Secret
  storage: SecretStorage
  demo?: boolean
  /** Whether the server has accepted the credential in this run. */
  tried: boolean
  unlocking?: boolean
}

export interface OpenConnectionDeps {
  http: HttpClient
  kept: KeptConnections
  gates?: RateGates | undefined
  log: Logger
  now(): number
  onChange(state: ConnectionState): void
}

export type OpenConnection = ReturnType<typeof createOpenConnection>

/** The one connection that everything else uses, and the state that the window is told. */
export function createOpenConnection(deps: OpenConnectionDeps) {
  let active: Active | null = null
  let state: ConnectionState = { status: 'starting' }
  /** Of what is open or locked: nothing secret. */
  let shown: { record: ConnectionRecord; demo: boolean } | null = null
  /** Sessions that were left while they were being renewed, by connection. */
  const leaving = new Map<string, Promise<void>>()

  const become = (next: ConnectionState): ConnectionState => {
    state = next
    deps.onChange(next)
    return next
  }

  /** Stops everything under way and forgets the secret; what is open is nothing afterwards. */
  const leave = (): { left: Active; session: ReturnType<OpenedCredential['leave']> } | null => {
    if (!active) return null
    const left = active
    active = null
    left.abort.abort()
    const session = left.opened.leave()
    // Without the session, which must not stay in memory.
    const over = session.then(() => {
      if (leaving.get(left.record.id) === over) leaving.delete(left.record.id)
    })
    leaving.set(left.record.id, over)
    return { left, session }
  }

  /** @param connectionId the connection that was left, if it is still kept */
  const signedOut = async (why: AppError | null, connectionId: string | null): Promise<ConnectionState> => {
    leave()
    const record = (await deps.kept.known()).find(({ id }) => id === connectionId) ?? null
    const offered = await deps.kept.offered(record)
    // Somebody may have signed in while the file was read.
    return active ? state : become({ status: 'signedOut', why: why?.data ?? null, connectionId: record?.id ?? null, ...offered })
  }

  /** The server ended it: stop everything, ask once. The credential stays; it may be accepted again later. */
  const endedByServer = (abort: AbortController) => (error: AppError) => {
    if (active?.abort !== abort) return
    const { id } = active.record
    deps.log.warn('connection.ended', { connectionId: id, code: error.code })
    void signedOut(error, id).catch((thrown: unknown) => deps.log.error('connection.endFailed', { cause: thrown }))
  }

  const update = (record: ConnectionRecord, credential?: Connection['credential']): void => {
    if (shown?.record.id !== record.id) return
    shown.record = record
    if (active) {
      active.record = record
      active.connection = connectionOf(record, credential ?? active.connection.credential, active.demo)
      become({ status: 'signedIn', connection: active.connection })
    } else if (state.status === 'locked') become({ ...state, connection: connectionOf(record, state.connection.credential, shown.demo) })
  }

  return {
    state: () => state,
    active: () => active,
    become,
    leave,
    /** Resolves when a credential of that connection, left a moment ago, is kept as it stands at its server. */
    isLeft: (connectionId: string): Promise<void> => leaving.get(connectionId) ?? Promise.resolve(),
    /** Resolves when no session, open or left a moment ago, is being renewed. */
    quiet: async (): Promise<void> => {
      await Promise.all([active?.opened.quiet(), ...leaving.values()])
    },
    signedOut,
    isOpen: (connectionId: string, kind: CredentialKind): boolean => active?.record.id === connectionId && active.connection.credential.kind === kind,

    /** What is open, also while it is locked. */
    shown: () => (isHeld(state) ? shown : null),

    held: (): HeldConnection | null => (isHeld(state) && shown ? heldOf(shown.record, state.connection) : null),

    /** To be shown as locked: nothing of it is open. */
    show(recalled: Pick<Opening, 'record' | 'secret' | 'storage'>): HeldConnection {
      shown = { record: recalled.record, demo: false }
      return heldFrom(recalled)
    },

    /** @throws AppError `locked` when it was locked meanwhile and this is not the unlocking */
    activate({ record, secret, storage, demo = false, tried, unlocking = false }: Opening): Connection {
      if (state.status === 'locked' && !unlocking) throw isLocked()
      leave()
      const abort = new AbortController()
      const opened = openCredential(deps, {
        server: record.server,
        secret,
        tried,
        renew: (session) => (demo ? Promise.resolve(true) : deps.kept.renew(record, session)),
        onEnded: endedByServer(abort)
      })
      const connection = connectionOf(record, summaryOf(record, secret, storage), demo)
      shown = { record, demo }
      active = { connection, requester: opened.requester, signal: abort.signal, abort, opened, record, demo }
      become({ status: 'signedIn', connection })
      return connection
    },

    /** What is open, or locked, has another credential beside it, or a session of another level. */
    update,

    rename(connectionId: string, name: string): void {
      if (shown?.record.id === connectionId) update({ ...shown.record, name })
    },

    /** Remembered without a word: the window chose it. */
    chooseOrganization(organizationId: string): void {
      if (!active || !shown) return
      active.record = { ...active.record, lastOrganizationId: organizationId }
      shown.record = active.record
      active.connection = { ...active.connection, lastOrganizationId: organizationId }
      state = { status: 'signedIn', connection: active.connection }
    }
  }
}

export const isLocked = (): AppError => new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })

const heldOf = (record: ConnectionRecord, connection: Connection): HeldConnection => ({ secretId: secretOf(record, connection.credential.kind)?.id ?? record.id, connection })

/** What would be held if it were opened. */
export const heldFrom = ({ record, secret, storage }: Pick<Opening, 'record' | 'secret' | 'storage'>): HeldConnection => heldOf(record, connectionOf(record, summaryOf(record, secret, storage), false))

type Held = Extract<ConnectionState, { connection: unknown }>
const isHeld = (state: ConnectionState): state is Held => state.status === 'signedIn' || state.status === 'locked'
