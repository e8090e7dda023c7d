import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { isTypedInto, useWindowKeydown } from '../composables/useWindowKeydown'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from '../stores/connection'
import { sectionPath, sections } from './sections'

interface CommandTargets {
  refresh: () => void
  lock: () => void
  shortcutsShown: Ref<boolean>
}

/**
 * What the native menu and the keys without a menu do. The search field of a page has its own key (F) and command, which
 * that page listens to (`useFilterShortcut`).
 */
export function useCommands({ refresh, lock, shortcutsShown }: CommandTargets): void {
  const desktop = useDesktop()
  const router = useRouter()
  const connection = useConnectionStore()
  const open = (path: string) => void router.push(path)
  const dialogOpen = () => document.querySelector('dialog[open]') !== null

  let stopListening: () => void = () => undefined
  onMounted(() => {
    stopListening = desktop.on('app.command', (given) => {
      // Behind a dialog nothing moves, whether the key or the menu says so: what is begun in it would be gone.
      if (connection.locked || dialogOpen()) return
      if (given.command === 'refresh') refresh()
      else if (given.command === 'open') open(sectionPath(given.section))
    })
  })
  onBeforeUnmount(() => stopListening())

  useWindowKeydown((event) => {
    if (event.defaultPrevented || event.altKey || dialogOpen()) return
    if (event.ctrlKey || event.metaKey) {
      // Also in the native menu; where there is one, it acts only on what the page leaves.
      if (event.key === ',') act(event, () => open('/settings'))
      return
    }
    if (isTypedInto(event.target)) return
    const section = /^[1-9]$/u.test(event.key) ? sections.find(({ number }) => number === Number(event.key)) : undefined
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
