import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'

/**
 * Takes the whole window: what is in it stays as it is and can neither be seen nor reached, dialogs included, for the lock
 * screen is a modal of the browser's own above them. When it goes, the focus is where it was.
 */
export function useLockedWindow(dialog: Readonly<Ref<HTMLDialogElement | null>>, focus: () => void): { onCancel: (event: Event) => void; onClose: () => void } {
  const before = document.activeElement
  let hidden: Element[] = []
  let over = false

  onMounted(async () => {
    hidden = [...document.body.children].filter((element) => element !== dialog.value && !element.hasAttribute('inert'))
    for (const element of hidden) element.setAttribute('inert', '')
    document.documentElement.dataset['locked'] = ''
    window.addEventListener('keydown', onKeydown, true)
    dialog.value?.showModal()
    await nextTick()
    focus()
  })

  onBeforeUnmount(() => {
    over = true
    window.removeEventListener('keydown', onKeydown, true)
    delete document.documentElement.dataset['locked']
    for (const element of hidden) element.removeAttribute('inert')
    dialog.value?.close()
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  })

  /** The browser closes a modal on a second Escape, whatever its page says to the first. */
  function onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') event.preventDefault()
  }

  return {
    onCancel: (event) => event.preventDefault(),
    onClose: () => {
      if (!over) dialog.value?.showModal()
    }
  }
}
