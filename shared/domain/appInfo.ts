import { z } from 'zod'
import { versionSchema } from '../rules/versions'

export const appInfoSchema = z.strictObject({
  version: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux', 'other']),
  /** Electron's version, or null where the built app runs on the stand-in host. */
  electron: z.string().nullable(),
  /** The version before this one, in the first run after an update; null otherwise. */
  updatedFrom: versionSchema.nullable(),
  /** The system's preferred language, as a BCP 47 tag. */
  systemLanguage: z.string()
})
export type AppInfo = z.infer<typeof appInfoSchema>
