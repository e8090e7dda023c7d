import { z } from 'zod'
import { packChoiceSchema } from './evidenceStandards'
import { publicKeySchema, signatureSchema } from './reviewFile'

export const evidenceWishSchema = packChoiceSchema.extend({
  snapshotId: z.uuid(),
  language: z.enum(['en', 'fr']),
  /** As whoever signs the pack calls themself: with masked addresses nobody is named as answerable otherwise. */
  signedBy: z.string().trim().min(1).max(200).optional()
})
export type EvidenceWish = z.infer<typeof evidenceWishSchema>

export const manifestSchema = z.strictObject({
  format: z.literal('gatehouse-evidence'),
  version: z.literal(1),
  body: z.strictObject({
    organization: z.strictObject({ id: z.guid(), name: z.string().max(1000) }),
    server: z.string().max(700),
    takenAt: z.iso.datetime(),
    writtenAt: z.iso.datetime(),
    snapshotHash: z.string().regex(/^[0-9a-f]{64}$/u),
    emailsMasked: z.boolean(),
    files: z.array(z.strictObject({ name: z.string().regex(/^[\w .-]{1,120}$/u), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/u) })).max(50)
  }),
  publicKey: publicKeySchema,
  signature: signatureSchema
})
export type Manifest = z.infer<typeof manifestSchema>

/** What was found of a pack: nothing wrong, or file by file what is. */
export const packFindingSchema = z.strictObject({ file: z.string().max(300), wrong: z.enum(['changed', 'missing', 'unexpected', 'manifestUnreadable', 'badSignature']) })
