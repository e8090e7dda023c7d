import { z } from 'zod'

/** What Gatehouse keeps on this computer, by kind. The secrets in the keychain are no files and none of these. */
export const keptKindSchema = z.enum(['settings', 'connections', 'snapshots', 'reviews', 'drafts', 'campaigns', 'keyRuns', 'journal', 'posture', 'logs', 'demo'])
export type KeptKind = z.infer<typeof keptKindSchema>

/** What the list of kept data itself deletes; the others are deleted where they are shown, and the journal never. */
export const deletableKindSchema = keptKindSchema.extract(['posture', 'logs'])
export type DeletableKind = z.infer<typeof deletableKindSchema>

export const keptDataSchema = z.strictObject({
  /** The folder that holds all of it. */
  folder: z.string(),
  kinds: z.array(
    z.strictObject({
      kind: keptKindSchema,
      /** Of all its files together; null: it could not be found out. */
      bytes: z.number().nonnegative().nullable(),
      /** Its files and folders in that folder. */
      places: z.array(z.string()),
      /** How much of it this list deletes, in bytes. */
      deletableBytes: z.number().nonnegative().nullable()
    })
  )
})
export type KeptData = z.infer<typeof keptDataSchema>
