import { z } from 'zod'
import type { CapgoRequester } from '../requester'
import type { RowPage } from '../readAllRows'

/** A page of a set-returning function, ordered so that pages fit together. */
export async function callForRows<S extends z.ZodType>(
  requester: CapgoRequester,
  call: { rpc: string; body?: Record<string, unknown>; row: S; order: string; offset: number; limit: number; count: boolean; signal?: AbortSignal | undefined }
): Promise<RowPage<z.output<S>> & { clockSkewMs: number | null }> {
  const query = new URLSearchParams({ order: call.order, offset: String(call.offset), limit: String(call.limit) })
  const answer = await requester.send({
    host: 'supabase',
    method: 'POST',
    path: `/rest/v1/rpc/${call.rpc}?${query.toString()}`,
    headers: call.count ? { Prefer: 'count=exact' } : {},
    body: call.body ?? {},
    answer: z.array(call.row),
    repeatable: true,
    signal: call.signal
  })
  return { rows: answer.body, total: totalOf(answer.headers['content-range']), clockSkewMs: answer.clockSkewMs }
}

/** A page of a table. @param call.filters PostgREST's own, by column: `{ org_id: 'eq.…' }` */
export async function selectRows<S extends z.ZodType>(
  requester: CapgoRequester,
  call: { table: string; select: string; filters: Record<string, string>; row: S; order: string; offset: number; limit: number; count: boolean; signal?: AbortSignal | undefined }
): Promise<RowPage<z.output<S>>> {
  const query = new URLSearchParams({ select: call.select, ...call.filters, order: call.order, offset: String(call.offset), limit: String(call.limit) })
  const answer = await requester.send({
    host: 'supabase',
    method: 'GET',
    path: `/rest/v1/${call.table}?${query.toString()}`,
    headers: call.count ? { Prefer: 'count=exact' } : {},
    answer: z.array(call.row),
    signal: call.signal
  })
  return { rows: answer.body, total: totalOf(answer.headers['content-range']) }
}

/** `0-999/1003` → 1003; `0-4/*` (no count was asked for, or none is given) → null. */
export function totalOf(contentRange: string | undefined): number | null {
  const match = /\/(\d{1,15})$/u.exec(contentRange ?? '')
  return match ? Number(match[1]) : null
}

/** A function that answers with one value. @param call.reads it changes nothing, so that it may be repeated after a passing fault */
export async function callForValue<S extends z.ZodType>(
  requester: CapgoRequester,
  call: { rpc: string; body?: Record<string, unknown>; answer: S; reads?: boolean; signal?: AbortSignal | undefined }
): Promise<z.output<S>> {
  const answer = await requester.send({
    host: 'supabase',
    method: 'POST',
    path: `/rest/v1/rpc/${call.rpc}`,
    body: call.body ?? {},
    answer: call.answer,
    repeatable: call.reads ?? false,
    signal: call.signal
  })
  return answer.body
}
