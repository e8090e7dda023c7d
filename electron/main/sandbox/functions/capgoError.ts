import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'

/** A refusal of Capgo's functions: `{ error, message, moreInfo }`. */
export class CapgoError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly moreInfo: Record<string, unknown> = {},
    readonly headers: Readonly<Record<string, string>> = {}
  ) {
    super(message)
  }

  body() {
    return { error: this.code, message: this.message, moreInfo: this.moreInfo }
  }
}

/** Most refusals are 400, also those for lack of a permission. */
export const refused = (code: string, message: string, moreInfo?: Record<string, unknown>) => new CapgoError(400, code, message, moreInfo)
export const unauthorized = (code: string, message: string, moreInfo?: Record<string, unknown>) => new CapgoError(401, code, message, moreInfo)

export const cannotAccessOrganization = (orgId: string) => refused('cannot_access_organization', "You can't access this organization", { orgId })

export function invalidBody(error: z.ZodError): CapgoError {
  return refused('invalid_body', 'Invalid body', { error: { name: 'SchemaError', issues: error.issues } })
}

/** 429 with the moment of the reset in the body (milliseconds) and in the headers (seconds). */
export function tooManyRequests(reason: string, resetAtMs: number, nowMs: number, moreInfo: Record<string, unknown> = {}): CapgoError {
  const retryAfterSeconds = Math.max(1, Math.ceil((resetAtMs - nowMs) / 1000))
  return new CapgoError(
    429, 'too_many_requests', 'Too many requests',
    { reason, ...moreInfo, rateLimitResetAt: resetAtMs, retryAfterSeconds },
    { 'retry-after': String(retryAfterSeconds), 'x-ratelimit-reset': String(Math.ceil(resetAtMs / 1000)) }
  )
}
