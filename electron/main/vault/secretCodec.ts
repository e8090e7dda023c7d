import { z } from 'zod'
import { damagedItem } from './keychainFailure'
import type { JournalKey, PasswordCheck, StoredSession } from './secretVault'

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
