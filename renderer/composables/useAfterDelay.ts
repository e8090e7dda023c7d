import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** True once `condition` has held without a break for `delayMs` milliseconds; false as soon as it no longer does. */
export function useAfterDelay(condition: Ref<boolean>, delayMs: number): Ref<boolean> {
  const held = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    condition,
    (holds) => {
      clearTimeout(timer)
      held.value = false
      if (holds) timer = setTimeout(() => (held.value = true), delayMs)
    },
    { immediate: true }
  )
  onScopeDispose(() => clearTimeout(timer))
  return held
}
