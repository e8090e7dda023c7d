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

  /** Left on purpose, perhaps: whatever is pressed takes the focus, or nothing has it, and that is then where somebody put it. */
  function onPointerdown(): void {
    trail = []
  }
  /** What was pressed had the focus already, and tells of no other. */
  function onClick(): void {
    if (!isFocusLost()) trail = trailOf(document.activeElement)
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
    // Before anything that the press does.
    document.addEventListener('click', onClick, true)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'inert'] })
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocusin)
    document.removeEventListener('pointerdown', onPointerdown)
    document.removeEventListener('click', onClick, true)
  })
}
