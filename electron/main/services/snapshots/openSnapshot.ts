import type { Connection, ConnectionState } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import type { StoredSnapshot } from '../../reviews/snapshotRepository'
import type { HttpClient } from '../../capgo/httpClient'
import type { ActiveConnection } from '../connection/connectionService'

export interface OpenSnapshotDeps {
  /** The connection as it stands by itself: it stays as it is beneath an open snapshot. */
  live(): ConnectionState
  /** Told of what the window is to show. */
  onChange(state: ConnectionState): void
  now(): number
}

export type OpenSnapshotService = ReturnType<typeof createOpenSnapshot>

/**
 * The snapshot that stands in the server's place, if one is open. From then on no credential is handed out, what was under way
 * for the server ends, and nothing leaves this computer; the connection itself is untouched and is there again afterwards.
 * The lock is before all of it.
 */
export function createOpenSnapshot({ live, onChange, now }: OpenSnapshotDeps) {
  let open: StoredSnapshot | null = null
  /** Since when, in milliseconds since 1970. */
  let since: number | null = null
  /** Who is behind the lock, while it is locked. */
  let behind: Connection | null = null
  /** Ends what was begun before the snapshot was opened. */
  let online = new AbortController()
  let handedOut = new WeakMap<ActiveConnection, ActiveConnection>()

  const requireClosed = (): void => {
    if (open !== null) throw isOpen()
  }

  /** What the window is told of the connection. */
  const shown = (state: ConnectionState): ConnectionState => (open === null || state.status === 'locked' || state.status === 'starting' ? state : { status: 'signedIn', connection: connectionOf(open) })

  const become = (next: StoredSnapshot | null): ConnectionState => {
    since = next === null ? null : (since ?? now())
    open = next
    if (next !== null) {
      online.abort(new AppError({ code: 'cancelled', message: 'A snapshot was opened.', retryable: true }))
      online = new AbortController()
      handedOut = new WeakMap()
    }
    const state = shown(live())
    onChange(state)
    return state
  }

  return {
    /** null: none is open. @throws AppError `locked` */
    current(): StoredSnapshot | null {
      if (open !== null && live().status === 'locked') throw new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })
      return open
    },
    shown,
    /** To be called with every new state of the connection. Whoever leaves the lock without unlocking finds no snapshot open. @returns what the window is told */
    follow(state: ConnectionState): ConnectionState {
      if (state.status === 'starting') return state
      const isBack = behind === null || (state.status === 'signedIn' && state.connection.id === behind.id && state.connection.userId === behind.userId)
      if (state.status === 'locked') behind = state.connection
      else {
        if (!isBack) [open, since] = [null, null]
        behind = null
      }
      return shown(state)
    },
    /** Since when it is open, in milliseconds since 1970; null: none is. */
    openSince: () => since,
    requireClosed,
    open: (snapshot: StoredSnapshot): ConnectionState => become(snapshot),
    close: (): ConnectionState => (open === null ? shown(live()) : become(null)),
    /** Locks, by whatever way. With nobody signed in there is nothing to lock; what is shown is put away all the same. */
    lockingWith: <R>(lock: (because: R) => Promise<ConnectionState>) => async (because: R): Promise<ConnectionState> => {
      const state = await lock(because)
      return state.status === 'locked' || open === null ? state : become(null)
    },
    /** The same snapshot under another name. */
    renamed(outline: StoredSnapshot['outline']): void {
      if (open?.outline.id === outline.id) become({ ...open, outline })
    },

    /** The connection that services work with. @throws AppError with `snapshotOpen` */
    guarded(active: ActiveConnection): ActiveConnection {
      requireClosed()
      const before = handedOut.get(active)
      if (before) return before
      const guarded: ActiveConnection = {
        get connection() {
          return active.connection
        },
        get requester() {
          return active.requester
        },
        signal: AbortSignal.any([active.signal, online.signal])
      }
      handedOut.set(active, guarded)
      return guarded
    },

    /** Whose things of this computer are meant: those of who took the snapshot. @throws AppError `locked`, and as of `active` */
    async placed(active: () => Promise<ActiveConnection>): Promise<ActiveConnection> {
      const snapshot = this.current()
      return snapshot === null ? active() : { connection: connectionOf(snapshot), requester: { send: () => Promise.reject(isOpen()) }, signal: online.signal }
    },

    /** The one way out of this computer, shut. */
    refusing: (http: HttpClient): HttpClient => ({ send: (request) => (open === null ? http.send(request) : Promise.reject(isOpen())) })
  }
}

const isOpen = (): AppError => new AppError({ code: 'snapshotOpen', message: 'A snapshot is open instead of the server, so nothing was sent.', retryable: false })

/** As far as the snapshot tells. Its id is the snapshot's: nothing that was read of the server stays shown beside it. */
function connectionOf({ outline, snapshot }: StoredSnapshot): Connection {
  const { takenBy, server, demo, security } = snapshot
  const credential: Connection['credential'] =
    takenBy.credential === 'session'
      ? { kind: 'session', storage: 'memory', email: takenBy.email ?? '', level: security.actor.level ?? 'aal1' }
      : { kind: 'apiKey', storage: 'memory', fingerprint: null }
  return {
    id: outline.id,
    name: outline.name,
    demo,
    server,
    userId: takenBy.userId,
    credential,
    has: { apiKey: false, session: false },
    lastOrganizationId: snapshot.organization.id,
    snapshot: { id: outline.id, name: outline.name, takenAt: outline.takenAt, organizationId: snapshot.organization.id }
  }
}
