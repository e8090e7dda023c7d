import { onBeforeUnmount, readonly, shallowRef, watch, type DeepReadonly, type ShallowRef } from 'vue'

/** An element's width in pixels, followed; null until it is measured. While it is hidden, what it had before. */
export function useElementWidth(element: Readonly<ShallowRef<HTMLElement | null>>): DeepReadonly<ShallowRef<number | null>> {
  const width = shallowRef<number | null>(null)
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined && entry.contentRect.width > 0) width.value = entry.contentRect.width
  })
  watch(
    element,
    (now, former) => {
      if (former) observer.unobserve(former)
      if (now) observer.observe(now)
    },
    { immediate: true }
  )
  onBeforeUnmount(() => observer.disconnect())
  return readonly(width)
}
