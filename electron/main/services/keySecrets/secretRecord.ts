import { createHash } from 'node:crypto'
import { z } from 'zod'
import { attemptFindingSchema, secretCauseSchema } from '#shared/domain/heldSecret'
import { organizationIdSchema } from '#shared/domain/organization'
import type { KeySecret } from '../../vault/secretVault'

const ownKeySchema = z.strictObject({ id: z.int(), name: z.string(), updatedAt: z.iso.datetime().nullable(), expiresAt: z.iso.datetime().nullable() })
const beforeSchema = z.discriminatedUnion('cause', [
  z.strictObject({ cause: z.literal('regenerate'), key: ownKeySchema }),
  z.strictObject({ cause: z.enum(['create', 'twin']), keyIds: z.array(z.int()) })
])

const about = {
  id: z.uuid(),
  /** Whose it is: the host of the server, and the person. */
  server: z.string().min(1).max(300),
  userId: z.string().min(1).max(100),
  cause: secretCauseSchema,
  organizationId: organizationIdSchema,
  organizationName: z.string().max(1000),
  keyName: z.string().max(1000),
  secure: z.boolean(),
  batchId: z.uuid().nullable(),
  askedAt: z.iso.datetime(),
  /** null: the record was lost and made again of what the keychain says. */
  before: beforeSchema.nullable()
}
const received = {
  keyId: z.int(),
  fingerprint: z.string().regex(/^[0-9a-f]{12}$/u),
  length: z.int(),
  receivedAt: z.iso.datetime(),
  copied: z.boolean(),
  saved: z.boolean()
}

/**
 * How far a request for a secret has come; never the secret itself. `preparing`: nothing was sent. `sending`: it may have
 * been. `held`: its secret is in the keychain, or, where `kept` is false, in memory. `releasing`: somebody has it and it is
 * being forgotten. `lost`: its answer never came, or its secret is gone.
 */
export const secretRecordSchema = z.discriminatedUnion('stage', [
  z.strictObject({ ...about, stage: z.literal('preparing') }),
  z.strictObject({ ...about, stage: z.literal('sending') }),
  z.strictObject({ ...about, ...received, stage: z.literal('held'), kept: z.boolean() }),
  z.strictObject({ ...about, ...received, stage: z.literal('releasing') }),
  z.strictObject({
    ...about,
    stage: z.literal('lost'),
    keyId: z.int().nullable(),
    finding: attemptFindingSchema,
    candidates: z.array(z.int()).max(100),
    /** Whether a reading can still tell more: not once Gatehouse itself changed the same key again. */
    open: z.boolean()
  })
])
export type SecretRecord = z.infer<typeof secretRecordSchema>
export type RecordAt<S extends SecretRecord['stage']> = Extract<SecretRecord, { stage: S }>

export interface Owner {
  server: string
  userId: string
}

/** What every stage knows. */
export function aboutOf({ id, server, userId, cause, organizationId, organizationName, keyName, secure, batchId, askedAt, before }: SecretRecord) {
  return { id, server, userId, cause, organizationId, organizationName, keyName, secure, batchId, askedAt, before }
}

/** The first 12 hexadecimal digits of the secret's SHA-256: by which people recognise it, and nobody finds it. */
export const fingerprintOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 12)

/** Of a secret that is in hand. */
export function heldRecord(about: ReturnType<typeof aboutOf>, { secret, keyId, receivedAt }: Pick<KeySecret, 'secret' | 'keyId' | 'receivedAt'>, kept: boolean): RecordAt<'held'> {
  return { ...about, stage: 'held', keyId, receivedAt, fingerprint: fingerprintOf(secret), length: secret.length, copied: false, saved: false, kept }
}

/** Of an attempt that was carried out, and whose secret nobody has. */
export function goneRecord(record: RecordAt<'held' | 'releasing'>): RecordAt<'lost'> {
  return { ...aboutOf(record), stage: 'lost', keyId: record.keyId, finding: record.cause === 'regenerate' ? 'rotated' : 'created', candidates: [], open: false }
}
