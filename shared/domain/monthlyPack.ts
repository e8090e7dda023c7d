import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { packChoiceSchema } from './evidenceStandards'

/** What is asked for: a pack of every monthly snapshot. */
export const monthlyPackWishSchema = packChoiceSchema.extend({ language: z.enum(['en', 'fr']) })
export type MonthlyPackWish = z.infer<typeof monthlyPackWishSchema>

/** How many written packs are told; their folders stay. */
export const mostPacksTold = 24

/** The evidence packs that the monthly capture writes of an organization. */
export const monthlyPackSchema = monthlyPackWishSchema.extend({
  /** In which each gets a folder of its own. */
  folder: z.string().min(1).max(4096),
  /** The snapshots of which one is still to be written, the oldest first. */
  owed: z.array(z.uuid()).max(mostPacksTold),
  /** The newest first. */
  written: z.array(z.strictObject({ path: z.string().max(5000), at: z.iso.datetime() })).max(mostPacksTold),
  /** Why the last try came to nothing; null: it did not. */
  failed: z.strictObject({ at: z.iso.datetime(), why: appErrorSchema }).nullable()
})
export type MonthlyPack = z.infer<typeof monthlyPackSchema>
