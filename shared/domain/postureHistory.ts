import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { organizationIdSchema } from './organization'

/** The most days that are kept of an organization: two years. */
export const mostPostureDays = 730

const count = z.int().min(0)
const points = z.int().min(0).max(100)

/** How an organization stood on one day, in numbers only: no name, no address and no id of anybody is kept. */
export const postureDaySchema = z.strictObject({
  /** The day in the time zone of this computer, by the server's clock where its difference was known. */
  day: z.iso.date(),
  /** ISO 8601 in UTC, by the same clock. */
  readAt: z.iso.datetime(),
  score: z.strictObject({ low: points, high: points }),
  enforcesTwoFactor: z.boolean(),
  /** The other switches; null: the server does not tell them. */
  enforcesPasswords: z.boolean().nullable(),
  enforcesSecureKeys: z.boolean().nullable(),
  requiresKeyExpiration: z.boolean().nullable(),
  /** null: the credential may not see them. */
  members: z.strictObject({ total: count, enabled: count, notEnabled: count, unknown: count }).nullable(),
  /** null: no policy was in force, or the credential may not see who meets it. */
  passwords: z.strictObject({ compliant: count, nonCompliant: count, unknown: count }).nullable(),
  /** null: the credential may not see all of them. */
  keys: z.strictObject({ total: count, secure: count, plain: count, unknownKind: count, withExpiry: count, expired: count }).nullable()
})
export type PostureDay = z.infer<typeof postureDaySchema>

export const postureHistorySchema = z.strictObject({
  organizationId: organizationIdSchema,
  readAt: z.iso.datetime(),
  /** Oldest first, at most one for each day. */
  days: z.array(postureDaySchema).max(mostPostureDays),
  /** The record of an earlier time could not be used in this run and stands aside, so that days may be missing. */
  setAside: z.boolean(),
  /** Why the last reading could not be kept; null where it was, or need not be. */
  notKept: appErrorSchema.nullable()
})
export type PostureHistory = z.infer<typeof postureHistorySchema>
