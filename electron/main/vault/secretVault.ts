import type { SecretStorage } from '#shared/domain/connection'
import type { SecretCause } from '#shared/domain/heldSecret'
import type { VaultState } from '#shared/domain/vaultState'

export interface StoredSession {
  accessToken: string
  refreshToken: string
  /** When the access token ends, in milliseconds since 1970. */
  expiresAt: number
}

/** By which a password is recognised without being kept: scrypt of it, with what it takes to compute it again. */
export interface PasswordCheck {
  /** Hexadecimal. */
  salt: string
  /** Hexadecimal. */
  hash: string
  /** scrypt's N, r and p (RFC 7914) that `hash` was made with; later versions may ask for more work. */
  cost: number
  blockSize: number
  parallelization: number
}

/** With what this computer's journal is signed, and how far it had got: an older copy of its files cannot be put back. */
export interface JournalKey {
  /** 32 bytes, hexadecimal. */
  key: string
  /** The last entry that this was written for, and its hash (SHA-256, hexadecimal). */
  floor: { seq: number; hash: string }
}

/**
 * The secret of an API key that was made, until somebody has it; with all that is needed to offer it again when the
 * record of it is damaged. Whose it is stands beside it, so that whoever edits the record does not see another's.
 */
export interface KeySecret {
  secret: string
  keyId: number
  /** ISO 8601 in UTC. */
  receivedAt: string
  /** The host of the server, and the person. */
  server: string
  userId: string
  about: {
    cause: SecretCause
    organizationId: string
    organizationName: string
    keyName: string
    secure: boolean
    batchId: string | null
    askedAt: string
  }
}

/** With what this computer signs reviews: the private part of an Ed25519 key (RFC 8032), 32 bytes, hexadecimal. */
export interface SigningKey {
  seed: string
  /** ISO 8601 in UTC. */
  createdAt: string
}

/** `null`: the vault was asked, and there is nothing. That it could not be asked is an error, never a `null`. */
export type Found<T> = { found: T | null }

/**
 * Keeps the secrets of connections, and the journal's key, by purpose: there is no way to ask for "the item named x".
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
  savePasswordCheck(connectionId: string, check: PasswordCheck): Promise<void>
  readPasswordCheck(connectionId: string): Promise<Found<PasswordCheck>>
  /** Removes the check alone; resolves only when it is known to be gone, as do the three below. */
  forgetPasswordCheck(connectionId: string): Promise<void>
  forgetApiKey(connectionId: string): Promise<void>
  /** Removes the session and the password's check, which serves nothing without it. */
  forgetSession(connectionId: string): Promise<void>
  /** @param journalId the journal's own id; it belongs to no connection and stays when connections are forgotten */
  saveJournalKey(journalId: string, key: JournalKey): Promise<void>
  readJournalKey(journalId: string): Promise<Found<JournalKey>>
  /**
   * Proves that a secret of this id can be kept: something of no meaning is written in its place, read back and removed.
   * For ids that have no secret yet.
   */
  proveKeySecret(secretId: string): Promise<void>
  /** @param secretId an id of its own; it stays when connections are forgotten, for nobody can make it again */
  saveKeySecret(secretId: string, secret: KeySecret): Promise<void>
  readKeySecret(secretId: string): Promise<Found<KeySecret>>
  forgetKeySecret(secretId: string): Promise<void>
  /** The 32 bytes, hexadecimal, with which snapshots are encrypted on this computer. @param folderId the folder's own id; it stays when connections are forgotten */
  saveSnapshotKey(folderId: string, key: string): Promise<void>
  readSnapshotKey(folderId: string): Promise<Found<string>>
  /** @param id of the place it signs for; it belongs to no connection and stays when connections are forgotten */
  saveSigningKey(id: string, key: SigningKey): Promise<void>
  readSigningKey(id: string): Promise<Found<SigningKey>>
  /** Removes every secret of the connection. */
  forgetConnection(connectionId: string): Promise<void>
}
