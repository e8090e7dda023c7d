import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

export interface Countdown {
  /** Whole seconds until then; 0 when the moment has come, or there is none. */
  left: Ref<number>
  /** `4:32`, with hours before it where there are any. */
  shown: ComputedRef<string>
}

/** The time until a moment, second by second. */
export function useCountdown(moment: Readonly<Ref<Date | null>>): Countdown {
  const left = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function look(): void {
    left.value = moment.value === null ? 0 : Math.max(0, Math.ceil((moment.value.getTime() - Date.now()) / 1000))
    if (left.value === 0) clearInterval(timer)
  }

  watch(
    moment,
    () => {
      clearInterval(timer)
      timer = setInterval(look, 1000)
      look()
    },
    { immediate: true }
  )
  onScopeDispose(() => clearInterval(timer))

  const two = (part: number): string => String(part).padStart(2, '0')
  const shown = computed(() => {
    const [hours, minutes, seconds] = [Math.floor(left.value / 3600), Math.floor(left.value / 60) % 60, left.value % 60]
    return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
  })
  return { left, shown }
}
