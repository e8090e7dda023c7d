import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'

/** Names the page in the window's title, in the language of the moment. */
export function usePageTitle(): void {
  const route = useRoute()
  const { t } = useI18n()
  watchEffect(() => {
    const { titleKey } = route.meta
    document.title = titleKey === undefined ? t('app.name') : t('app.documentTitle', { page: t(titleKey) })
  })
}
