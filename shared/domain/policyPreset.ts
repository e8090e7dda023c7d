import { z } from 'zod'
import { settingsChangeSchema } from './policyChange'

/** A preset of the person's own: any of the security settings under a name. */
export const ownPresetSchema = z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(60), settings: settingsChangeSchema })
export type OwnPreset = z.infer<typeof ownPresetSchema>
