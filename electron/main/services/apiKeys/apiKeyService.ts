import type { SecretCause } from '#shared/domain/heldSecret'
import type { KeyChangeOutcome, NewSecretOutcome } from '#shared/domain/apiKey'
import type { ParsedInput } from '#shared/ipc/contract'

/** On whose account a secret is made: by itself, or in a run. */
export interface ForRun {
  cause?: SecretCause
  batchId?: string
  /**
   * Awaited when everything is judged and prepared, right before the request leaves, with the id of its attempt in the escrow
   * (null: it asks for no secret). What it throws keeps the request back, and is thrown on: nothing was sent then.
   */
  beforeSending?(attemptId: string | null): Promise<void>
}

/**
 * Changes of own API keys: judged on what is read now, sent once, read back, never retried by itself, one at a time for
 * each key. Presence is the caller's to ask for.
 *
 * Each may throw AppError: of the server's refusal, `conflict` (another change of this key is on its way, or the key is
 * not as the person saw it: `details.foundState` `changeInFlight`, `drifted`, `gone`), `lockoutBlocked` (`keyInUse`: told by the
 * person's only key, and among several by the server, which refuses before it changes anything), `policyViolation` (judged before anything is sent), `notApplied`, `storageFailed`,
 * `vaultUnavailable`, `vaultLocked`, `outcomeUnknown`.
 */
export interface ApiKeyService {
  create(input: ParsedInput<'apiKeys.create'>, run?: ForRun): Promise<NewSecretOutcome>
  /** A new key with every role of another one, wherever they are, and its `org.create`; `conflict` and `policyViolation` as of an edit. */
  copy(input: ParsedInput<'keyTwin.start'>, run?: ForRun): Promise<NewSecretOutcome>
  regenerate(input: ParsedInput<'apiKeys.regenerate'>, run?: ForRun): Promise<NewSecretOutcome>
  update(input: ParsedInput<'apiKeys.update'>, run?: Pick<ForRun, 'beforeSending'>): Promise<KeyChangeOutcome>
  delete(input: ParsedInput<'apiKeys.delete'>, run?: Pick<ForRun, 'beforeSending'>): Promise<KeyChangeOutcome>
}
