import { z } from 'zod'
import { connectionNameSchema, credentialKindSchema, type CredentialKind, type ServerAddress } from '#shared/domain/connection'
import type { CapgoServer } from '../../capgo/capgoServer'
import { originOf } from '../../capgo/endpoints/discovery'
import { secretIdOf } from './secretId'

/** An address to which a credential may go: as discovery gives it, so that the file cannot say what a person could not type. */
const originSchema = z.string().max(300).refine((address) => {
  try {
    return originOf(address) === address
  } catch {
    return false
  }
}, 'not an https origin')

export const serverSchema = z.strictObject({ api: originSchema, supabase: originSchema, anonKey: z.string().min(1) })

/** How the server was found; `typed` null: Capgo's own. */
const addressSchema = z.discriminatedUnion('by', [z.strictObject({ by: z.literal('discovery'), typed: z.string().nullable() }), z.strictObject({ by: z.literal('hand') })])
export type FoundAddress = z.infer<typeof addressSchema>

/** A connection without its secrets, which are in the vault (`secretOf`). */
export const connectionRecordSchema = z
  .strictObject({
    id: z.uuid(),
    name: connectionNameSchema,
    server: serverSchema,
    address: addressSchema,
    apiKey: z.strictObject({ userId: z.string().min(1), fingerprint: z.string().regex(/^[0-9a-f]{12}$/u) }).nullable(),
    session: z.strictObject({ userId: z.string().min(1), email: z.string() }).nullable(),
    /** The credential that is used when the connection is opened. */
    uses: credentialKindSchema.nullable(),
    /** Who signed in here last, so that signing in again after signing out comes back to this connection. */
    lastPerson: z.strictObject({ userId: z.string().min(1), email: z.string().nullable() }).nullable(),
    lastOrganizationId: z.guid().nullable()
  })
  .refine(({ uses, apiKey, session }) => (uses === null ? apiKey === null && session === null : { apiKey, session }[uses] !== null), 'it uses a credential that it does not have')
export type ConnectionRecord = z.infer<typeof connectionRecordSchema>

/** One secret in the vault. */
export const secretRefSchema = z.strictObject({ id: z.uuid(), kind: credentialKindSchema })
export type SecretRef = z.infer<typeof secretRefSchema>

/** What is kept about signing in, secrets excluded. */
export const rememberedSchema = z.strictObject({
  connections: z.array(connectionRecordSchema).refine((records) => new Set(records.map(({ id }) => id)).size === records.length, 'the same id twice'),
  /** Opened at the next start. */
  currentId: z.uuid().nullable(),
  /** Offered again in the sign-in form. */
  lastEmail: z.string().nullable(),
  lastServer: z.string().nullable(),
  /** Secrets that could not be removed yet, because the keychain was out of reach, or that are on their way into it. */
  toForget: z.array(secretRefSchema)
})
export type Remembered = z.infer<typeof rememberedSchema>

export const nothingRemembered: Remembered = { connections: [], currentId: null, lastEmail: null, lastServer: null, toForget: [] }

export const kinds = ['session', 'apiKey'] as const satisfies readonly CredentialKind[]

/** Where the vault keeps the secret of that kind; null: the connection has none. */
export function secretOf(record: ConnectionRecord, kind: CredentialKind): SecretRef | null {
  const credential = record[kind]
  return credential && { id: secretIdOf({ id: record.id, server: record.server, userId: credential.userId }), kind }
}

export const secretsOf = (record: ConnectionRecord): SecretRef[] => kinds.flatMap((kind) => secretOf(record, kind) ?? [])
export const sameSecret = (a: SecretRef, b: SecretRef): boolean => a.id === b.id && a.kind === b.kind
export const distinctSecrets = (refs: readonly SecretRef[]): SecretRef[] => refs.filter((ref, index) => refs.findIndex((one) => sameSecret(one, ref)) === index)
export const sameServer = (a: CapgoServer, b: CapgoServer): boolean => a.api === b.api && a.supabase === b.supabase

/** The credential goes; the name, the address and the person stay. */
export function withoutCredential(record: ConnectionRecord, kind: CredentialKind): ConnectionRecord {
  const rest = { ...record, [kind]: null }
  return { ...rest, uses: kinds.find((other) => rest[other] !== null) ?? null }
}

/** Unchanged where it does not have that credential. */
export const using = (record: ConnectionRecord, kind: CredentialKind): ConnectionRecord => (record[kind] === null ? record : { ...record, uses: kind })

export function foundBy(address: ServerAddress): FoundAddress {
  if (typeof address === 'object' && address !== null) return { by: 'hand' }
  return { by: 'discovery', typed: address === '' ? null : address }
}

/** What the sign-in form offers for the server of this connection. */
export const offeredServer = ({ address, server }: Pick<ConnectionRecord, 'address' | 'server'>): string | null => (address.by === 'hand' ? server.api : address.typed)
