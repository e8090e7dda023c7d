import { z } from 'zod'
import { differenceSchema } from './audit'

/** What one member or key was and became. */
export const changedThingSchema = z.strictObject({
  id: z.string().max(100),
  /** The address or the name, as it is now. */
  name: z.string().max(1000),
  /** By Gatehouse's own field names (`role`, `twoFactor`, `expiresAt`, `roles`); what was unknown on one side is no difference. */
  differences: z.array(differenceSchema).max(50)
})
const thingSchema = changedThingSchema.omit({ differences: true })

/** `uncertain`: the part was not whole in one of the two, so that what seems to be added or removed may only be unseen. */
const partSchema = z.strictObject({ added: z.array(thingSchema), removed: z.array(thingSchema), changed: z.array(changedThingSchema), uncertain: z.boolean() })

/** What changed from one state of an organization to a later one. */
export const snapshotDifferenceSchema = z.strictObject({
  before: z.strictObject({ takenAt: z.iso.datetime(), name: z.string() }),
  after: z.strictObject({ takenAt: z.iso.datetime(), name: z.string() }),
  settings: z.array(differenceSchema),
  /** The settings were unknown on one side. */
  settingsUnknown: z.boolean(),
  members: partSchema,
  keys: partSchema
})
export type SnapshotDifference = z.infer<typeof snapshotDifferenceSchema>
