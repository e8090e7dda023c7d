import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useConnectionStore } from '../stores/connection'

/** Names the page in the window's title, in the language of the moment. */
export function usePageTitle(): void {
  const route = useRoute()
  const { t } = useI18n()
  const connection = useConnectionStore()
  watchEffect(() => {
    const titleKey = connection.locked ? 'lock.windowTitle' : route.meta.titleKey
    document.title = titleKey === undefined ? t('app.name') : t('app.documentTitle', { page: t(titleKey) })
  })
}
