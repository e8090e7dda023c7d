import { watch } from 'vue'

interface RowRangeOptions<Row> {
  rows: () => readonly Row[]
  /** Rows that are chosen now, and those that are no longer. */
  choose: (chosen: readonly Row[], left: readonly Row[]) => void
}

/** Shift with a key that moves chooses every row from the one where it began to the one where it has got to. */
export function useRowRange<Row>({ rows, choose }: RowRangeOptions<Row>) {
  let anchor: number | null = null
  /** Where the last step ended: a step from elsewhere begins anew. */
  let at: number | null = null
  watch(rows, () => (anchor = null))

  /** After a key that has moved the active row from one place to another. */
  function follow({ shiftKey }: KeyboardEvent, from: number, to: number): void {
    if (!shiftKey) {
      anchor = null
      return
    }
    if (at !== from) anchor = null
    at = to
    const fixed = (anchor ??= from)
    const span = (end: number) => [Math.min(fixed, end), Math.max(fixed, end)] as const
    const [first, last] = span(to)
    const [formerFirst, formerLast] = span(from)
    const left = [...rows().slice(formerFirst, Math.min(first, formerLast + 1)), ...rows().slice(Math.max(last + 1, formerFirst), formerLast + 1)]
    choose(rows().slice(first, last + 1), left)
  }
  return { follow }
}
