import { z } from 'zod'
import { organizationIdSchema } from './organization'
import { fingerprintLengths } from './policyChange'

/**
 * Settings as somebody wants them and has not applied them, as they are kept on this computer. Numbers may be out of range
 * while they are typed. Nothing in it is a secret: of the required encryption key it is the fingerprint, which the server
 * tells every member; anything longer, such as a key itself put there by mistake, does not fit and is not kept.
 */
export const draftedSettingsSchema = z
  .strictObject({
    enforcesTwoFactor: z.boolean(),
    passwordPolicy: z
      .strictObject({
        enabled: z.boolean(),
        /** null: what is typed is no number yet. */
        minLength: z.number().nullable(),
        requireUppercase: z.boolean(),
        requireNumber: z.boolean(),
        requireSpecial: z.boolean()
      })
      .nullable(),
    enforcesSecureKeys: z.boolean(),
    requiresKeyExpiration: z.boolean(),
    maxKeyExpirationDays: z.number().nullable(),
    enforcesEncryptedBundles: z.boolean(),
    requiredEncryptionKey: z.string().max(fingerprintLengths.most).nullable()
  })
  .partial()
export type DraftedSettings = z.infer<typeof draftedSettingsSchema>

/** Whose draft it is, as the window knew when it asked: another connection may be open by the time it is heard. */
export const draftOwnerSchema = z.strictObject({ server: z.string().min(1).max(300), userId: z.string().max(100) })
export type DraftOwner = z.infer<typeof draftOwnerSchema>

/** What is kept for one organization. */
export const keptDraftSchema = z.strictObject({
  organizationId: organizationIdSchema,
  /** null: no draft. */
  draft: z.strictObject({ settings: draftedSettingsSchema, keptAt: z.iso.datetime() }).nullable(),
  /** The file could not be used as it was in this run and stands aside, so that a draft may be missing. */
  setAside: z.boolean()
})
export type KeptDraft = z.infer<typeof keptDraftSchema>
