import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { memberSchema } from './member'
import { organizationIdSchema, securityPoliciesSchema } from './organization'

/** A fact that may be unknown, and then says why. */
export function known<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), value }),
    z.strictObject({ known: z.literal(false), why: appErrorSchema })
  ])
}
export type Known<T> = { known: true; value: T } | { known: false; why: z.infer<typeof appErrorSchema> }

/** Whether a list is the whole of what the server has. */
export const completenessSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('complete') }),
  /** The look-up worked, but its rows are not what the server counted, or changed while they were read. */
  z.strictObject({ state: z.literal('incomplete'), received: z.int(), expected: z.int().nullable() }),
  z.strictObject({ state: z.literal('failed'), why: appErrorSchema })
])
export type Completeness = z.infer<typeof completenessSchema>

/** Who asks, and with what: the lockout guard judges by it. */
export const actorSchema = z.strictObject({
  userId: z.string().max(100),
  credential: z.enum(['apiKey', 'session']),
  /** The signed-in person's own verified second factor. */
  twoFactor: z.enum(['enabled', 'notEnabled', 'unknown']),
  /** How the session was signed in to: `aal2` with the code; null for an API key. */
  level: z.enum(['aal1', 'aal2']).nullable()
})
export type Actor = z.infer<typeof actorSchema>

/** Everything the Security page shows of one organization, read in one wave of requests. */
export const organizationSecuritySchema = z.strictObject({
  organizationId: organizationIdSchema,
  /** Names this reading, so that a decision can say what it was made on. */
  readingId: z.uuid(),
  organizationName: z.string(),
  /** When the last answer arrived, by this computer's clock, ISO 8601 in UTC. */
  readAt: z.iso.datetime(),
  /** How far this computer's clock is behind (+) or ahead of (−) the server's, in milliseconds; null when not told. */
  clockSkewMs: z.number().nullable(),
  enforcesTwoFactor: known(z.boolean()),
  /** The other security settings. */
  policies: known(securityPoliciesSchema),
  mayUpdateSettings: known(z.boolean()),
  actor: actorSchema,
  members: z.array(memberSchema),
  membersCompleteness: completenessSchema,
  twoFactorCompleteness: completenessSchema,
  /** null: no password policy is in force, or nobody knows of one, so nobody was asked about. */
  passwordCompleteness: completenessSchema.nullable()
})
export type OrganizationSecurity = z.infer<typeof organizationSecuritySchema>
