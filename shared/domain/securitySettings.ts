import { z } from 'zod'
import { securityPoliciesSchema } from './organization'

/** The security settings of one organization, all of which one request can change (`PUT /organization`). */
export const securitySettingsSchema = z.strictObject({ enforcesTwoFactor: z.boolean(), ...securityPoliciesSchema.shape })
export type SecuritySettings = z.infer<typeof securitySettingsSchema>

/** In the order of the Security page. */
export const securitySettingNames = [
  'enforcesTwoFactor',
  'passwordPolicy',
  'enforcesSecureKeys',
  'requiresKeyExpiration',
  'maxKeyExpirationDays',
  'enforcesEncryptedBundles',
  'requiredEncryptionKey'
] as const satisfies readonly (keyof SecuritySettings)[]
export type SecuritySettingName = (typeof securitySettingNames)[number]
