import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { isTypedInto, useWindowKeydown } from '../composables/useWindowKeydown'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from '../stores/connection'
import { sections } from './sections'

interface CommandTargets {
  refresh: () => void
  lock: () => void
  shortcutsShown: Ref<boolean>
}

/**
 * What the native menu and the keys without a menu do. The search field of a page has its own key (F), which that page
 * listens to.
 */
export function useCommands({ refresh, lock, shortcutsShown }: CommandTargets): void {
  const desktop = useDesktop()
  const router = useRouter()
  const connection = useConnectionStore()
  const open = (path: string) => void router.push(path)

  let stopListening: () => void = () => undefined
  onMounted(() => {
    stopListening = desktop.on('app.command', ({ command }) => {
      if (connection.locked) return
      if (command === 'refresh') refresh()
      if (command === 'openSettings') open('/settings')
      if (command === 'openSecurity') open('/security')
    })
  })
  onBeforeUnmount(() => stopListening())

  useWindowKeydown((event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]') !== null) return
    if (event.ctrlKey || event.metaKey) {
      // Also in the native menu; where there is one, it acts only on what the page leaves.
      if (event.key === ',') act(event, () => open('/settings'))
      return
    }
    if (isTypedInto(event.target)) return
    const section = /^[1-9]$/u.test(event.key) ? sections[Number(event.key) - 1] : undefined
    if (section) act(event, () => open(section.path))
    else if (event.key.toLowerCase() === 'r') act(event, refresh)
    else if (event.key.toLowerCase() === 'l') act(event, lock)
    else if (event.key === '?') act(event, () => (shortcutsShown.value = true))
  })

  function act(event: KeyboardEvent, action: () => void): void {
    event.preventDefault()
    action()
  }
}
