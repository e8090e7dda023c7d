import type { Context } from 'hono'
import type { z } from 'zod'
import { invalidBody, refused } from './capgoError'

/**
 * Capgo backend: the JSON body, and where there is none that can be read, the query. A GET may go without both.
 * @throws CapgoError invalid_json_parse_body
 */
export async function bodyOrQuery(c: Context): Promise<unknown> {
  const query = c.req.query()
  if (c.req.method === 'GET') return query
  const text = await c.req.text()
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) return body
  } catch {
    if (Object.keys(query).length > 0) return query
  }
  throw refused('invalid_json_parse_body', 'Invalid JSON body')
}

/** The JSON body, for routes that look at nothing else. @throws CapgoError invalid_json_parse_body */
export async function jsonBody(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => {
    throw refused('invalid_json_parse_body', 'Invalid JSON body', { e: {} })
  })
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

/** @throws CapgoError invalid_body, with the issues of the schema */
export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalidBody(result.error)
  return result.data
}
