import { z } from 'zod'

/** Capgo's ids are UUIDs of any version, older ones without a valid variant too; anything else never reaches a request. */
export const organizationIdSchema = z.guid()

/** The organization roles of the Capgo backend, highest first; a server may send further ones, kept as they are. */
export const organizationRoles = ['org_super_admin', 'org_admin', 'org_billing_admin', 'apikey_manager', 'org_member'] as const
export type OrganizationRole = (typeof organizationRoles)[number]

/** Why the server shows an organization with blanked fields (Capgo backend: `2fa_has_access`, `password_has_access`). */
export const accessBlockSchema = z.enum(['twoFactor', 'passwordPolicy'])
export type AccessBlock = z.infer<typeof accessBlockSchema>

/** A minimum length as a server may hold it, which is wider than what it accepts today; anything beyond is no length. */
export const storedMinLengthSchema = z.number().min(0).max(10_000)

/** The security settings as the list of organizations tells them (RPC `get_orgs_v7`); the server sends the real ones also where access is denied, or blanks. */
export const securityPoliciesSchema = z.strictObject({
  passwordPolicy: z
    .strictObject({ enabled: z.boolean(), minLength: storedMinLengthSchema, requireUppercase: z.boolean(), requireNumber: z.boolean(), requireSpecial: z.boolean() })
    .nullable(),
  enforcesSecureKeys: z.boolean(),
  requiresKeyExpiration: z.boolean(),
  maxKeyExpirationDays: z.int().nonnegative().nullable(),
  enforcesEncryptedBundles: z.boolean(),
  /** The fingerprint of the one key with which bundles must be encrypted; null: any key. */
  requiredEncryptionKey: z.string().max(200).nullable()
})
export type SecurityPolicies = z.infer<typeof securityPoliciesSchema>

export const organizationSummarySchema = z.strictObject({
  id: organizationIdSchema,
  name: z.string(),
  role: z.string(),
  /** The signed-in person is invited and has not accepted. */
  invited: z.boolean(),
  blockedBy: z.array(accessBlockSchema),
  enforcesTwoFactor: z.boolean(),
  /** null: the server does not tell them to this credential. */
  policies: securityPoliciesSchema.nullable()
})
export type OrganizationSummary = z.infer<typeof organizationSummarySchema>

/**
 * How an invitation came to be accepted. `accepted`: confirmed and read back. `alreadyMember`: no invitation was open any
 * more, and the person is a member. `confirmedByReading`: the answer was lost, the list shows a member. `confirmedUnread`:
 * the server's answer confirms it, reading the list failed.
 */
export const acceptanceOutcomeSchema = z.enum(['accepted', 'alreadyMember', 'confirmedByReading', 'confirmedUnread'])
export type AcceptanceOutcome = z.infer<typeof acceptanceOutcomeSchema>
