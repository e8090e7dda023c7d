import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A refusal of `/rest/v1`: `{ code, message, details, hint }`. */
export class PostgrestError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly details: string | null = null,
    readonly hint: string | null = null
  ) {
    super(message)
  }

  body() {
    return { code: this.code, message: this.message, details: this.details, hint: this.hint }
  }
}

/** An error that one of Capgo's SQL functions raises, e.g. `NO_RIGHTS`. */
export const raised = (message: string) => new PostgrestError(400, 'P0001', message)
export const invalidSyntax = (type: string, value: string) => new PostgrestError(400, '22P02', `invalid input syntax for type ${type}: "${value}"`)
export const notOneRow = (rows: number) =>
  new PostgrestError(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', `The result contains ${rows} rows`)
