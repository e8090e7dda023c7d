import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** True until the moment has come; false as well where there is none. */
export function useBefore(moment: Readonly<Ref<Date | null>>): Ref<boolean> {
  // A timer cannot wait longer than this many milliseconds at once.
  const longest = 2_147_483_647
  const before = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    clearTimeout(timer)
    const left = moment.value === null ? 0 : moment.value.getTime() - Date.now()
    before.value = left > 0
    if (left > 0) timer = setTimeout(look, Math.min(left, longest))
  }

  watch(moment, look, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return before
}
