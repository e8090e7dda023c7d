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

/**
 * The whole of a list that the server hands out in pages of a size it does not tell.
 *
 * Truth comes from three checks: the server's count, the uniqueness of keys, and an overlap of one row between
 * neighbouring pages, which differs when people joined or left in between. When a check fails the list is read once
 * more; when it fails again the answer says that it is incomplete.
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
  private readonly byOffset = new Map<number, Row>()
  private readonly totals = new Set<number>()
  private shifted = false
  private stride = usualRowLimit

  constructor(private readonly source: RowSource<Row>) {}

  take(offset: number, page: RowPage<Row>): void {
    if (page.total !== null) this.totals.add(page.total)
    // The first page shows how many rows the server really gives.
    if (offset === 0 && page.rows.length > 0) this.stride = page.rows.length
    page.rows.forEach((row, index) => {
      const before = this.byOffset.get(offset + index)
      if (before !== undefined && this.source.key(before) !== this.source.key(row)) this.shifted = true
      this.byOffset.set(offset + index, row)
    })
  }

  /** Reads every position below `total` that no page has covered yet, a few pages at a time. */
  async fill(total: number): Promise<void> {
    const starts: number[] = []
    for (let offset = 0; offset < total; ) {
      if (this.byOffset.has(offset)) offset += 1
      else {
        // One row of overlap with what comes before shows whether the list moved.
        starts.push(Math.max(0, offset - 1))
        offset += Math.max(1, this.stride - 1)
      }
    }
    const workers = Array.from({ length: Math.min(parallelPages, starts.length) }, async () => {
      for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
        this.take(start, await this.source.page({ offset: start, limit: this.stride, count: true }))
      }
    })
    await Promise.all(workers)
  }

  /** Where the server does not count: on until a page brings nothing new. */
  async untilEmpty(): Promise<void> {
    for (;;) {
      const known = this.byOffset.size
      if (known === 0) return
      this.take(known - 1, await this.source.page({ offset: known - 1, limit: this.stride, count: false }))
      if (this.byOffset.size === known) return
    }
  }

  result(): AllRows<Row> {
    const unique = new Map<string, Row>()
    for (const offset of [...this.byOffset.keys()].sort((a, b) => a - b)) {
      const row = this.byOffset.get(offset) as Row
      unique.set(this.source.key(row), row)
    }
    const rows = [...unique.values()]
    const expected = this.totals.size === 0 ? null : Math.max(...this.totals)
    const whole = !this.shifted && this.totals.size <= 1 && rows.length === this.byOffset.size && (expected === null || rows.length === expected)
    return { rows, completeness: whole ? { state: 'complete' } : { state: 'incomplete', received: rows.length, expected } }
  }
}
