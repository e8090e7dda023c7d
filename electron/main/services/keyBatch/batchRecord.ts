import { z } from 'zod'
import { appErrorSchema } from '#shared/errors/appError'
import { batchActionSchema, batchItemSchema, keyBatchSchema } from '#shared/domain/keyBatch'
import { organizationIdSchema } from '#shared/domain/organization'

/** The first line of a run's file: what is to be done. It never changes. */
export const batchHeadSchema = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  /** Whose it is: the host of the server, or `demo`, and the person. */
  server: z.string().min(1).max(300),
  userId: z.string().min(1).max(100),
  organizationId: organizationIdSchema,
  organizationName: z.string().max(1000),
  action: batchActionSchema,
  startedAt: z.iso.datetime(),
  /** Each key once; `skipped` says why it is left out. */
  keys: z.array(z.strictObject({ keyId: z.int(), name: z.string().max(1000), skipped: appErrorSchema.nullable() })).min(1).max(5000)
})
export type BatchHead = z.infer<typeof batchHeadSchema>

const { state: itemState, why, secretId } = batchItemSchema.shape
const { state: runState, until } = keyBatchSchema.shape

/** Every further line: how one key, or the run, stands from then on. */
export const batchLineSchema = z.union([
  z.strictObject({ at: z.iso.datetime(), item: z.int().min(0), state: itemState, why, secretId }),
  z.strictObject({ at: z.iso.datetime(), run: runState, until, why })
])
export type BatchLine = z.infer<typeof batchLineSchema>
