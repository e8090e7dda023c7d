import { z } from 'zod'

export const mostIncluded = 2000
export const mostLicenceText = 500_000

/** A package that is delivered with Gatehouse. */
export const includedSchema = z.strictObject({
  name: z.string().max(300),
  version: z.string().max(100),
  /** SPDX expression, as the package states it. */
  licence: z.string().max(300),
  homepage: z.string().max(1000).nullable()
})
export type Included = z.infer<typeof includedSchema>

export const aboutProgramSchema = z.strictObject({
  version: z.string(),
  /** The commit that it was built of; null: not known when it was built. */
  commit: z.string().max(64).nullable(),
  packaged: z.boolean(),
  /** null where it runs without one. */
  electron: z.string().nullable(),
  chromium: z.string().nullable(),
  node: z.string(),
  /** Where its data lie, with `~` for the person's own folder. */
  dataFolder: z.string(),
  /** In the order of `about.licence`; null: this build has no list. */
  included: z.array(includedSchema).max(mostIncluded).nullable()
})
export type AboutProgram = z.infer<typeof aboutProgramSchema>
