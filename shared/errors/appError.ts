import { z } from 'zod'

/**
 * Every way in which an operation can fail, as the window sees it. The list is closed: each code has one sentence per
 * language, and a test fails when one is missing.
 */
export const errorCodes = [
  'offline',
  'timeout',
  'hostNotFound',
  'connectionRefused',
  'connectionLost',
  'proxyFailed',
  'untrustedHost',
  'redirectRefused',
  'unauthorized',
  'sessionEnded',
  'wrongApiKey',
  'wrongPassword',
  'wrongCode',
  'captchaRequired',
  'locked',
  'presenceNeeded',
  'snapshotOpen',
  'credentialCannot',
  'forbidden',
  'managed',
  'notFound',
  'conflict',
  'rateLimited',
  'serverError',
  'invalidInput',
  'invalidResponse',
  'policyViolation',
  'lockoutBlocked',
  'notApplied',
  'outcomeUnknown',
  'cancelled',
  'vaultUnavailable',
  'vaultLocked',
  'storageFailed',
  'untrustedSender',
  'unexpected'
] as const

export const errorCodeSchema = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof errorCodeSchema>

/**
 * What may be said of an error across the bridge. `details` holds only words that are fit to be shown and copied:
 * never a header, a body, a stack or a credential.
 */
export const appErrorSchema = z.strictObject({
  code: errorCodeSchema,
  /** English, for the log and the copied details; people read the sentence of `code` in their language. */
  message: z.string().max(2000),
  /** Whether the same request may succeed when it is repeated unchanged. */
  retryable: z.boolean(),
  /** The id under which the request stands in the log, and at the server if it takes ids. */
  requestId: z.string().max(200).optional(),
  /** Field name → what is wrong with it. */
  fieldErrors: z.record(z.string(), z.string()).optional(),
  details: z
    .strictObject({
      /** HTTP status of the answer. */
      status: z.int().optional(),
      /** The backend's own code, as it sent it (for example `requires_2fa_to_enforce_2fa`). */
      backendCode: z.string().max(200).optional(),
      /** The backend's own sentence. */
      backendMessage: z.string().max(1000).optional(),
      /** The host that was asked. */
      host: z.string().max(300).optional(),
      /** The proxy on the way to it, as `kind://host:port`. */
      proxy: z.string().max(400).optional(),
      /** When a rate limit or sign-in block ends, ISO 8601 in UTC. */
      until: z.string().optional(),
      /** What a look-up after a failed write found, where it matters to what is said. */
      foundState: z.string().max(200).optional()
    })
    .optional()
})
export type AppErrorData = z.infer<typeof appErrorSchema>

export class AppError extends Error {
  readonly data: AppErrorData

  constructor(data: AppErrorData, options?: { cause?: unknown }) {
    super(data.message, options)
    this.name = 'AppError'
    this.data = data
  }

  get code(): ErrorCode {
    return this.data.code
  }
}

/** Anything that was thrown, as an AppError; an unknown error keeps only a fixed sentence, for its text may hold anything. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError({ code: 'unexpected', message: 'An unexpected error occurred.', retryable: false }, { cause: thrown })
}
