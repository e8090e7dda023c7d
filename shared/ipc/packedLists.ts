/**
 * Long lists cross the bridge as one text instead of as objects. Electron's context bridge copies object by object and property
 * by property; a text it copies at once. An organization of 100,000 members is 500,000 properties.
 *
 * A list is taken out of an answer when it is long and all its rows are what JSON can say. Where it was stands null until it is
 * put back, so that nobody who forgets to do that takes it for an empty list.
 */
export interface PackedAnswer<T> {
  value: T
  /** What was taken out, as JSON; absent where nothing was. */
  lists?: string
}

type Scalar = string | number | boolean | null
type Json = Scalar | Json[] | { [key: string]: Json }
type Row = Record<string, Json>

interface PackedList {
  path: string[]
  rows: number
  columns: [key: string, column: Column][]
}
/** A few values again and again: each once, and a letter per row. `[]` is: the row has no such property. */
interface WordColumn {
  words: ([Scalar] | [])[]
  letters: string
}
/** Texts of which most differ, parted by a character that none of them has. */
interface TextColumn {
  texts: string
}
interface ValueColumn {
  values: Json[]
}
type Column = WordColumn | TextColumn | ValueColumn

const longList = 500
/** Needs no escape in JSON and is one byte. */
const separator = '\u007f'
const firstLetter = 35
const mostWords = 56

export function packLists<T>(value: T): PackedAnswer<T> {
  const lists: PackedList[] = []
  const rest = without(value, [], lists)
  return lists.length === 0 ? { value } : { value: rest as T, lists: JSON.stringify(lists) }
}

export function unpackLists<T>({ value, lists }: PackedAnswer<T>): T {
  if (lists === undefined) return value
  const root = { value } as Record<string, unknown>
  for (const { path, rows, columns } of JSON.parse(lists) as PackedList[]) {
    const all = ['value', ...path]
    const parent = all.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, root)
    parent[all.at(-1) ?? ''] = rowsOf(rows, columns)
  }
  return root['value'] as T
}

function without(value: unknown, path: string[], lists: PackedList[]): unknown {
  if (Array.isArray(value)) {
    const columns = value.length < longList ? null : columnsOf(value)
    if (columns === null) return value
    lists.push({ path, rows: value.length, columns })
    return null
  }
  if (!isRecord(value)) return value
  const before = lists.length
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, without(item, [...path, key], lists)]))
  return lists.length === before ? value : copy
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
}

const isScalar = (value: unknown): value is Scalar => value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0))

function isJson(value: unknown): value is Json {
  if (isScalar(value)) return true
  if (Array.isArray(value)) return value.every(isJson)
  if (!isRecord(value)) return false
  for (const key in value) if (key === '__proto__' || key === 'toJSON' || !isJson(value[key])) return false
  return true
}

/** null: some row is more than JSON can say. */
function columnsOf(rows: readonly unknown[]): PackedList['columns'] | null {
  const keys = new Set<string>()
  for (const row of rows) {
    if (!isRecord(row)) return null
    for (const key in row) {
      if (key === '__proto__' || !isJson(row[key])) return null
      keys.add(key)
    }
  }
  const columns: PackedList['columns'] = []
  for (const key of keys) {
    const column = columnOf(rows as readonly Row[], key)
    if (column === null) return null
    columns.push([key, column])
  }
  return columns
}

/** null: a property that some rows have and others have not, with more values than there are letters for. */
function columnOf(rows: readonly Row[], key: string): Column | null {
  const indexes = new Map<Scalar | undefined, number>()
  const letters: string[] = []
  for (const row of rows) {
    const value = row[key]
    // Each row keeps an object of its own.
    if (typeof value === 'object' && value !== null) return longColumn(rows, key)
    let index = indexes.get(value)
    if (index === undefined) {
      if (indexes.size === mostWords) return longColumn(rows, key)
      index = indexes.size
      indexes.set(value, index)
    }
    letters.push(String.fromCharCode(firstLetter + index))
  }
  return { words: [...indexes.keys()].map((word) => (word === undefined ? [] : [word])), letters: letters.join('') }
}

function longColumn(rows: readonly Row[], key: string): Column | null {
  const values: Json[] = []
  const texts: string[] = []
  for (const row of rows) {
    const value = row[key]
    if (value === undefined) return null
    if (typeof value === 'string' && !value.includes(separator)) texts.push(value)
    values.push(value)
  }
  return texts.length === values.length ? { texts: texts.join(separator) } : { values }
}

function rowsOf(count: number, columns: PackedList['columns']): Row[] {
  const rows = Array.from({ length: count }, (): Row => ({}))
  for (const [key, column] of columns) {
    if ('letters' in column) {
      rows.forEach((row, index) => {
        const word = column.words[column.letters.charCodeAt(index) - firstLetter]
        if (word?.length === 1) row[key] = word[0]
      })
      continue
    }
    const values = 'texts' in column ? column.texts.split(separator) : column.values
    rows.forEach((row, index) => {
      row[key] = values[index] ?? null
    })
  }
  return rows
}
