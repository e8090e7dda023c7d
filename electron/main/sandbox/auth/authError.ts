import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A refusal of the sign-in server: `{ code, error_code, msg }`, or `{ code, message }` where the request names an API version. */
export class AuthError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly errorCode: string,
    message: string
  ) {
    super(message)
  }

  body(apiVersion: string | undefined): Record<string, unknown> {
    return apiVersion ? { code: this.errorCode, message: this.message } : { code: this.status, error_code: this.errorCode, msg: this.message }
  }
}
