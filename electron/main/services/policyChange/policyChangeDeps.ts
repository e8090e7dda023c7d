import type { ParsedInput } from '#shared/ipc/contract'
import type { Journal } from '../../journal/journal'
import type { ActiveConnection } from '../connection/connectionService'
import type { ShownReadings } from '../shownReadings'

export type ApplyInput = ParsedInput<'organizationSecurity.applySettings'>

export interface PolicyChangeDeps {
  active(): Promise<ActiveConnection>
  now(): number
  /** Writes down what is sent before it is, and what came of it. */
  journal: Pick<Journal, 'begin'>
  /** What the window was shown, and is shown by the outcome. */
  readings: ShownReadings
  /** Whether it is still the person who signed in. @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  /** Milliseconds before the second look after a lost answer; a request still on its way has then had time to land. */
  secondLookMs?: number
}
