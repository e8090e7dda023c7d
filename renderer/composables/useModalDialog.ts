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
  const around = ancestorsOf(opener)

  onMounted(async () => {
    dialog.value?.showModal()
    await nextTick()
    heading.value?.focus()
  })

  onBeforeUnmount(() => {
    dialog.value?.close()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    // The opener may be gone by now, or go or be disabled with the same change.
    void nextTick(() => {
      if (document.activeElement === null || document.activeElement === document.body) focusNear(around)
    })
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

function ancestorsOf(element: Element | null): HTMLElement[] {
  const all: HTMLElement[] = []
  for (let one = element?.parentElement ?? null; one !== null && one !== document.body; one = one.parentElement) all.push(one)
  return all
}

/** Something that takes the focus, as near as there is to where it was: the keyboard does not begin at the top of the window. */
function focusNear(around: readonly HTMLElement[]): void {
  for (const one of around) {
    const near = one.isConnected ? one.querySelector<HTMLElement>('[tabindex="0"]:not(:disabled), button:not(:disabled), input:not(:disabled), select:not(:disabled), [role=dialog] [tabindex], h1[tabindex], h2[tabindex]') : null
    near?.focus()
    if (near !== null && document.activeElement === near) return
  }
}
