import { effectScope, nextTick, ref, shallowRef } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { useFixedRows } from '../../../renderer/composables/useFixedRows'

const scopes: ReturnType<typeof effectScope>[] = []
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.stop()
})

/** Rows of 40 pixels under a header of 40, in an element of 440: ten are seen. */
async function rowsIn(rows: number) {
  const element = document.createElement('div')
  Object.defineProperty(element, 'clientHeight', { get: () => 440 })
  const scroller = shallowRef<HTMLElement | null>(null)
  const [count, rowHeight] = [ref(rows), ref(40)]
  const scope = effectScope()
  scopes.push(scope)
  const window = scope.run(() => useFixedRows({ scroller, count: () => count.value, rowHeight: () => rowHeight.value, headHeight: () => 40 }))
  if (window === undefined) throw new Error('The scope was stopped before it began.')
  scroller.value = element
  await nextTick()
  const scroll = (top: number): void => {
    element.scrollTop = top
    element.dispatchEvent(new Event('scroll'))
  }
  return { ...window, element, count, rowHeight, scroll }
}

describe('rows of one height in a scroller', () => {
  it('are those between the header and the lower edge, the cut ones too', async () => {
    const { inView, scroll } = await rowsIn(100_000)
    expect(inView.value).toEqual({ first: 0, last: 9 })
    scroll(20)
    expect(inView.value).toEqual({ first: 0, last: 10 })
    scroll(100_000 * 40 - 400)
    expect(inView.value).toEqual({ first: 99_990, last: 99_999 })
  })

  it('are none of no rows, and all of a few', async () => {
    const { inView, count } = await rowsIn(0)
    expect(inView.value).toBeNull()
    count.value = 3
    expect(inView.value).toEqual({ first: 0, last: 2 })
  })

  it('are the last ones when the list became shorter than it is scrolled', async () => {
    const { inView, count, scroll } = await rowsIn(100_000)
    scroll(2_000_000)
    count.value = 12
    expect(inView.value).toEqual({ first: 2, last: 11 })
    count.value = 4
    expect(inView.value).toEqual({ first: 0, last: 3 })
  })

  it('follow another height of the rows', async () => {
    const { inView, rowHeight } = await rowsIn(100)
    rowHeight.value = 100
    expect(inView.value).toEqual({ first: 0, last: 3 })
  })

  it('come wholly into view from either side, and are left where they are when they can be seen', async () => {
    const { inView, scrollToIndex, scrollToTop, element } = await rowsIn(1000)
    scrollToIndex(9)
    expect(element.scrollTop).toBe(0)
    scrollToIndex(500)
    expect(inView.value).toEqual({ first: 491, last: 500 })
    scrollToIndex(495)
    expect(inView.value).toEqual({ first: 491, last: 500 })
    scrollToIndex(480)
    expect(inView.value).toEqual({ first: 480, last: 489 })
    scrollToTop()
    expect(inView.value).toEqual({ first: 0, last: 9 })
  })
})
