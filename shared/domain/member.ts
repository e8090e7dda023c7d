import { z } from 'zod'

/**
 * What is known of a member's second factor. `unknown` is a value of its own: the look-up failed, was cut short, or did
 * not cover the member (Capgo backend: `check_org_members_2fa_enabled` answers for direct members only).
 * `pending` is an invitation that nobody has accepted; it has no account to ask about.
 */
export const twoFactorStatusSchema = z.enum(['enabled', 'notEnabled', 'unknown', 'pending'])
export type TwoFactorStatus = z.infer<typeof twoFactorStatusSchema>

/**
 * Whether a member has proved a password for the policy in force. `notAsked`: no policy is in force (Capgo backend:
 * `check_org_members_password_policy` then calls everybody compliant, which says nothing), or nobody knows whether one is.
 */
export const passwordStatusSchema = z.enum(['compliant', 'nonCompliant', 'unknown', 'pending', 'notAsked'])
export type PasswordStatus = z.infer<typeof passwordStatusSchema>

export const memberSchema = z.strictObject({
  id: z.string().min(1).max(100),
  email: z.string().max(1000),
  role: z.string().max(100),
  twoFactor: twoFactorStatusSchema,
  password: passwordStatusSchema,
  /** Something that the server sent of them could not be read: that is unknown or empty here, and the id may be nobody's. */
  unreadable: z.literal(true).optional()
})
export type Member = z.infer<typeof memberSchema>
