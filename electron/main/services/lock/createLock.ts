import { AppError } from '#shared/errors/appError'
import type { ConnectionState } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import type { SecretRef } from '../connection/connectionRecord'
import type { HeldConnection } from '../connection/connectionService'
import { createIdleWatch, type ActivitySource, type IdleWatch } from './idleWatch'
import type { LockRecords } from './lockRecord'
import { createLockService, type LockableConnections, type LockService } from './lockService'
import { createLocks, type Locks } from './locks'
import { createPasswordAttempts } from './passwordAttempts'
import { createPasswordCheck, type PasswordChecks } from './passwordCheck'
import { createPresence, type Presence } from './presence'
import { createProofs, type Proofs, type SystemPrompt } from './proofs'

export interface LockDeps {
  vault: SecretVault
  records: LockRecords
  system: SystemPrompt
  activity: ActivitySource
  idleMinutes(): number | null
  /** The connection service, which is made after this and of parts of it. */
  connections(): LockableConnections
  /** What is to be seen also while nobody is signed in, and is put away with every locking. */
  shown?: Shown | undefined
  now(): number
  log: Logger
}

export interface Shown {
  /** In milliseconds since 1970; null: nothing is. */
  openSince(): number | null
  lockingWith(lock: LockService['lock']): LockService['lock']
}

/** The lock with all its parts, and what the connection service needs of it. */
export interface Lock extends LockService {
  presence: Presence
  passwords: PasswordChecks
  /** How somebody shows that it is still them, of what is open. */
  proofOfOpen: Proofs['of']
  /** How the lock stands on a kept credential; null: it may be opened. */
  on: Locks['on']
  /** Nothing is kept that could be locked. */
  nothingKept(): void
  /** Somebody has just signed in, which shows who they are. @param released the secrets that are open by it */
  signedIn(held: HeldConnection, released: readonly SecretRef[]): void
  /** After a changed password: unlocking asks for the new one. */
  rememberPassword(password: string): Promise<void>
  idle: IdleWatch
}

export function createLock({ vault, records, system, activity, idleMinutes, connections, shown, now, log }: LockDeps): Lock {
  const passwords = createPasswordCheck({ vault })
  const attempts = createPasswordAttempts({ records, now })
  const proofs = createProofs({ vault, checks: passwords, attempts, system, log })
  const presence = createPresence({ held: () => openOf(connections()), proofs, now })
  const locks = createLocks(records)
  const lock = createLockService({
    connections: {
      current: () => connections().current(),
      held: () => connections().held(),
      suspend: (because) => connections().suspend(because),
      resume: () => connections().resume(),
      demand: (proof) => connections().demand(proof)
    },
    proofs,
    presence,
    attempts,
    locks,
    now,
    log
  })

  const lockAll = shown?.lockingWith(lock.lock) ?? lock.lock

  /** Found out while there is time: the keychain may be locked together with Gatehouse. */
  const prepare = (): void => {
    const held = connections().held()
    if (held) proofs.of(held).catch((thrown: unknown) => log.warn('lock.notPrepared', { cause: thrown }))
  }

  return {
    ...lock,
    lock: lockAll,
    presence,
    passwords,
    proofOfOpen: proofs.of,
    on: locks.on,
    nothingKept: records.nothingKept,
    idle: createIdleWatch({
      source: activity,
      idleMinutes,
      openSince: () => lock.openSince() ?? shown?.openSince() ?? null,
      now,
      lock: (because) => void lockAll(because).catch((thrown: unknown) => log.error('lock.notLocked', { cause: thrown })),
      log
    }),
    signedIn({ secretId, connection }, released) {
      presence.seen(connection.id)
      locks.released(released).catch((thrown: unknown) => log.warn('lock.notReleased', { cause: thrown }))
      attempts.clear(secretId).catch((thrown: unknown) => log.warn('lock.notCleared', { cause: thrown }))
    },
    async rememberPassword(password) {
      const held = connections().held()
      if (held?.connection.credential.kind === 'session' && !held.connection.demo) await passwords.remember(held.secretId, password)
    },
    follow(state) {
      lock.follow(state)
      if (state.status === 'signedOut') passwords.forgetKnown()
      if (state.status === 'signedIn') prepare()
    }
  }
}

/** @throws AppError `unauthorized`, `locked` */
function openOf(connections: LockableConnections): HeldConnection {
  const held = connections.held()
  const state: ConnectionState = connections.current()
  if (state.status === 'signedIn' && held) return held
  throw new AppError(
    state.status === 'locked'
      ? { code: 'locked', message: 'Gatehouse is locked.', retryable: false }
      : { code: 'unauthorized', message: 'Nobody is signed in.', retryable: false }
  )
}
