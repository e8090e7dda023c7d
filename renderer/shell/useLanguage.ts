import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { mirroredLanguage, resolveLanguage, type Language } from '#shared/text/language'
import { useAppInfoStore } from '../stores/appInfo'
import { useSettingsStore } from '../stores/settings'
import { loadFirstMessages, loadLaterMessages } from '../text/loadMessages'
import { loadMirrored } from './loadMirrored'

type Mirrored = Awaited<ReturnType<typeof loadMirrored>>['components']

/**
 * Speaks the chosen language, or the system's, from the moment it is chosen. Answers what Naive UI needs where lines run from
 * right to left; undefined: they run from left to right.
 */
export function useLanguage(): ShallowRef<Mirrored | undefined> {
  const { locale, availableLocales, setLocaleMessage } = useI18n()
  const settings = useSettingsStore()
  const app = useAppInfoStore()
  const language = computed(() => resolveLanguage(settings.current.language, app.info?.systemLanguage ?? navigator.language))

  const runsLeft = computed(() => language.value === 'en' && app.info?.systemLanguage === mirroredLanguage)
  const components = shallowRef<Mirrored>()

  async function mirror(): Promise<void> {
    const [mirrored, first, later] = await Promise.all([loadMirrored(), loadFirstMessages('en'), loadLaterMessages('en')])
    document.documentElement.dir = 'rtl'
    setLocaleMessage('en', mirrored.texts({ ...first, ...later }))
    components.value = mirrored.components
  }

  const speak = async (next: Language): Promise<void> => {
    if (!availableLocales.includes(next)) {
      const [first, later] = await Promise.all([loadFirstMessages(next), loadLaterMessages(next)])
      setLocaleMessage(next, { ...first, ...later })
    }
    if (runsLeft.value) await mirror()
    // Another one may have been chosen while this one was loaded.
    if (language.value !== next) return
    locale.value = next
    if (!runsLeft.value) components.value = undefined
    Object.assign(document.documentElement, runsLeft.value ? { lang: mirroredLanguage, dir: 'rtl' } : { lang: next, dir: 'ltr' })
  }
  watch([language, runsLeft], ([next]) => void speak(next), { immediate: true })
  return components
}
