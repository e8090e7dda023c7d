import { nextTick, onBeforeUnmount, onMounted } from 'vue'
import { focusNear, isFocusLost, mayHaveFocus, trailOf, type FocusTrail } from './focusHome'

/**
 * The focus never falls to the top of the window. A button that goes with what it did leaves it to the title of the nearest
 * part that is still there; one that was only disabled meanwhile gets it back.
 */
export function useKeptFocus(): void {
  let trail: FocusTrail = []
  let looking = false

  function onFocusin({ target }: FocusEvent): void {
    if (target instanceof Element) trail = trailOf(target)
  }

  /** Left on purpose: the element is still there and can be reached. */
  function onPointerdown({ target }: Event): void {
    if (target instanceof Element && target.closest('button, input, select, textarea, a, [tabindex]') === null) trail = []
  }

  async function look(): Promise<void> {
    if (looking) return
    looking = true
    // Whoever has a better place for it comes first.
    await nextTick()
    await nextTick()
    looking = false
    const [self] = trail
    if (self === undefined || !isFocusLost()) return
    // On its way: the focus comes back with the answer.
    if (self.isConnected && !mayHaveFocus(self)) return
    focusNear(trail)
    // What is gone is held on to by nobody.
    if (isFocusLost()) trail = []
  }

  const observer = new MutationObserver(() => {
    if (trail.length > 0 && isFocusLost()) void look()
  })

  onMounted(() => {
    document.addEventListener('focusin', onFocusin)
    document.addEventListener('pointerdown', onPointerdown)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'inert'] })
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocusin)
    document.removeEventListener('pointerdown', onPointerdown)
  })
}
