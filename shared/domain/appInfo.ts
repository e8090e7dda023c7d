import { z } from 'zod'

export const appInfoSchema = z.strictObject({
  version: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux', 'other']),
  /** Electron's version, or null where the built app runs on the stand-in host. */
  electron: z.string().nullable(),
  /** The system's preferred language, as a BCP 47 tag. */
  systemLanguage: z.string()
})
export type AppInfo = z.infer<typeof appInfoSchema>
