import { comparable, type AnyRow, type Columns } from './columns'
import { splitList } from './filters'
import { PostgrestError } from './postgrestError'

const sortedCopies = new WeakMap<readonly AnyRow[], Map<string, readonly AnyRow[]>>()

interface Rule {
  column: string
  descending: boolean
  nullsFirst: boolean
}

function rulesOf(text: string, columns: Columns, table: string): Rule[] {
  return splitList(text).map((part) => {
    const [column = '', ...words] = part.split('.')
    if (!columns[column]) throw new PostgrestError(400, '42703', `column ${table}.${column} does not exist`)
    const descending = words.includes('desc')
    return { column, descending, nullsFirst: words.includes('nullsfirst') || (descending && !words.includes('nullslast')) }
  })
}

/** Sorts by `order=…`. A sorted copy is kept with the array it came from: paging through one list sorts it once. */
export function ordered(rows: readonly AnyRow[], text: string | null, columns: Columns, table: string): readonly AnyRow[] {
  if (!text) return rows
  const rules = rulesOf(text, columns, table)
  const copies = sortedCopies.get(rows) ?? new Map<string, readonly AnyRow[]>()
  sortedCopies.set(rows, copies)
  const key = JSON.stringify(rules)
  const known = copies.get(key)
  if (known) return known
  const sorted = sortedBy(rows, rules, columns)
  copies.set(key, sorted)
  return sorted
}

type SortKey = string | number | boolean | null

function compareKeys(a: SortKey, b: SortKey, rule: Rule): number {
  if (a === b) return 0
  if (a === null || b === null) return (a === null) === rule.nullsFirst ? -1 : 1
  return a < b === rule.descending ? 1 : -1
}

// A list of positions is sorted and not of rows with their keys: at 100,000 rows that is four times faster.
function sortedBy(rows: readonly AnyRow[], rules: readonly Rule[], columns: Columns): AnyRow[] {
  const [first, ...others] = rules
  if (!first) return [...rows]
  const keysOf = ({ column }: Rule) => rows.map((row) => comparable(row[column], columns[column] ?? 'text'))
  const main = keysOf(first)
  const further = others.map((rule) => ({ rule, keys: keysOf(rule) }))
  const positions = Array.from(rows, (_, position) => position)
  positions.sort((left, right) => {
    const order = compareKeys(main[left] ?? null, main[right] ?? null, first)
    if (order !== 0) return order
    for (const { rule, keys } of further) {
      const next = compareKeys(keys[left] ?? null, keys[right] ?? null, rule)
      if (next !== 0) return next
    }
    return 0
  })
  return positions.map((position) => rows[position] as AnyRow)
}

export interface Page {
  rows: readonly AnyRow[]
  /** `0-999/1003`, `0-999/*`, or `*` in place of the range where there are no rows */
  contentRange: string
  /** a known total says that this is not everything */
  isPartial: boolean
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined
}

/**
 * Cuts out the page that `offset`, `limit` or `Range` ask for, and never more than `maxRows`, without saying so: that is
 * what the real server does.
 * @throws PostgrestError 416 when a count was asked for and the page begins behind the end
 */
export function pageOf(rows: readonly AnyRow[], query: URLSearchParams, range: string | undefined, isCounted: boolean, maxRows: number): Page {
  const [, from, to] = /^(?:items=)?(\d+)-(\d*)$/.exec(range ?? '') ?? []
  const offset = wholeNumber(query.get('offset')) ?? (from === undefined ? 0 : Number(from))
  const ranged = from !== undefined && to ? Number(to) - Number(from) + 1 : undefined
  const wanted = wholeNumber(query.get('limit')) ?? ranged ?? maxRows
  const total = isCounted ? String(rows.length) : '*'
  if (isCounted && offset > rows.length) {
    throw new PostgrestError(416, 'PGRST103', 'Requested range not satisfiable', `An offset of ${offset} was requested, but there are only ${rows.length} rows.`)
  }
  const page = rows.slice(offset, offset + Math.min(wanted, maxRows))
  const span = page.length ? `${offset}-${offset + page.length - 1}` : '*'
  return { rows: page, contentRange: `${span}/${total}`, isPartial: isCounted && page.length < rows.length && page.length > 0 }
}
