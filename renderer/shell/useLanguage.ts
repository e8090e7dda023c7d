import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { resolveLanguage, type Language } from '#shared/text/language'
import { useAppInfoStore } from '../stores/appInfo'
import { useSettingsStore } from '../stores/settings'
import { loadFirstMessages, loadLaterMessages } from '../text/loadMessages'

/** Speaks the chosen language, or the system's, from the moment it is chosen. */
export function useLanguage(): void {
  const { locale, availableLocales, setLocaleMessage } = useI18n()
  const settings = useSettingsStore()
  const app = useAppInfoStore()
  const language = computed(() => resolveLanguage(settings.current.language, app.info?.systemLanguage ?? navigator.language))

  const speak = async (next: Language): Promise<void> => {
    if (!availableLocales.includes(next)) {
      const [first, later] = await Promise.all([loadFirstMessages(next), loadLaterMessages(next)])
      setLocaleMessage(next, { ...first, ...later })
    }
    // Another one may have been chosen while this one was loaded.
    if (language.value !== next) return
    locale.value = next
    document.documentElement.lang = next
  }
  watch(language, (next) => void speak(next), { immediate: true })
}
