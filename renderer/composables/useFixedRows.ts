import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'

interface FixedRowsOptions {
  scroller: Readonly<ShallowRef<HTMLElement | null>>
  count: () => number
  /** Pixels; the header stands in the scroller, above the rows and over them. */
  rowHeight: () => number
  headHeight: () => number
}

/** First and last index, both included. */
export interface RowRange {
  first: number
  last: number
}

export interface FixedRows {
  /** The rows of which something can be seen; null: none. */
  inView: ComputedRef<RowRange | null>
  scrollToIndex: (index: number) => void
  scrollToTop: () => void
}

/**
 * Which rows of a scroller can be seen. All have one height, so that where each stands is reckoned: nothing is kept per
 * row, and another list of 100,000 costs nothing.
 */
export function useFixedRows({ scroller, count, rowHeight, headHeight }: FixedRowsOptions): FixedRows {
  // What the element said last: asking it makes Chromium lay the page out.
  const top = shallowRef(0)
  const height = shallowRef(0)
  const follow = (): void => void (top.value = scroller.value?.scrollTop ?? 0)
  function measure(): void {
    const now = scroller.value?.clientHeight ?? 0
    // Hidden, it has none; shown again, it mostly has what it had, and its rows are drawn at once.
    if (now > 0) height.value = now
  }
  const observer = new ResizeObserver(measure)

  watch(
    scroller,
    (now, former) => {
      former?.removeEventListener('scroll', follow)
      if (former) observer.unobserve(former)
      now?.addEventListener('scroll', follow, { passive: true })
      if (now) observer.observe(now)
      follow()
      measure()
    },
    { immediate: true, flush: 'post' }
  )
  onScopeDispose(() => {
    scroller.value?.removeEventListener('scroll', follow)
    observer.disconnect()
  })

  const inView = computed<RowRange | null>((former) => {
    const body = height.value - headHeight()
    if (count() === 0 || body <= 0) return null
    // A list that became shorter is scrolled up by Chromium, which says so a frame later.
    const from = Math.max(0, Math.min(top.value, count() * rowHeight() - body))
    const first = Math.floor(from / rowHeight())
    const last = Math.max(first, Math.min(count(), Math.ceil((from + body) / rowHeight())) - 1)
    return former?.first === first && former.last === last ? former : { first, last }
  })

  function scrollTo(offset: number): void {
    if (!scroller.value) return
    scroller.value.scrollTop = offset
    follow()
  }

  return {
    inView,
    scrollToIndex(index) {
      const body = height.value - headHeight()
      const [above, below] = [index * rowHeight(), (index + 1) * rowHeight() - body]
      if (above < top.value) scrollTo(above)
      else if (below > top.value) scrollTo(below)
    },
    scrollToTop() {
      if (top.value !== 0) scrollTo(0)
    }
  }
}
