import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { resolveLanguage } from '#shared/text/language'
import { useAppInfoStore } from '../stores/appInfo'
import { useSettingsStore } from '../stores/settings'

/** Speaks the chosen language, or the system's, from the moment it is chosen. */
export function useLanguage(): void {
  const { locale } = useI18n()
  const settings = useSettingsStore()
  const app = useAppInfoStore()
  const language = computed(() => resolveLanguage(settings.current.language, app.info?.systemLanguage ?? navigator.language))

  watch(
    language,
    (next) => {
      locale.value = next
      document.documentElement.lang = next
    },
    { immediate: true }
  )
}
