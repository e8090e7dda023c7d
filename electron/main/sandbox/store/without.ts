/** A copy of a row that lacks some columns. */
export function without<Row extends object, Column extends keyof Row>(row: Row, ...columns: Column[]): Omit<Row, Column> {
  const left = new Set<PropertyKey>(columns)
  return Object.fromEntries(Object.entries(row).filter(([column]) => !left.has(column))) as Omit<Row, Column>
}
