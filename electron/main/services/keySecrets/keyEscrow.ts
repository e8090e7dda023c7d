import type { AttemptFinding, SecretCause } from '#shared/domain/heldSecret'
import type { ActiveConnection } from '../connection/connectionService'

/** What was so at the server before the request, by which a lost answer is told afterwards. */
export type BeforeAttempt =
  | { cause: 'regenerate'; key: { id: number; name: string; updatedAt: string | null; expiresAt: string | null } }
  /** Own keys that were there; a new one is none of them. */
  | { cause: 'create' | 'twin'; keyIds: readonly number[] }

export interface AttemptAbout {
  active: ActiveConnection
  cause: SecretCause
  organization: { id: string; name: string }
  keyName: string
  secure: boolean
  batchId: string | null
  before: BeforeAttempt
}

/** A request for a secret that has not been sent yet, or of which nobody knows yet what came. */
export interface OpenAttempt {
  id: string
  /**
   * Puts the secret into the keychain and reads it back, before anybody is shown it.
   * @throws AppError `vaultUnavailable`, `vaultLocked`: the secret stays in memory, is offered as held all the same, and is tried again
   */
  keep(secret: string, keyId: number): Promise<void>
  /** Nothing was sent, or the server refused: there is nothing to keep. */
  withdraw(): Promise<void>
  /** The answer is lost: what was found out stays on the list until somebody takes it off. */
  lost(finding: AttemptFinding, found: { keyId: number | null; candidates: readonly number[] }): Promise<void>
}

/** Where secrets wait until somebody has them: the keychain holds them, a file says which there are. */
export interface KeyEscrow {
  /**
   * Proves that a secret can be kept (a probe under its own name in the keychain, written, read and removed), and writes
   * down, with fsync, what is about to be asked for.
   * @throws AppError `vaultUnavailable`, `vaultLocked`, `storageFailed`: then nothing may be sent
   */
  prepare(about: AttemptAbout): Promise<OpenAttempt>
}
