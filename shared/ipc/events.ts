import { z } from 'zod'
import { connectionOutlineSchema, connectionStateSchema } from '../domain/connection'
import { networkStateSchema } from '../domain/network'
import { settingsSchema } from '../domain/settings'
import { vaultStateSchema } from '../domain/vaultState'
import type { EventName } from './channels'

/** Commands of the native menu that the window carries out. */
export const appCommandSchema = z.strictObject({ command: z.enum(['refresh', 'filter', 'openSettings', 'openSecurity', 'openOverview', 'openAccess', 'openConnections']) })
export type AppCommand = z.infer<typeof appCommandSchema>['command']

export const events = {
  'connection.changed': connectionStateSchema,
  'connections.changed': z.array(connectionOutlineSchema),
  'vault.changed': vaultStateSchema,
  'network.changed': networkStateSchema,
  'settings.changed': settingsSchema,
  'app.command': appCommandSchema
} as const satisfies Record<EventName, z.ZodType>

export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>
