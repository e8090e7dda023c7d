import { AppError } from '#shared/errors/appError'
import type { CredentialSource } from '../../capgo/requester'

/** Hands out one API key until the server rejects it; then nothing is sent with it again in this run. */
export function createApiKeyCredential(key: string, onRejected: (error: AppError) => void): CredentialSource {
  let rejectedWith: AppError | null = null
  return {
    current: () => (rejectedWith ? Promise.reject(rejectedWith) : Promise.resolve({ kind: 'apiKey', key })),
    rejected(error) {
      if (!rejectedWith) {
        rejectedWith = error
        onRejected(error)
      }
      return false
    }
  }
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
