import type { ConnectionState, LockReason, ProofOfPresence } from '#shared/domain/connection'
import { secretGone } from './credentialTests'
import type { DemoConnection } from './demoConnection'
import type { KeptConnections, Recalled } from './keptConnections'
import type { Leaving } from './leaving'
import type { LockedBefore, LocksOnKept } from './locksOnKept'
import type { HeldConnection, OpenConnection } from './openConnection'

export interface ConnectionLockDeps {
  kept: KeptConnections
  open: OpenConnection
  demo: DemoConnection
  leaving: Leaving
  now(): number
  proofOf?: ((held: HeldConnection) => Promise<ProofOfPresence>) | undefined
  locks?: Pick<LocksOnKept, 'proofOf'> | undefined
}

/** Takes the secrets of what is open out of memory, and brings them back. */
export function createConnectionLock({ kept, open, demo, leaving, now, proofOf, locks }: ConnectionLockDeps) {
  const proofFor = ({ connection }: HeldConnection): ProofOfPresence => (!connection.demo && connection.credential.storage === 'memory' ? 'signIn' : 'keychain')

  /** What the credential asks for may have to be looked up in a keychain that takes its time. */
  const askedProofFor = async (held: HeldConnection, ask = proofOf): Promise<ProofOfPresence> => {
    const proof = proofFor(held)
    if (held.connection.demo || proof === 'signIn' || !ask) return proof
    return ask(held).catch(() => proof)
  }

  return {
    /** Locks at once; resolves when the proof is known and nothing secret is left in memory. Until then nothing may unlock. */
    async lock(because: LockReason): Promise<ConnectionState> {
      const held = open.held()
      const left = open.leave()
      if (!left || !held) return open.state()
      open.become({ status: 'locked', connection: held.connection, because, since: new Date(now()).toISOString(), proof: proofFor(held) })
      const proof = await askedProofFor(held)
      const state = open.state()
      if (state.status === 'locked' && state.proof !== proof) open.become({ ...state, proof })
      await left.session
      await kept.dropFromMemory()
      return open.state()
    },

    /** As it was locked when the last run ended: nothing of it is opened. */
    async beginLocked(recalled: Recalled, { because, since }: LockedBefore): Promise<ConnectionState> {
      const held = open.show(recalled)
      return open.become({ status: 'locked', connection: held.connection, because, since, proof: await askedProofFor(held, locks?.proofOf) })
    },

    /** The locked connection takes another proof from now on. */
    demand(proof: ProofOfPresence): ConnectionState {
      const state = open.state()
      return state.status === 'locked' ? open.become({ ...state, proof }) : state
    },

    /** @throws AppError `vaultLocked`, `vaultUnavailable`, `unauthorized` (the credential is gone); it stays locked then */
    async unlock(): Promise<ConnectionState> {
      const state = open.state()
      const shown = open.shown()
      if (state.status !== 'locked' || !shown) return state
      const { id, credential } = state.connection
      if (shown.demo) await demo.open({ afresh: false, as: id })
      else if (credential.storage === 'memory') await open.signedOut(null, id)
      // Otherwise the next start would open, unasked, what only signing in may open.
      else if (state.proof === 'signIn') await leaving.signOut()
      else {
        const recalled = await kept.recall(shown.record, credential.kind)
        if (!recalled) throw secretGone()
        open.activate({ ...recalled, tried: false, unlocking: true })
      }
      return open.state()
    }
  }
}
