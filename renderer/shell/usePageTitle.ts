import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useConnectionStore } from '../stores/connection'

/** Names the page in the window's title, in the language of the moment. */
export function usePageTitle(): void {
  const route = useRoute()
  const { t, d } = useI18n()
  const connection = useConnectionStore()
  watchEffect(() => {
    const titleKey = connection.locked ? 'lock.windowTitle' : route.meta.titleKey
    if (titleKey === undefined) document.title = t('app.name')
    else {
      const taken = connection.locked === null ? connection.snapshot?.takenAt : undefined
      const page = taken === undefined ? t(titleKey) : t('snapshots.pageAsOf', { page: t(titleKey), time: d(new Date(taken), 'dayAndTime') })
      document.title = t('app.documentTitle', { page })
    }
  })
}
