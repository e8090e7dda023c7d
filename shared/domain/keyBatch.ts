import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { keyIdSchema } from './apiKey'
import { organizationIdSchema } from './organization'

/** What a bulk run does to each key. */
export const batchActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rotate') }),
  z.strictObject({ kind: z.literal('expire'), expiresAt: z.iso.datetime().nullable() }),
  z.strictObject({ kind: z.literal('delete') })
])
export type BatchAction = z.infer<typeof batchActionSchema>

/**
 * `waiting`: not sent. `sent`: on its way, or the program ended before it knew. `done`: confirmed. `lost`: sent, and what
 * came of it stands with its attempt (rotate) or is unknown. `failed`: refused or never sent, may be tried again.
 * `skipped`: left out, with the reason.
 */
export const batchItemSchema = z.strictObject({
  keyId: keyIdSchema,
  name: z.string().max(1000),
  state: z.enum(['waiting', 'sent', 'done', 'lost', 'failed', 'skipped']),
  /** Why `failed`, `lost` or `skipped`. */
  why: appErrorSchema.nullable(),
  /** The held secret, or the lost attempt, of a rotation. */
  secretId: z.uuid().nullable()
})
export type BatchItem = z.infer<typeof batchItemSchema>

export const keyBatchSchema = z.strictObject({
  id: z.uuid(),
  organizationId: organizationIdSchema,
  organizationName: z.string().max(1000),
  action: batchActionSchema,
  startedAt: z.iso.datetime(),
  /** `paused`: by the person, by the end of the program, or by a failure of everything (`why`); it goes on when asked. */
  state: z.enum(['running', 'waitingForServer', 'paused', 'finished']),
  /** While `waitingForServer`, and where it was paused meanwhile: until when the server wants silence, ISO 8601 in UTC. */
  until: z.iso.datetime().nullable(),
  why: appErrorSchema.nullable(),
  items: z.array(batchItemSchema).min(1).max(5000)
})
export type KeyBatch = z.infer<typeof keyBatchSchema>
