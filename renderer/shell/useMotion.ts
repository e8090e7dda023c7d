import { watch } from 'vue'
import { useSettingsStore } from '../stores/settings'

/** Whether things move, for theme/base.css: as the system says, or as the person chose. */
export function useMotion(): void {
  const settings = useSettingsStore()
  watch(
    () => settings.current.motion,
    (motion) => (document.documentElement.dataset['motion'] = motion),
    { immediate: true }
  )
}
