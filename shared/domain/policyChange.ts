import { z } from 'zod'
import { organizationSecuritySchema } from './organizationSecurity'
import { securitySettingNames, securitySettingsSchema } from './securitySettings'

/** At most what the server hashes of a password (Capgo backend; the documentation says 128). */
export const minLengthRange = { least: 6, most: 72 } as const
export const expirationDaysRange = { least: 1, most: 365 } as const
/** Characters of an encryption key's fingerprint (Capgo backend: `invalid_required_encryption_key`). */
export const fingerprintLengths = { least: 20, most: 21 } as const

/** What is to be changed of an organization's settings, in the form in which the server takes it; what is not named stays. */
export const settingsChangeSchema = z
  .strictObject({
    ...securitySettingsSchema.shape,
    passwordPolicy: z
      .strictObject({
        enabled: z.boolean(),
        minLength: z.int().min(minLengthRange.least).max(minLengthRange.most),
        requireUppercase: z.boolean(),
        requireNumber: z.boolean(),
        requireSpecial: z.boolean()
      })
      .nullable(),
    maxKeyExpirationDays: z.int().min(expirationDaysRange.least).max(expirationDaysRange.most).nullable(),
    requiredEncryptionKey: z.string().trim().min(fingerprintLengths.least).max(fingerprintLengths.most).nullable()
  })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'nothing is changed')
export type SettingsChange = z.infer<typeof settingsChangeSchema>

const fieldResultSchema = z.strictObject({
  setting: z.enum(securitySettingNames),
  /** `asAsked`: reads as asked. `different`: reads otherwise. `unread`: confirmed by the server's answer, not read back. */
  result: z.enum(['asAsked', 'different', 'unread'])
})
export type FieldResult = z.infer<typeof fieldResultSchema>

export const settingsOutcomeSchema = z.discriminatedUnion('outcome', [
  /** Somebody changed a setting since it was read: nothing was sent. */
  z.strictObject({ outcome: z.literal('drifted'), now: securitySettingsSchema, security: organizationSecuritySchema }),
  z.strictObject({
    /**
     * `applied`: confirmed and read back. `alreadySo`: everything stood as asked, nothing was sent. `confirmedByReading`:
     * the answer was lost, every setting reads as asked. `confirmedUnread`: the server's answer confirms it, reading back
     * failed. `partly`: confirmed, but some settings read otherwise.
     */
    outcome: z.enum(['applied', 'alreadySo', 'confirmedByReading', 'confirmedUnread', 'partly']),
    fields: z.array(fieldResultSchema),
    /** The settings just before, to which undoing leads back. */
    before: securitySettingsSchema,
    security: organizationSecuritySchema
  })
])
export type SettingsOutcome = z.infer<typeof settingsOutcomeSchema>
