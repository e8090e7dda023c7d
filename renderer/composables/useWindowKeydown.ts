import { onBeforeUnmount, onMounted } from 'vue'

/** Listens to the keyboard of the whole window while the component is there. */
export function useWindowKeydown(listener: (event: KeyboardEvent) => void): void {
  onMounted(() => window.addEventListener('keydown', listener))
  onBeforeUnmount(() => window.removeEventListener('keydown', listener))
}

/** Whether keys pressed there are text. */
export function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}
