import { z } from 'zod'

export const secondFactorSchema = z.strictObject({ id: z.string().max(100), name: z.string(), verified: z.boolean() })
export type SecondFactor = z.infer<typeof secondFactorSchema>

/** The signed-in person's own sign-in (`GET /auth/v1/user`). */
export const accountSecuritySchema = z.strictObject({
  email: z.string(),
  factors: z.array(secondFactorSchema),
  level: z.enum(['aal1', 'aal2'])
})
export type AccountSecurity = z.infer<typeof accountSecuritySchema>

/** A second factor that waits for its first code. Shown for this one purpose: the authenticator needs it. */
export const twoFactorEnrolmentSchema = z.strictObject({
  factorId: z.string().max(100),
  /** `otpauth://…`, the content of the QR code. */
  uri: z.string().max(2000),
  /** The same secret in base32, to be typed. */
  secret: z.string().max(500)
})
export type TwoFactorEnrolment = z.infer<typeof twoFactorEnrolmentSchema>
