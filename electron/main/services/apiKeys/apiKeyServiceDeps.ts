import type { Journal } from '../../journal/journal'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import type { KeyEscrow } from '../keySecrets/keyEscrow'

export interface ApiKeyServiceDeps {
  active(): Promise<ActiveConnection>
  now(): number
  /** Milliseconds that only go forward: how long a request may still be under way is not measured by a clock that is set. */
  uptime(): number
  log: Logger
  /** Writes down what is sent before it is, and what came of it. */
  journal: Pick<Journal, 'begin'>
  escrow: KeyEscrow
  /** Nobody can say yet what came of a request of this connection; it is to be looked for when it can land no more. */
  lookAgain?(active: ActiveConnection): void
  /** Milliseconds before the second look after a lost answer; a request still on its way has then had time to land. */
  secondLookMs?: number
}
