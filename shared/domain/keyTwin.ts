import { z } from 'zod'
import { organizationIdSchema } from './organization'

/**
 * A rotation with an overlap: a copy of a key is made, handed over and tried while the old one still works.
 * `creating`: the copy was asked for. `created`: it is there. `handedOver`: whoever needs it has it. `confirmed`: it works.
 * `finished`: the old key is deleted. `abandoned`: given up, both keys as they are.
 */
export const twinStageSchema = z.enum(['creating', 'created', 'handedOver', 'confirmed', 'finished', 'abandoned'])
export type TwinStage = z.infer<typeof twinStageSchema>

export const keyTwinSchema = z.strictObject({
  id: z.uuid(),
  organizationId: organizationIdSchema,
  oldKeyId: z.int(),
  oldName: z.string().max(1000),
  /** null until it is known. */
  newKeyId: z.int().nullable(),
  newName: z.string().max(1000),
  /** The held secret or the lost attempt of the copy. */
  secretId: z.uuid().nullable(),
  stage: twinStageSchema,
  /** When each stage was reached, ISO 8601 in UTC, in their order. */
  reached: z.array(z.strictObject({ stage: twinStageSchema, at: z.iso.datetime() })).max(10)
})
export type KeyTwin = z.infer<typeof keyTwinSchema>
