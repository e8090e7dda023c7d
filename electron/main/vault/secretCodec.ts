import { z } from 'zod'
import { damagedItem } from './keychainFailure'
import type { StoredSession } from './secretVault'

const apiKeySchema = z.strictObject({ version: z.literal(1), apiKey: z.string().min(1) })
const sessionSchema = z.strictObject({
  version: z.literal(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.number()
})

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
