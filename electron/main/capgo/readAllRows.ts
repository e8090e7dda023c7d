import { AppError } from '#shared/errors/appError'
import type { Completeness } from '#shared/domain/organizationSecurity'

export interface RowPage<Row> {
  rows: Row[]
  /** What the server counted, when it was asked to and did. */
  total: number | null
}

export interface RowSource<Row> {
  /** Reads rows in a fixed order; the server may return fewer than `limit` without saying so. */
  page(range: { offset: number; limit: number; count: boolean }): Promise<RowPage<Row>>
  /** Tells rows apart; unique within the list. */
  key(row: Row): string
}

export interface AllRows<Row> {
  rows: Row[]
  completeness: Exclude<Completeness, { state: 'failed' }>
}

/** Capgo's Supabase host cuts answers at a configured number of rows, 1,000 by default, without an error. */
const usualRowLimit = 1000
const parallelPages = 4
const mostRows = 2_000_000

/**
 * The whole of a list that the server hands out in pages of a size it does not tell.
 *
 * Truth comes from three checks: the server's count, the uniqueness of keys, and an overlap of one row between
 * neighbouring pages, which differs when people joined or left in between. When a check fails the list is read once
 * more; when it fails again the answer says that it is incomplete. A page without a single new key ends a reading: a
 * server that repeats itself would otherwise be asked without end.
 *
 * `eagerSecondPage` asks for the second page along with the first, so that a list that is slightly longer than the usual
 * limit still takes one wave.
 * @throws whatever `source.page` throws
 */
export async function readAllRows<Row>(source: RowSource<Row>, options: { eagerSecondPage?: boolean } = {}): Promise<AllRows<Row>> {
  const first = await readOnce(source, options.eagerSecondPage ?? false)
  if (first.completeness.state === 'complete') return first
  const second = await readOnce(source, false)
  return second.completeness.state === 'complete' || second.rows.length >= first.rows.length ? second : first
}

async function readOnce<Row>(source: RowSource<Row>, eager: boolean): Promise<AllRows<Row>> {
  const reading = new Reading(source)
  const firstPage = source.page({ offset: 0, limit: usualRowLimit, count: true })
  // Without a count: PostgREST refuses a counted range that begins beyond the end (416).
  const eagerPage = eager ? source.page({ offset: usualRowLimit - 1, limit: usualRowLimit, count: false }) : undefined
  // Both are awaited even if one fails, so that no rejection is left unhandled.
  const [head, ahead] = await Promise.all([firstPage, eagerPage])
  reading.take(0, head)
  if (ahead && ahead.rows.length > 0) reading.take(usualRowLimit - 1, ahead)
  if (head.total === null) await reading.untilEmpty()
  else await reading.fill(head.total)
  return reading.result()
}

class Reading<Row> {
  private readonly byPosition = new Map<number, Row>()
  private readonly keys = new Set<string>()
  private readonly totals = new Set<number>()
  /** Everything before it has been read. */
  private firstGap = 0
  private shifted = false
  private ended = false
  private stride = usualRowLimit

  constructor(private readonly source: RowSource<Row>) {}

  /** @returns whether the page brought a row that no page brought before */
  take(offset: number, page: RowPage<Row>): boolean {
    const known = this.keys.size
    if (page.total !== null) this.totals.add(requireSensible(page.total))
    // The first page shows how many rows the server really gives.
    if (offset === 0 && page.rows.length > 0) this.stride = page.rows.length
    page.rows.forEach((row, index) => {
      const before = this.byPosition.get(offset + index)
      this.keys.add(this.source.key(row))
      if (before !== undefined && this.source.key(before) !== this.source.key(row)) this.shifted = true
      this.byPosition.set(offset + index, row)
    })
    while (this.byPosition.has(this.firstGap)) this.firstGap += 1
    requireSensible(this.byPosition.size)
    return this.keys.size > known
  }

  /** Reads every position below `total` that no page has covered yet, a few pages at a time, while they bring something new. */
  async fill(total: number): Promise<void> {
    let next = this.firstGap
    let repeated = false
    const work = async (): Promise<void> => {
      while (next < total && !repeated) {
        const gap = next
        if (this.byPosition.has(gap)) {
          next += 1
          continue
        }
        next += Math.max(1, this.stride - 1)
        if (!(await this.read(gap, true))) repeated = true
      }
    }
    await Promise.all(Array.from({ length: parallelPages }, work))
  }

  /** Where the server does not count: on from the first gap until a page is empty beyond it, which is the end, or only repeats what is known. */
  async untilEmpty(): Promise<void> {
    let gap: number
    let fresh: boolean
    do {
      gap = this.firstGap
      fresh = await this.read(gap, false)
    } while (fresh && this.firstGap > gap)
    this.ended = this.firstGap === gap
  }

  /** From the row before the gap on: one row of overlap shows whether the list moved. A server that gives single rows has none. */
  private async read(gap: number, count: boolean): Promise<boolean> {
    const offset = this.stride > 1 ? Math.max(0, gap - 1) : gap
    return this.take(offset, await this.source.page({ offset, limit: this.stride > 1 ? this.stride : usualRowLimit, count }))
  }

  result(): AllRows<Row> {
    const unique = new Map<string, Row>()
    for (const position of [...this.byPosition.keys()].sort((a, b) => a - b)) {
      const row = this.byPosition.get(position) as Row
      unique.set(this.source.key(row), row)
    }
    const rows = [...unique.values()]
    const expected = this.totals.size === 0 ? null : Math.max(...this.totals)
    const consistent = !this.shifted && this.totals.size <= 1 && rows.length === this.byPosition.size && this.firstGap === this.byPosition.size
    const whole = consistent && (expected === null ? this.ended : rows.length === expected)
    return { rows, completeness: whole ? { state: 'complete' } : { state: 'incomplete', received: rows.length, expected } }
  }
}

/** A list of this length is no organization's, and reading on would end in no memory left. @throws AppError `invalidResponse` */
function requireSensible(rows: number): number {
  if (rows <= mostRows) return rows
  throw new AppError({ code: 'invalidResponse', message: `The server speaks of ${String(rows)} rows, which no list of Capgo has.`, retryable: false })
}
