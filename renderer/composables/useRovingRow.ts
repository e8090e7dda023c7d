import { nextTick, ref, watch, type Ref } from 'vue'

interface RovingRowOptions<Row> {
  rows: () => readonly Row[]
  rowKey: (row: Row) => string
  /** How many whole rows fit between the header and the lower edge. */
  pageSize: () => number
  scrollToIndex: (index: number) => void
  /** The element of a drawn row. */
  rowElement: (index: number) => HTMLElement | null
}

export interface RovingRow {
  /** The one row that the tab key reaches. */
  activeIndex: Ref<number>
  moveTo: (index: number) => Promise<void>
  /** As `moveTo`, by the key of a row. False when there is none. */
  moveToKey: (key: string) => Promise<boolean>
  onKeydown: (event: KeyboardEvent) => void
}

/** One tab stop for a long list; arrow keys, Home, End and the page keys move it, also to rows that are not drawn yet. */
export function useRovingRow<Row>(options: RovingRowOptions<Row>): RovingRow {
  const activeIndex = ref(0)
  let activeKey: string | null = null

  function setActive(index: number): void {
    activeIndex.value = index
    const row = options.rows()[index]
    activeKey = row === undefined ? null : options.rowKey(row)
  }

  // A refresh or a new order keeps the tab stop on the same row, as far as the row is still there. A row that goes with the
  // focus in it leaves it to the one that takes its place: otherwise the keyboard would begin at the top of the window.
  watch(options.rows, (rows, before) => {
    const focused = before[activeIndex.value]
    const hadFocus = focused !== undefined && options.rowElement(activeIndex.value)?.contains(document.activeElement) === true
    const wanted = activeKey ?? (hadFocus ? options.rowKey(focused) : null)
    const kept = wanted === null ? -1 : rows.findIndex((row) => options.rowKey(row) === wanted)
    if (hadFocus && kept === -1) void nextTick(() => moveTo(activeIndex.value))
    else activeIndex.value = Math.max(0, kept)
  })

  async function moveTo(index: number): Promise<void> {
    const last = options.rows().length - 1
    if (last < 0) return
    const target = Math.min(Math.max(index, 0), last)
    setActive(target)
    options.scrollToIndex(target)
    await nextTick()
    const element = options.rowElement(target)
    element?.focus({ preventScroll: true })
    // The list shows the row; the page has to show that part of the list.
    element?.scrollIntoView({ block: 'nearest' })
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const steps: Record<string, number> = {
      ArrowDown: activeIndex.value + 1,
      ArrowUp: activeIndex.value - 1,
      PageDown: activeIndex.value + options.pageSize(),
      PageUp: activeIndex.value - options.pageSize(),
      Home: 0,
      End: options.rows().length - 1
    }
    const target = steps[event.key]
    if (target === undefined) return
    event.preventDefault()
    void moveTo(target)
  }

  async function moveToKey(key: string): Promise<boolean> {
    const index = options.rows().findIndex((row) => options.rowKey(row) === key)
    if (index !== -1) await moveTo(index)
    return index !== -1
  }

  return { activeIndex, moveTo, moveToKey, onKeydown }
}
