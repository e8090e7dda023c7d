import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'

interface ModalDialogOptions {
  dialog: Readonly<Ref<HTMLDialogElement | null>>
  /** Gets the focus on opening, so that the title is read out first. */
  heading: Readonly<Ref<HTMLElement | null>>
  /** Something is on its way: the dialog cannot be closed. */
  locked: () => boolean
  close: () => void
}

export interface ModalDialog {
  onKeydown: (event: KeyboardEvent) => void
  onCancel: (event: Event) => void
}

/** A modal of the browser's own, which keeps the focus inside; the focus goes back to where it was when it closes. */
export function useModalDialog({ dialog, heading, locked, close }: ModalDialogOptions): ModalDialog {
  const opener = document.activeElement

  onMounted(async () => {
    dialog.value?.showModal()
    await nextTick()
    heading.value?.focus()
  })

  onBeforeUnmount(() => {
    dialog.value?.close()
    // The opener may be gone by now; then the focus stays where the browser puts it.
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
  })

  function onCancel(event: Event): void {
    event.preventDefault()
    if (!locked()) close()
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    // Taken from the browser, which would close on a second Escape whatever is on its way.
    event.stopPropagation()
    onCancel(event)
  }

  return { onKeydown, onCancel }
}
