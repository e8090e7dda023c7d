import type { ConnectionOutline, ConnectionState, ProofOfPresence } from '#shared/domain/connection'
import type { HttpClient } from '../../capgo/httpClient'
import type { Logger } from '../../log/logger'
import type { PasswordCheck, SecretVault } from '../../vault/secretVault'
import type { SecretRef } from './connectionRecord'
import type { ConnectionRepository } from './connectionRepository'
import type { DemoOrganization } from './demoOrganization'
import type { LocksOnKept } from './locksOnKept'
import type { HeldConnection } from './openConnection'

export interface ConnectionServiceDeps {
  http: HttpClient
  vault: SecretVault
  repository: ConnectionRepository
  demo: DemoOrganization
  log: Logger
  now(): number
  /** Milliseconds, by a clock that only ever goes forward. */
  uptime(): number
  onChange(state: ConnectionState): void
  onConnectionsChange?(connections: ConnectionOutline[]): void
  /** How somebody will show that it is still them; asked when a connection whose secret is in the keychain is locked. */
  proofOf?(held: HeldConnection): Promise<ProofOfPresence>
  /** What of the kept credentials is locked, also since an earlier run. */
  locks?: LocksOnKept
  /** Recognises the password later without keeping it, under the id that the vault has the session by; null: none was typed. */
  passwords?: { derive(password: string): Promise<PasswordCheck>; keep(secretId: string, check: PasswordCheck | null): Promise<void> }
  /** Somebody has just shown a credential that the server took. @param released the secrets that are open by it */
  onSignedIn?(held: HeldConnection, released: readonly SecretRef[]): void
}
