import { z } from 'zod'
import { publicKeySchema, signatureSchema } from './reviewFile'

/** Which standards a pack maps the state to. */
export const evidenceStandards = ['soc2', 'iso27001', 'hipaa', 'gdpr', 'pciDss'] as const

export const evidenceWishSchema = z.strictObject({
  snapshotId: z.uuid(),
  standards: z.array(z.enum(evidenceStandards)).min(1).max(5),
  /** `a…@example.com` instead of addresses, in every file of the pack. */
  maskEmails: z.boolean(),
  language: z.enum(['en', 'fr'])
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
