import { watch } from 'vue'
import { useRoute } from 'vue-router'
import { useConnectionStore } from '../stores/connection'
import { useSettingsStore } from '../stores/settings'
import { sections } from './sections'

/** Keeps the page that is open, so that the window opens there again. */
export function useRememberedPage(): void {
  const route = useRoute()
  const connection = useConnectionStore()
  const settings = useSettingsStore()

  watch(
    () => route.path,
    async (path) => {
      const worthKeeping = connection.connection !== null && sections.some((section) => section.path === path)
      if (!worthKeeping || path === settings.current.lastPage) return
      // Opening at another page next time is not worth a word.
      await settings.update({ lastPage: path }).catch(() => undefined)
    }
  )
}
