import type { Context } from 'hono'
import type { AnyRow } from './columns'
import { filtersOf } from './filters'
import { ordered, pageOf } from './page'
import { notOneRow } from './postgrestError'
import { selectionOf, type Shape } from './selection'

const LIST_TYPE = 'application/json; charset=utf-8'
const OBJECT_TYPE = 'application/vnd.pgrst.object+json; charset=utf-8'

export interface ReadOptions {
  maxRows: number
  /** query parameters that are arguments of a function and no filters */
  args?: ReadonlySet<string>
  /**
   * The status of a page that a known count shows to be incomplete. PostgREST itself answers 206; the recorded backend's
   * gateway answers 200 for tables. Both occur here, functions the one and tables the other, so that clients cope with both.
   */
  partialStatus: 200 | 206
}

export function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams
}

/** Applies filters, order, selection and page to rows, and answers as PostgREST does. @throws PostgrestError */
export function answerRows(c: Context, rows: readonly AnyRow[], shape: Shape, options: ReadOptions): Response {
  const query = queryOf(c)
  const selection = selectionOf(query.get('select'), shape)
  const tests = filtersOf(query, shape.columns, shape.table, options.args)
  // Without a filter the array itself goes on, so that what is kept with it (a sorted copy) is found again.
  const isWhole = tests.length === 0 && !/!inner/.test(query.get('select') ?? '')
  const matching = isWhole ? rows : rows.filter((row) => tests.every((test) => test(row)) && selection.keeps(row))
  const isCounted = /(^|[,\s])count=(exact|planned|estimated)/.test(c.req.header('prefer') ?? '')
  const page = pageOf(ordered(matching, query.get('order'), shape.columns, shape.table), query, c.req.header('range'), isCounted, options.maxRows)
  c.header('content-range', page.contentRange)
  const status = page.isPartial ? options.partialStatus : 200
  const projected = page.rows.map(selection.project)
  if ((c.req.header('accept') ?? '').includes('application/vnd.pgrst.object+json')) {
    const [only] = projected
    if (projected.length !== 1 || !only) throw notOneRow(projected.length)
    return c.body(JSON.stringify(only), status, { 'content-type': OBJECT_TYPE })
  }
  return c.body(JSON.stringify(projected), status, { 'content-type': LIST_TYPE })
}

export function answerValue(c: Context, value: unknown): Response {
  return c.body(JSON.stringify(value), 200, { 'content-type': LIST_TYPE })
}
