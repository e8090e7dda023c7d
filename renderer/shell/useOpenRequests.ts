import { onBeforeUnmount, onMounted, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from '../stores/connection'
import { sectionPath } from './sections'

/**
 * What the system asked to open, by a double click or a link: its page is shown and nothing is done. It waits while the window
 * is locked, and while a dialog is open, in which somebody may have begun something.
 */
export function useOpenRequests(): void {
  const desktop = useDesktop()
  const router = useRouter()
  const connection = useConnectionStore()

  async function look(): Promise<void> {
    if (connection.locked !== null || connection.state.status === 'starting' || document.querySelector('dialog[open]') !== null) return
    const request = await desktop.app.openRequest().catch(() => null)
    if (request !== null) await router.push(request.kind === 'file' ? `/reviews/file/${request.fileId}` : sectionPath(request.section))
  }
  const lookSoon = (): void => void look()
  const stop = desktop.on('app.openRequested', lookSoon)
  onMounted(() => document.addEventListener('close', lookSoon, true))
  onBeforeUnmount(() => {
    stop()
    document.removeEventListener('close', lookSoon, true)
  })
  watch(() => [connection.locked, connection.state.status], lookSoon, { immediate: true })
}
