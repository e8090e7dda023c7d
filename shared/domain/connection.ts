import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'

/** Where secrets of this run are kept. `memory` means they are gone when Gatehouse quits. */
export const secretStorageSchema = z.enum(['keychain', 'memory'])
export type SecretStorage = z.infer<typeof secretStorageSchema>

export const credentialSummarySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('apiKey'), storage: secretStorageSchema }),
  z.strictObject({ kind: z.literal('session'), storage: secretStorageSchema, email: z.string(), level: z.enum(['aal1', 'aal2']) })
])
export type CredentialSummary = z.infer<typeof credentialSummarySchema>

export const connectionSchema = z.strictObject({
  id: z.uuid(),
  /** The embedded demo organization: nothing leaves this computer. */
  demo: z.boolean(),
  /** The server's address as the person knows it. */
  server: z.string(),
  userId: z.string(),
  credential: credentialSummarySchema,
  lastOrganizationId: z.guid().nullable()
})
export type Connection = z.infer<typeof connectionSchema>

export const connectionStateSchema = z.discriminatedUnion('status', [
  /** Start-up is still reading the keychain. */
  z.strictObject({ status: z.literal('starting') }),
  z.strictObject({ status: z.literal('signedOut'), why: appErrorSchema.nullable(), lastEmail: z.string().nullable(), lastServer: z.string().nullable() }),
  z.strictObject({ status: z.literal('signedIn'), connection: connectionSchema })
])
export type ConnectionState = z.infer<typeof connectionStateSchema>

/** `null`: Capgo's own production servers. */
export const serverAddressSchema = z.string().trim().max(300).nullable()

export const signInStepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('signedIn'), connection: connectionSchema }),
  /** The person has 2FA: nothing is signed in until the code is verified. */
  z.strictObject({ step: z.literal('codeNeeded'), attemptId: z.uuid(), email: z.string() })
])
export type SignInStep = z.infer<typeof signInStepSchema>
