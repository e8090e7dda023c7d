import { AppError, asAppError } from '#shared/errors/appError'
import type { ConnectionState, LockReason, ProofOfPresence } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import type { Locks } from './locks'
import type { PasswordAttempts } from './passwordAttempts'
import type { Presence } from './presence'
import type { SecretRef } from '../connection/connectionRecord'
import type { HeldConnection } from '../connection/connectionService'
import { presenceNeeded, type Proofs } from './proofs'

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
  locks: Locks
  now(): number
  log: Logger
}

export type LockService = ReturnType<typeof createLockService>

/** Locks what is open, and opens it again for the person who shows that it is still them. */
export function createLockService({ connections, proofs, presence, attempts, locks, now, log }: LockServiceDeps) {
  /** Counts the lockings; an unlocking that was begun before the last one is void. */
  let lockings = 0
  let openSince: number | null = null

  const requireNotLockedSince = (asked: number): void => {
    if (asked !== lockings) throw new AppError({ code: 'cancelled', message: 'Gatehouse was locked again meanwhile.', retryable: true })
  }

  const unlocked = async (held: HeldConnection, proof: ProofOfPresence, asked: number): Promise<ConnectionState> => {
    requireNotLockedSince(asked)
    const state = await connections.resume()
    if (state.status === 'signedIn' && state.connection.id === held.connection.id) {
      presence.seen(held.connection.id)
      await locks.proved(refOf(held), proof)
    }
    return state
  }

  const proofOf = async (held: HeldConnection): Promise<ProofOfPresence> => {
    const own = await proofs.of(held)
    return held.connection.demo ? own : locks.proofFor(refOf(held), own)
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
      const state = await connections.suspend(because)
      const held = connections.held()
      if (state.status === 'locked' && held) await locks.settled(state, keptOf(held), await proofs.lasting(held))
      return state
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
      if (proof === 'system' && !proofs.systemAsks()) return connections.demand(await proofOf(held))
      // A keychain that did not answer when it was asked for the password's check may do so by now.
      if (proof === 'keychain') {
        const present = await proofOf(held)
        if (present !== 'keychain') return connections.demand(present)
      }
      // Reading the credential again is what resuming does.
      if (proof === 'keychain' || proof === 'signIn') return unlocked(held, proof, asked)
      try {
        await proofs.take(held, proof, password)
      } catch (thrown) {
        const error = asAppError(thrown)
        log.warn('lock.notUnlocked', { proof, code: error.code })
        if (attempts.areOver(held.secretId)) await connections.demand('signIn')
        throw error
      }
      return unlocked(held, proof, asked)
    },

    /** The proof that a credential takes at this moment while it is locked. */
    proofOf,

    /**
     * Before a kept credential is opened that is locked, while another one or none is open.
     * @throws AppError `presenceNeeded` with the proof in `foundState` where the person has to give one; as Proofs.take
     */
    async prove(held: HeldConnection, password: string | null): Promise<void> {
      if (locks.on(refOf(held)) === null) return
      const asked = lockings
      const proof = await proofOf(held)
      if (proof === 'signIn' || (proof === 'password' && password === null)) throw presenceNeeded(proof)
      await proofs.take(held, proof, password)
      requireNotLockedSince(asked)
      await locks.proved(refOf(held), proof)
    },

    /** Since when there is something to lock, in milliseconds since 1970; null while there is not. */
    openSince: () => openSince,

    /** To be called with every new state of the connection. */
    follow(state: ConnectionState): void {
      openSince = state.status === 'signedIn' ? (openSince ?? now()) : null
      if (state.status === 'starting') return
      if (state.status !== 'signedIn') presence.forget()
      // What is locked outlives the run, whatever is opened beside it: only a proof or a sign-in ends it.
      if (state.status === 'locked') locks.begun(state, keptOf(connections.held()))
    }
  }
}

/** Of the demo nothing is kept. */
const keptOf = (held: HeldConnection | null): SecretRef | null => (held === null || held.connection.demo ? null : refOf(held))

const refOf = ({ secretId, connection }: HeldConnection): SecretRef => ({ id: secretId, kind: connection.credential.kind })
