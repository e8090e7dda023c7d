import type { ConnectionState, LockReason, ProofOfPresence } from '#shared/domain/connection'
import { distinctSecrets, sameSecret, type SecretRef } from '../connection/connectionRecord'
import type { LockOnKept, LockRecords } from './lockRecord'

const has = (secrets: readonly SecretRef[], secret: SecretRef): boolean => secrets.some((one) => sameSecret(one, secret))

type Locked = Extract<ConnectionState, { status: 'locked' }>

/**
 * What is locked: every credential that was kept when Gatehouse was locked, until it is proved or signed in with anew. A
 * proof that asked for something opens them all; reading the keychain, which asks nothing, opens the one that was read.
 */
export function createLocks(records: LockRecords) {
  const change = (locked: LockOnKept | null): Promise<void> => records.change({ locked })

  /** Whether the way out is nothing but reading the keychain. */
  const isBare = ({ connection }: Locked, proof: ProofOfPresence | null): boolean => connection.demo || connection.credential.kind === 'apiKey' || proof === 'keychain'

  /** As it stands from this lock on; what an earlier one asked for and nobody has answered is still asked for. */
  const standing = (state: Locked, secret: SecretRef | null, before: LockOnKept | null, proof: ProofOfPresence | null): LockOnKept => {
    const { because, since } = state
    if (!isBare(state, proof)) return { because, since, asks: true, byKeychain: [], released: [] }
    const byKeychain = before === null ? [] : [...before.byKeychain, ...before.released]
    return { because, since, asks: before?.asks ?? false, byKeychain: distinctSecrets(secret === null ? byKeychain : [...byKeychain, secret]), released: [] }
  }

  /** What stood when the present lock began, until its proof is known. */
  let underWay: { since: string; before: LockOnKept | null } | null = null

  return {
    /** How the lock stands on this credential; null: it may be opened. */
    on(secret: SecretRef): { because: LockReason; since: string } | null {
      const { locked } = records.current()
      return locked === null || has(locked.released, secret) ? null : locked
    },

    /** The proof that this credential takes while it is locked. @param own what it would take by itself */
    proofFor(secret: SecretRef, own: ProofOfPresence): ProofOfPresence {
      const { locked } = records.current()
      const isEnough = own !== 'keychain' || locked === null || !locked.asks || has(locked.released, secret) || has(locked.byKeychain, secret)
      return isEnough ? own : 'signIn'
    },

    /** To be called as soon as it is locked, before the proof is known: until then it counts as one that asks. */
    begun(state: Locked, secret: SecretRef | null): void {
      const { locked: before } = records.current()
      if (before?.since === state.since) return
      underWay = { since: state.since, before }
      void change(standing(state, secret, before, null))
    },

    /** The lock that has just begun is complete. @param proof what its credential takes where the system has no question of its own */
    async settled(state: Locked, secret: SecretRef | null, proof: ProofOfPresence): Promise<void> {
      if (underWay?.since !== state.since) return
      const { before } = underWay
      underWay = null
      await change(standing(state, secret, before, proof))
    },

    /** Somebody has shown that it is still them. */
    async proved(secret: SecretRef, proof: ProofOfPresence): Promise<void> {
      if (proof === 'password' || proof === 'system') await change(null)
      else await this.released([secret])
    },

    /** Signed in with anew: these alone are open again. Written down also where nothing is locked: a missing file would count as locked. */
    async released(secrets: readonly SecretRef[]): Promise<void> {
      const { locked } = records.current()
      await change(locked && { ...locked, released: distinctSecrets([...locked.released, ...secrets]) })
    }
  }
}

export type Locks = ReturnType<typeof createLocks>
