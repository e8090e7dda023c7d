import type { SecretStorage } from '#shared/domain/connection'
import type { VaultState } from '#shared/domain/vaultState'

export interface StoredSession {
  accessToken: string
  refreshToken: string
  /** When the access token ends, in milliseconds since 1970. */
  expiresAt: number
}

/** `null`: the vault was asked, and there is nothing. That it could not be asked is an error, never a `null`. */
export type Found<T> = { found: T | null }

/**
 * Keeps the secrets of connections, by purpose: there is no way to ask for "the item named x".
 *
 * Every operation may throw an AppError: `vaultLocked`, or `vaultUnavailable` with the VaultState in
 * `details.foundState`, or with `damaged` there when a stored value cannot be understood.
 */
export interface SecretVault {
  /** What was found last; see VaultState. */
  state(): VaultState
  /** `memory`: secrets are gone when Gatehouse quits. Never changes during a run. */
  storage(): SecretStorage
  /** Returns the unsubscribe function. */
  onStateChange(listener: (state: VaultState) => void): () => void
  saveApiKey(connectionId: string, key: string): Promise<void>
  readApiKey(connectionId: string): Promise<Found<string>>
  saveSession(connectionId: string, session: StoredSession): Promise<void>
  readSession(connectionId: string): Promise<Found<StoredSession>>
  /** Removes every secret of the connection; resolves only when they are known to be gone. */
  forgetConnection(connectionId: string): Promise<void>
}
