import { ref, watch, type Ref } from 'vue'
import { useSettingsStore } from '../stores/settings'

/** Whether the rail shows icons only; as it was left last time. */
export function useRememberedRail(): Ref<boolean> {
  const settings = useSettingsStore()
  const collapsed = ref(settings.current.railCollapsed)
  watch(
    () => settings.current.railCollapsed,
    (stored) => (collapsed.value = stored)
  )
  // A rail that is not remembered is not worth a word.
  watch(collapsed, (now) => now !== settings.current.railCollapsed && void settings.update({ railCollapsed: now }).catch(() => undefined))
  return collapsed
}
