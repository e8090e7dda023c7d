import { z } from 'zod'
import { backgroundSchema } from '../domain/background'
import { commandNameSchema } from '../domain/command'
import { connectionOutlineSchema, connectionStateSchema } from '../domain/connection'
import { keySecretsSchema, secretInClipboardSchema } from '../domain/heldSecret'
import { keyBatchSchema } from '../domain/keyBatch'
import { networkStateSchema } from '../domain/network'
import { snapshotListSchema } from '../domain/snapshot'
import { policySchema } from '../domain/policy'
import { settingsSchema } from '../domain/settings'
import { updatesSchema } from '../domain/updates'
import { vaultStateSchema } from '../domain/vaultState'
import type { EventName } from './channels'

/** A command of the native menu that the window carries out. */
export const appCommandSchema = z.strictObject({ command: commandNameSchema })
export type AppCommand = z.infer<typeof appCommandSchema>

export const events = {
  'connection.changed': connectionStateSchema,
  'connections.changed': z.array(connectionOutlineSchema),
  'vault.changed': vaultStateSchema,
  'network.changed': networkStateSchema,
  'settings.changed': settingsSchema,
  'policy.changed': policySchema,
  'background.changed': backgroundSchema,
  'keySecrets.changed': keySecretsSchema,
  'keySecrets.clipboard': secretInClipboardSchema,
  'keyBatch.changed': keyBatchSchema,
  'snapshots.changed': snapshotListSchema,
  /** The system asks to open something; the window asks for it with `app.openRequest`. */
  'app.openRequested': z.null(),
  /** The window was put away while the program goes on: what was in sight is not in sight when somebody brings it back. */
  'app.hidden': z.null(),
  'updates.changed': updatesSchema,
  'app.command': appCommandSchema
} as const satisfies Record<EventName, z.ZodType>

export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>
