import { AppError, asAppError } from '#shared/errors/appError'
import type { ConnectionState, LockReason, ProofOfPresence } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import type { LockRecords } from './lockRecord'
import type { PasswordAttempts } from './passwordAttempts'
import type { Presence } from './presence'
import type { HeldConnection } from '../connection/connectionService'
import type { Proofs } from './proofs'

/** The connection service, as far as the lock goes. */
export interface LockableConnections {
  current(): ConnectionState
  /** The open or locked connection; null when nobody is signed in. */
  held(): HeldConnection | null
  /** Drops every secret from memory. */
  suspend(because: LockReason): Promise<ConnectionState>
  /** Reads the credential again; where only signing in is left, ends in being signed out. */
  resume(): Promise<ConnectionState>
  /** The locked connection takes another proof from now on. */
  demand(proof: ProofOfPresence): Promise<ConnectionState>
}

export interface LockServiceDeps {
  connections: LockableConnections
  proofs: Proofs
  presence: Presence
  attempts: PasswordAttempts
  records: LockRecords
  now(): number
  log: Logger
}

export type LockService = ReturnType<typeof createLockService>

/** Locks what is open, and opens it again for the person who shows that it is still them. */
export function createLockService({ connections, proofs, presence, attempts, records, now, log }: LockServiceDeps) {
  /** Counts the lockings; an unlocking that was begun before the last one is void. */
  let lockings = 0
  let openSince: number | null = null

  const unlocked = async (held: HeldConnection, asked: number): Promise<ConnectionState> => {
    if (asked !== lockings) throw new AppError({ code: 'cancelled', message: 'Gatehouse was locked again meanwhile.', retryable: true })
    const state = await connections.resume()
    if (state.status === 'signedIn' && state.connection.id === held.connection.id) presence.seen(held.connection.id)
    return state
  }

  return {
    /** Does nothing while nobody is signed in, and nothing more while it is locked. */
    async lock(because: LockReason): Promise<ConnectionState> {
      const { status } = connections.current()
      if (status === 'signedOut' || status === 'starting') return connections.current()
      lockings++
      presence.forget()
      if (status === 'locked') return connections.current()
      log.info('lock.locked', { because })
      return connections.suspend(because)
    },

    /**
     * @throws AppError as Proofs.take; `cancelled` when it was locked again meanwhile. It then stays locked. After too many
     * wrong passwords the state takes signing in only.
     */
    async unlock(password: string | null): Promise<ConnectionState> {
      const state = connections.current()
      const held = connections.held()
      if (state.status !== 'locked' || held === null) return state
      const asked = lockings
      const { proof } = state
      if (proof === 'system' && !proofs.systemAsks()) return connections.demand(await proofs.of(held))
      // Reading the credential again is what resuming does.
      if (proof === 'keychain' || proof === 'signIn') return unlocked(held, asked)
      try {
        await proofs.take(held, proof, password)
      } catch (thrown) {
        const error = asAppError(thrown)
        log.warn('lock.notUnlocked', { proof, code: error.code })
        if (attempts.areOver(held.secretId)) await connections.demand('signIn')
        throw error
      }
      return unlocked(held, asked)
    },

    /** Since when there is something to lock, in milliseconds since 1970; null while there is not. */
    openSince: () => openSince,

    /** To be called with every new state of the connection. */
    follow(state: ConnectionState): void {
      openSince = state.status === 'signedIn' ? (openSince ?? now()) : null
      if (state.status === 'starting') return
      if (state.status !== 'signedIn') presence.forget()
      // The demo opens nothing else: what was locked before it is locked after it. Nor does a keychain that is out of reach.
      if (state.status === 'signedIn' && state.connection.demo) return
      if (state.status === 'signedOut' && state.why !== null) return
      const locked = state.status === 'locked' ? { because: state.because, since: state.since } : null
      if (JSON.stringify(records.current().locked) !== JSON.stringify(locked)) void records.change({ locked })
    }
  }
}
