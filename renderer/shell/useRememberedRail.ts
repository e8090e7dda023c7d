import { computed, onScopeDispose, ref, watch, type Ref, type WritableComputedRef } from 'vue'
import { useSettingsStore } from '../stores/settings'

/** Whether the rail shows icons only: as it was left last time, and always at first in a narrow window. */
export function useRememberedRail(): WritableComputedRef<boolean> {
  const narrow = useNarrowWindow()
  // In a narrow window it opens for the moment only; nothing of that is remembered.
  const openedInNarrow = ref(false)
  watch(narrow, () => (openedInNarrow.value = false))
  const settings = useSettingsStore()
  const collapsed = ref(settings.current.railCollapsed)
  watch(
    () => settings.current.railCollapsed,
    (stored) => (collapsed.value = stored)
  )
  // A rail that is not remembered is not worth a word.
  watch(collapsed, (now) => now !== settings.current.railCollapsed && void settings.update({ railCollapsed: now }).catch(() => undefined))

  return computed({
    get: () => (narrow.value ? !openedInNarrow.value : collapsed.value),
    set: (now) => {
      if (narrow.value) openedInNarrow.value = !now
      else collapsed.value = now
    }
  })
}

/** Whether the window is too narrow for a page beside an open rail; so it is at 200 % zoom. */
function useNarrowWindow(): Ref<boolean> {
  const query = matchMedia('(max-width: 699px)')
  const narrow = ref(query.matches)
  const follow = (event: MediaQueryListEvent) => (narrow.value = event.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return narrow
}
