import type { ParsedInput } from '#shared/ipc/contract'
import type { ActiveConnection } from '../connection/connectionService'
import type { ShownReadings } from '../shownReadings'

export type ApplyInput = ParsedInput<'organizationSecurity.applySettings'>

export interface PolicyChangeDeps {
  active(): Promise<ActiveConnection>
  now(): number
  /** What the window was shown, and is shown by the outcome. */
  readings: ShownReadings
  /** Whether it is still the person who signed in. @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  /** Milliseconds before the second look after a lost answer; a request still on its way has then had time to land. */
  secondLookMs?: number
}
