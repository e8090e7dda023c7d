export type Key = string | number

/** Rows with one value of an indexed column. Copied before a change only if a reader may still hold the array. */
class Bucket<Row> {
  private isShared = false
  constructor(private rows: Row[]) {}

  read(): readonly Row[] {
    this.isShared = true
    return this.rows
  }

  private own(): Row[] {
    if (this.isShared) this.rows = [...this.rows]
    this.isShared = false
    return this.rows
  }

  add(row: Row): void {
    this.own().push(row)
  }

  replace(before: Row, after: Row): void {
    const rows = this.own()
    rows[rows.indexOf(before)] = after
  }

  remove(row: Row): boolean {
    const rows = this.own()
    rows.splice(rows.indexOf(row), 1)
    return rows.length > 0
  }
}

/** A value that only one row has is kept without a bucket: most are, and at 100,000 rows that halves the time to start. */
type Index<Row> = Map<unknown, Row | Bucket<Row>>

/**
 * One table: rows by key, with equality indexes. Rows are never changed in place; `update` replaces them, so that a
 * reader may keep what it got and the audit log can keep before and after.
 */
export class Table<Row extends object> {
  /** Grows with every change; what is computed from the table can be kept for as long as it stays the same. */
  revision = 0
  private readonly rows = new Map<Key, Row>()
  /** Built when first asked: a large table is filled in half the time, and most of its indexes are asked much later. */
  private readonly indexes = new Map<keyof Row, Index<Row>>()
  private list: Row[] | undefined

  constructor(
    readonly name: string,
    private readonly keyOf: (row: Row) => Key,
    private readonly indexed: readonly (keyof Row)[] = []
  ) {}

  get size(): number {
    return this.rows.size
  }

  get(key: Key): Row | undefined {
    return this.rows.get(key)
  }

  /** All rows in the order of their insertion. The array is shared: do not change it. */
  all(): readonly Row[] {
    this.list ??= [...this.rows.values()]
    return this.list
  }

  /** The rows whose `column` equals `value`; the column must be indexed. The array is shared: do not change it. */
  where<C extends keyof Row>(column: C, value: Row[C]): readonly Row[] {
    const found = this.index(column).get(value)
    if (found === undefined) return []
    return found instanceof Bucket ? found.read() : [found]
  }

  /** Builds the indexes that nobody has asked for yet. */
  prepare(): void {
    for (const column of this.indexed) this.index(column)
  }

  private index(column: keyof Row): Index<Row> {
    const known = this.indexes.get(column)
    if (known) return known
    if (!this.indexed.includes(column)) throw new Error(`${this.name}.${String(column)} is not indexed`)
    const index: Index<Row> = new Map()
    for (const row of this.rows.values()) Table.add(index, row[column], row)
    this.indexes.set(column, index)
    return index
  }

  /** @throws Error when the key is taken */
  insert(row: Row): Row {
    const key = this.keyOf(row)
    if (this.rows.has(key)) throw new Error(`${this.name} already holds ${String(key)}`)
    this.rows.set(key, row)
    for (const [column, index] of this.indexes) Table.add(index, row[column], row)
    this.changed()
    return row
  }

  /** @returns the new row, or undefined when there is none with this key */
  update(key: Key, changes: Partial<Row>): Row | undefined {
    const before = this.rows.get(key)
    if (!before) return undefined
    const after = { ...before, ...changes }
    this.rows.set(key, after)
    for (const [column, index] of this.indexes) {
      if (before[column] === after[column]) Table.replace(index, before[column], before, after)
      else {
        Table.remove(index, before[column], before)
        Table.add(index, after[column], after)
      }
    }
    this.changed()
    return after
  }

  /** @returns the removed row, or undefined when there was none */
  delete(key: Key): Row | undefined {
    const row = this.rows.get(key)
    if (!row) return undefined
    this.rows.delete(key)
    for (const [column, index] of this.indexes) Table.remove(index, row[column], row)
    this.changed()
    return row
  }

  private changed(): void {
    this.revision++
    this.list = undefined
  }

  private static add<R>(index: Index<R>, value: unknown, row: R): void {
    const found = index.get(value)
    if (found === undefined) index.set(value, row)
    else if (found instanceof Bucket) found.add(row)
    else index.set(value, new Bucket([found, row]))
  }

  private static replace<R>(index: Index<R>, value: unknown, before: R, after: R): void {
    const found = index.get(value)
    if (found instanceof Bucket) found.replace(before, after)
    else index.set(value, after)
  }

  private static remove<R>(index: Index<R>, value: unknown, row: R): void {
    const found = index.get(value)
    if (!(found instanceof Bucket) || !found.remove(row)) index.delete(value)
  }
}
