import { z } from 'zod'
import { organizationIdSchema } from '#shared/domain/organization'
import { expiryNoticeDays } from '#shared/rules/keyExpiry'
import { createJsonFile, type JsonFile, type SetAside } from '../../storage/jsonFile'

const noticeDaysSchema = z.union(expiryNoticeDays.map((days) => z.literal(days)))

/** Of one organization of one server, as one person sees it: which keys run out when, as it was last read, and what was told of them. No names. */
const placeSchema = z.strictObject({
  server: z.string().min(1).max(700),
  /** Not there: noted before persons were, and told to nobody. */
  userId: z.string().min(1).max(100).optional(),
  organizationId: organizationIdSchema,
  organizationName: z.string().max(1000),
  clockSkewMs: z.number(),
  keys: z.array(z.strictObject({ id: z.int(), expiresAt: z.iso.datetime() })).max(100_000),
  /** A key whose expiry was moved is told of anew. */
  told: z.array(z.strictObject({ id: z.int(), expiresAt: z.iso.datetime(), days: noticeDaysSchema })).max(300_000)
})
export type NoticesPlace = z.infer<typeof placeSchema>

const storedSchema = z.strictObject({ places: z.array(placeSchema).max(1000) })
export type StoredNotices = z.infer<typeof storedSchema>

/** A file that cannot be used costs a notification told twice, nothing else. */
export function createNoticesFile(path: string, onSetAside: (aside: SetAside) => void): JsonFile<StoredNotices> {
  return createJsonFile<StoredNotices>({ path, version: 1, schema: storedSchema, migrations: {}, empty: () => ({ places: [] }), onSetAside })
}
