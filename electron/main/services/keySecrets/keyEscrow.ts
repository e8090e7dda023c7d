import type { AttemptFinding, SecretCause } from '#shared/domain/heldSecret'
import type { BeforeAttempt, OwnKeyNow } from '#shared/rules/lostAttempt'
import type { ActiveConnection } from '../connection/connectionService'

export type { BeforeAttempt } from '#shared/rules/lostAttempt'

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
  /** Of the attempt, and of the secret that comes of it. */
  id: string
  /** What was there before it, with what other attempts are known by now to have made: none of that is its own. */
  before(): BeforeAttempt
  /**
   * Puts the secret into the keychain and reads it back, before anybody is shown it.
   * @throws AppError `vaultUnavailable`, `vaultLocked`: the secret stays in memory, is offered as held all the same, and is tried again
   */
  keep(secret: string, keyId: number): Promise<void>
  /** Nothing was sent, or the server refused: there is nothing to keep. */
  withdraw(): Promise<void>
  /**
   * The answer is lost: what was found out stays on the list until somebody takes it off. `unknown` is looked at again.
   * @returns what stands beside the other attempts: a key that another one made, or may have made, is not `created` by this one
   */
  lost(finding: AttemptFinding, found: { keyId: number | null; candidates: readonly number[] }): Promise<AttemptFinding>
}

/** Of a list of own keys. */
export interface ListReading {
  /** When it was asked for, by the clock that only goes forward (`uptime`), in milliseconds: what landed afterwards is not in it. */
  begunAt: number
  /** How far this computer's clock is behind the server's, in milliseconds; null: not told. */
  clockSkewMs: number | null
}

/** Where secrets wait until somebody has them: the keychain holds them, files say which there are. */
export interface KeyEscrow {
  /**
   * Proves that a secret can be kept (a probe under its own name in the keychain, written, read and removed), and writes
   * down, with fsync, what is about to be asked for.
   * @throws AppError `vaultUnavailable`, `vaultLocked`, `storageFailed`: then nothing may be sent
   */
  prepare(about: AttemptAbout): Promise<OpenAttempt>
  /**
   * Judges what is still unknown by what the server lists now. To be told of every whole list of own keys that is read;
   * a list that is cut short or failed must not be passed on. Never throws.
   */
  reconcile(active: ActiveConnection, ownKeys: readonly OwnKeyNow[], reading: ListReading): Promise<void>
  /** Gatehouse changed this key otherwise: what its time of change says of a lost regeneration is worth nothing any more. Never throws. */
  edited(active: ActiveConnection, keyId: number): Promise<void>
  /** Whether anything of this person is still unknown, so that a reading would be of use. */
  hasUnknown(active: ActiveConnection): Promise<boolean>
  /**
   * For how long a former request of this person, of this run or an earlier one, may still be carried out: a regeneration of
   * this key, or the making of a key of this name. What lands after another one makes that one's secret dead.
   * @returns milliseconds, for as long as a request that is on its way now at least; null: nothing may land
   * @throws AppError `storageFailed` when the records cannot be read: then nothing may be sent
   */
  mayStillLand(active: ActiveConnection, what: { keyId: number } | { name: string }): Promise<number | null>
}
