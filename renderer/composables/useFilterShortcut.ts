import { onBeforeUnmount, onMounted } from 'vue'
import { useDesktop } from '../desktop/client'
import { isTypedInto, useWindowKeydown } from './useWindowKeydown'

/** F, or the menu's command, focuses the page's search field; not while something is typed or a dialog is open. */
export function useFilterShortcut(focusSearch: () => void): void {
  const desktop = useDesktop()
  const dialogOpen = () => document.querySelector('dialog[open]') !== null

  useWindowKeydown((event) => {
    if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return
    if (isTypedInto(event.target) || dialogOpen()) return
    event.preventDefault()
    focusSearch()
  })

  let stopListening: () => void = () => undefined
  onMounted(() => {
    stopListening = desktop.on('app.command', ({ command }) => {
      if (command === 'filter' && !dialogOpen()) focusSearch()
    })
  })
  onBeforeUnmount(() => stopListening())
}
