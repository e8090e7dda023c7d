import type { LockReason, ProofOfPresence } from '#shared/domain/connection'
import type { SecretRef } from './connectionRecord'
import type { HeldConnection } from './openConnection'

/** Since when and why it was locked; ISO 8601 in UTC. */
export interface LockedBefore {
  because: LockReason
  since: string
}

/** The lock, as far as opening what is kept goes. */
export interface LocksOnKept {
  /** How the lock stands on this secret; null: it may be opened. */
  on(secret: SecretRef): LockedBefore | null
  /** The proof that a locked credential takes. */
  proofOf(held: HeldConnection): Promise<ProofOfPresence>
  /** Before it is opened beside another, or while none is open. @throws AppError `presenceNeeded`, `wrongPassword` and others; it stays locked then */
  prove(held: HeldConnection, password: string | null): Promise<void>
  /** Nothing is kept that could be locked. */
  nothingKept(): void
}
