import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors/appError'
import type { CredentialSource } from '../../capgo/requester'

/** Hands out one API key until the server rejects it; then nothing is sent with it again in this run. */
export function createApiKeyCredential(apiKey: string, onRejected: (error: AppError) => void): ApiKeyCredential {
  let key = apiKey
  let over: AppError | null = null
  return {
    current: () => (over ? Promise.reject(over) : Promise.resolve({ kind: 'apiKey', key })),
    rejected(error) {
      if (!over) {
        over = error
        onRejected(error)
      }
      return false
    },
    leave() {
      over ??= new AppError({ code: 'cancelled', message: 'The connection was left.', retryable: false })
      key = ''
    }
  }
}

export interface ApiKeyCredential extends CredentialSource {
  /** Hands out nothing from now on, and forgets the key. */
  leave(): void
}

/** What can travel in a header: anything else was not copied from Capgo. @throws AppError `invalidInput` */
export function requireApiKeyText(key: string): string {
  if (/^[\x21-\x7e]+$/u.test(key)) return key
  throw new AppError({
    code: 'invalidInput',
    message: 'An API key holds letters, digits and signs only, without blanks or line breaks inside.',
    retryable: false,
    fieldErrors: { apiKey: 'blanks or special characters inside' }
  })
}

/** The start of the key's SHA-256, by which people tell keys apart aloud; nothing of the key follows from it. */
export const fingerprintOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12)
