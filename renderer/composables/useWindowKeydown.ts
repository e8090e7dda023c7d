import { onBeforeUnmount, onMounted } from 'vue'

/** Listens to the keyboard of the whole window while the component is there. */
export function useWindowKeydown(listener: (event: KeyboardEvent) => void): void {
  onMounted(() => window.addEventListener('keydown', listener))
  onBeforeUnmount(() => window.removeEventListener('keydown', listener))
}

/** Fields of a form that take no letters and digits: a letter pressed on one of them is meant for the window. */
const notTypedInto = ['radio', 'checkbox', 'button', 'submit', 'reset', 'image', 'range', 'color', 'file']

/**
 * Whether letters and digits pressed there mean something there: text is typed, or, in a list to choose from, the entry
 * that begins so is chosen ("5" for "5 minutes"); a choice would otherwise change behind whatever the window does.
 */
export function isTypedInto(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !notTypedInto.includes(target.type)
  return target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
}
