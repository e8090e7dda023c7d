import { z } from 'zod'
import { secretCauseSchema } from '#shared/domain/heldSecret'
import { organizationIdSchema } from '#shared/domain/organization'
import { damagedItem } from './keychainFailure'
import type { JournalKey, KeySecret, PasswordCheck, SigningKey, StoredSession } from './secretVault'

const apiKeySchema = z.strictObject({ version: z.literal(1), apiKey: z.string().min(1) })
const sessionSchema = z.strictObject({
  version: z.literal(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.number()
})
// The upper limits keep a damaged item from taking this computer's memory or a minute of its time.
const hexSchema = z.string().regex(/^(?:[0-9a-f]{2}){16,64}$/u)
const passwordCheckSchema = z.strictObject({
  version: z.literal(1),
  salt: hexSchema,
  hash: hexSchema,
  cost: z.int().min(2 ** 14).max(2 ** 20).refine((cost) => Number.isInteger(Math.log2(cost))),
  blockSize: z.int().min(1).max(16),
  parallelization: z.int().min(1).max(16)
})

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/u)
const journalKeySchema = z.strictObject({ version: z.literal(1), key: sha256Schema, floor: z.strictObject({ seq: z.int().min(0), hash: sha256Schema }) })

export const encodeApiKey = (apiKey: string): string => toAscii({ version: 1, apiKey })

/** @throws AppError with `damaged` */
export function decodeApiKey(text: string): string {
  return decode(text, apiKeySchema, 'API key').apiKey
}

export const encodeSession = ({ accessToken, refreshToken, expiresAt }: StoredSession): string =>
  toAscii({ version: 1, accessToken, refreshToken, expiresAt })

/** @throws AppError with `damaged` */
export function decodeSession(text: string): StoredSession {
  const { accessToken, refreshToken, expiresAt } = decode(text, sessionSchema, 'session')
  return { accessToken, refreshToken, expiresAt }
}

export const encodePasswordCheck = ({ salt, hash, cost, blockSize, parallelization }: PasswordCheck): string =>
  toAscii({ version: 1, salt, hash, cost, blockSize, parallelization })

/** @throws AppError with `damaged` */
export function decodePasswordCheck(text: string): PasswordCheck {
  const { salt, hash, cost, blockSize, parallelization } = decode(text, passwordCheckSchema, 'password check')
  return { salt, hash, cost, blockSize, parallelization }
}

export const encodeJournalKey = ({ key, floor: { seq, hash } }: JournalKey): string => toAscii({ version: 1, key, floor: { seq, hash } })

/** @throws AppError with `damaged` */
export function decodeJournalKey(text: string): JournalKey {
  const { key, floor } = decode(text, journalKeySchema, 'key of the journal')
  return { key, floor }
}

const snapshotKeySchema = z.strictObject({ version: z.literal(1), key: sha256Schema })

export const encodeSnapshotKey = (key: string): string => toAscii({ version: 1, key })

/** @throws AppError with `damaged` */
export function decodeSnapshotKey(text: string): string {
  return decode(text, snapshotKeySchema, 'key of the snapshots').key
}

const signingKeySchema = z.strictObject({ version: z.literal(1), seed: sha256Schema, createdAt: z.iso.datetime() })

export const encodeSigningKey = ({ seed, createdAt }: SigningKey): string => toAscii({ version: 1, seed, createdAt })

/** @throws AppError with `damaged` */
export function decodeSigningKey(text: string): SigningKey {
  const { seed, createdAt } = decode(text, signingKeySchema, 'key that signs reviews')
  return { seed, createdAt }
}

const keySecretSchema = z.strictObject({
  version: z.literal(1),
  secret: z.string().min(1),
  keyId: z.int(),
  receivedAt: z.iso.datetime(),
  server: z.string().min(1),
  userId: z.string().min(1),
  about: z.strictObject({
    cause: secretCauseSchema,
    organizationId: organizationIdSchema,
    organizationName: z.string(),
    keyName: z.string(),
    secure: z.boolean(),
    batchId: z.uuid().nullable(),
    askedAt: z.iso.datetime()
  })
})
const probeSchema = z.strictObject({ version: z.literal(1), probe: z.string() })

/** What stands in a secret's place for the moment of the proof. */
export const encodeProbe = (probe: string): string => toAscii({ version: 1, probe })

export const encodeKeySecret = (secret: KeySecret): string => toAscii({ version: 1, ...secret })

/** @returns null for what a proof left behind when the program ended in the middle of it @throws AppError with `damaged` */
export function decodeKeySecret(text: string): KeySecret | null {
  const value = decode<z.output<typeof keySecretSchema> | z.output<typeof probeSchema>>(text, z.union([keySecretSchema, probeSchema]), 'secret of the key')
  if ('probe' in value) return null
  const { secret, keyId, receivedAt, server, userId, about } = value
  return { secret, keyId, receivedAt, server, userId, about }
}

/** JSON in ASCII: one character is one byte in every keychain, and none of them is a zero. */
function toAscii(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function decode<T>(text: string, schema: z.ZodType<T>, what: string): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // Not passed on as a cause: it quotes the secret.
    throw damagedItem(what)
  }
  const value = schema.safeParse(json)
  if (!value.success) throw damagedItem(what)
  return value.data
}
