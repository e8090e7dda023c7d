import { nextTick, onBeforeUnmount, onMounted } from 'vue'
import { focusNear, isFocusLost, mayHaveFocus, trailOf, type FocusTrail } from './focusHome'

/**
 * The focus never falls to the top of the window. A button that goes with what it did leaves it to the title of the nearest
 * part that is still there; one that was only disabled meanwhile gets it back.
 */
export function useKeptFocus(): void {
  let trail: FocusTrail = []
  let looking = false
  /** Between leaving one element and coming to the next nothing has the focus, and whatever is drawn then may be looked at. */
  let onItsWay = false
  let tabbing = false

  function onFocusin({ target }: FocusEvent): void {
    onItsWay = false
    if (target instanceof Element) trail = trailOf(target)
  }
  function onFocusout({ relatedTarget }: FocusEvent): void {
    onItsWay = relatedTarget !== null
    // Behind the last stop of the window there is none, and nobody is held at it.
    if (tabbing && !onItsWay) trail = []
  }
  const onKeydown = ({ key }: KeyboardEvent) => (tabbing = key === 'Tab')
  const onKeyup = () => (tabbing = false)

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
    if (self === undefined || onItsWay || !isFocusLost()) return
    // On its way: the focus comes back with the answer.
    if (self.isConnected && !mayHaveFocus(self)) return
    focusNear(trail)
    // What is gone is held on to by nobody.
    if (isFocusLost()) trail = []
  }

  const observer = new MutationObserver(() => {
    if (trail.length > 0 && !onItsWay && isFocusLost()) void look()
  })

  onMounted(() => {
    document.addEventListener('focusin', onFocusin)
    document.addEventListener('focusout', onFocusout)
    document.addEventListener('keydown', onKeydown, true)
    document.addEventListener('keyup', onKeyup, true)
    document.addEventListener('pointerdown', onPointerdown)
    // Before anything that the press does.
    document.addEventListener('click', onClick, true)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'inert'] })
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocusin)
    document.removeEventListener('focusout', onFocusout)
    document.removeEventListener('keydown', onKeydown, true)
    document.removeEventListener('keyup', onKeyup, true)
    document.removeEventListener('pointerdown', onPointerdown)
    document.removeEventListener('click', onClick, true)
  })
}
