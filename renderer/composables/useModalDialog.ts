import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'
import { focusNear, isFocusLost, mayHaveFocus, trailOf, type FocusTrail } from './focusHome'

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

/** By a dialog, what it was opened from. */
const openers = new WeakMap<Element, FocusTrail>()

/** Where one dialog opened the next and closed, the focus goes back to what opened the first. */
function giveBack(trail: FocusTrail): void {
  const closed = mayHaveFocus(trail[0]) ? undefined : trail.find((one) => one instanceof HTMLDialogElement && !(one.isConnected && one.open))
  const before = closed === undefined ? undefined : openers.get(closed)
  if (before === undefined) focusNear(trail)
  else giveBack(before)
}

/**
 * A modal of the browser's own, which keeps the focus inside. When it closes, the focus goes back to where it was, and near it
 * where that is gone.
 */
export function useModalDialog({ dialog, heading, locked, close }: ModalDialogOptions): ModalDialog {
  const opener = trailOf(document.activeElement)

  onMounted(async () => {
    if (dialog.value) openers.set(dialog.value, opener)
    dialog.value?.showModal()
    await nextTick()
    heading.value?.focus()
  })

  onBeforeUnmount(() => {
    dialog.value?.close()
    giveBack(opener)
    // The opener may go, or be disabled, with the same change.
    void nextTick(() => {
      if (isFocusLost()) giveBack(opener)
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
