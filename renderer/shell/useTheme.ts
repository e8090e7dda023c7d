import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue'
import { useSettingsStore } from '../stores/settings'
import type { ThemeName } from '../theme/tokens'

/** The theme to show: the chosen one, or the system's, followed as it changes. */
export function useTheme(): ComputedRef<ThemeName> {
  const settings = useSettingsStore()
  const query = matchMedia('(prefers-color-scheme: dark)')
  const systemIsDark = ref(query.matches)
  const follow = (event: MediaQueryListEvent) => (systemIsDark.value = event.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))

  const theme = computed<ThemeName>(() => {
    const { theme: chosen } = settings.current
    return chosen === 'system' ? (systemIsDark.value ? 'dark' : 'light') : chosen
  })
  watch(theme, (name) => (document.documentElement.dataset['theme'] = name), { immediate: true })
  return theme
}
