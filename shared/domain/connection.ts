import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { openSnapshotSchema } from './openSnapshot'

/** Where secrets of this run are kept. `memory` means they are gone when Gatehouse quits. */
export const secretStorageSchema = z.enum(['keychain', 'memory'])
export type SecretStorage = z.infer<typeof secretStorageSchema>

export const credentialKindSchema = z.enum(['apiKey', 'session'])
export type CredentialKind = z.infer<typeof credentialKindSchema>

/** The start of an API key's SHA-256 in hexadecimal, to tell keys apart aloud; nothing of the key follows from it. */
const fingerprintSchema = z.string().regex(/^[0-9a-f]{12}$/u)

export const credentialSummarySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('apiKey'),
    storage: secretStorageSchema,
    /** null: a snapshot is open, which does not know the key that it was taken with. */
    fingerprint: fingerprintSchema.nullable()
  }),
  z.strictObject({ kind: z.literal('session'), storage: secretStorageSchema, email: z.string(), level: z.enum(['aal1', 'aal2']) })
])
export type CredentialSummary = z.infer<typeof credentialSummarySchema>

/** The person's own name for a connection. */
export const connectionNameSchema = z.string().trim().min(1).max(80)

export const connectionSchema = z.strictObject({
  id: z.uuid(),
  name: connectionNameSchema,
  /** The embedded demo organization: nothing leaves this computer. */
  demo: z.boolean(),
  /** The server's address as the person knows it. */
  server: z.string(),
  /** The person behind the credential in use. */
  userId: z.string(),
  /** The credential in use. */
  credential: credentialSummarySchema,
  /** The credentials that the connection has; another one can be used instead. */
  has: z.strictObject({ apiKey: z.boolean(), session: z.boolean() }),
  lastOrganizationId: z.guid().nullable(),
  /** A snapshot is open instead of the server: everything is read from it, and nothing can be changed. */
  snapshot: openSnapshotSchema.optional()
})
export type Connection = z.infer<typeof connectionSchema>

/** A connection as the list of them shows it: nothing of it has been asked of a server. */
export const connectionOutlineSchema = z.strictObject({
  id: z.uuid(),
  name: connectionNameSchema,
  demo: z.boolean(),
  /** Both origins, and the address as the person knows it. */
  server: z.strictObject({ shown: z.string(), api: z.string(), supabase: z.string() }),
  /** The credentials that it has; without any, somebody has to sign in again. */
  apiKey: z.strictObject({ userId: z.string(), fingerprint: fingerprintSchema }).nullable(),
  session: z.strictObject({ userId: z.string(), email: z.string() }).nullable(),
  /** The credential that is used when the connection is opened; null when it has none. */
  uses: credentialKindSchema.nullable(),
  /** Open at this moment. */
  current: z.boolean()
})
export type ConnectionOutline = z.infer<typeof connectionOutlineSchema>

/** What one credential of a connection answered when it was tried. */
export const credentialTestSchema = z.discriminatedUnion('works', [
  z.strictObject({ works: z.literal(true), organizations: z.int(), level: z.enum(['aal1', 'aal2']).nullable() }),
  z.strictObject({ works: z.literal(false), why: appErrorSchema })
])
export const connectionTestSchema = z.strictObject({ apiKey: credentialTestSchema.nullable(), session: credentialTestSchema.nullable() })
export type ConnectionTest = z.infer<typeof connectionTestSchema>

/** How somebody shows that it is still them. */
export const proofOfPresenceSchema = z.enum([
  /** The system asks (Touch ID). */
  'system',
  /** The password with which they signed in, checked on this computer. */
  'password',
  /** The credential is read from the keychain again; the keychain may ask. */
  'keychain',
  /** The secret was in memory only and is gone: signing in again. */
  'signIn'
])
export type ProofOfPresence = z.infer<typeof proofOfPresenceSchema>

/** `unreadable`: the record of the last run is missing or damaged, so that Gatehouse begins locked. */
export const lockReasonSchema = z.enum(['person', 'idle', 'suspend', 'screenLock', 'unreadable'])
export type LockReason = z.infer<typeof lockReasonSchema>

export const connectionStateSchema = z.discriminatedUnion('status', [
  /** Start-up is still reading the keychain. */
  z.strictObject({ status: z.literal('starting') }),
  z.strictObject({ status: z.literal('signedOut'), why: appErrorSchema.nullable(), /** The connection that was left, if it is still kept. */ connectionId: z.uuid().nullable(), lastEmail: z.string().nullable(), lastServer: z.string().nullable() }),
  z.strictObject({ status: z.literal('signedIn'), connection: connectionSchema }),
  /** No secret is in memory; what the window had read stays and is not shown. */
  z.strictObject({
    status: z.literal('locked'),
    connection: connectionSchema,
    because: lockReasonSchema,
    /** When it was locked, ISO 8601 in UTC. */
    since: z.iso.datetime(),
    proof: proofOfPresenceSchema
  })
])
export type ConnectionState = z.infer<typeof connectionStateSchema>

/** Characters of a server's anonymous key, typed or found; Supabase's own have about 200. */
export const longestAnonKey = 2000

/** `null`: Capgo's own production servers. One address that answers `/private/config`, or everything by hand. */
export const serverAddressSchema = z.union([
  z.null(),
  z.string().trim().max(300),
  z.strictObject({ api: z.string().trim().min(1).max(300), supabase: z.string().trim().min(1).max(300), anonKey: z.string().trim().min(1).max(longestAnonKey) })
])
export type ServerAddress = z.infer<typeof serverAddressSchema>

export const signInStepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('signedIn'), connection: connectionSchema }),
  /** The person has 2FA: nothing is signed in until the code is verified. */
  z.strictObject({ step: z.literal('codeNeeded'), attemptId: z.uuid(), email: z.string() })
])
export type SignInStep = z.infer<typeof signInStepSchema>
