/** Where the focus goes when what had it is gone: the title of a part; of an item of a list, what the item marks so. */
const titles = 'h1, h2, h3, h4'
const ofItem = '[data-focus-home]'

/** An element and all that it stood in, as long as that was known. */
export type FocusTrail = readonly Element[]

export function trailOf(element: Element | null): FocusTrail {
  const trail: Element[] = []
  for (let one = element; one !== null && one !== document.body && one !== document.documentElement; one = one.parentElement) trail.push(one)
  return trail
}

/** Nobody has the focus: the next key would begin at the top of the window. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body

export const mayHaveFocus = (element: Element | undefined): element is HTMLElement => element instanceof HTMLElement && element.isConnected && !element.matches(':disabled') && element.closest('[inert], dialog:not([open])') === null

/** Gives the focus to the element itself where that is still possible, otherwise to the title of the nearest part that is still there. */
export function focusNear(trail: FocusTrail): void {
  const [self] = trail
  if (mayHaveFocus(self)) {
    self.focus({ preventScroll: true })
    if (document.activeElement === self) return
  }
  for (const part of trail.slice(1)) {
    // What stands in something that is gone itself is no part of the page.
    if (!part.isConnected || part.closest('[inert]') !== null) continue
    const home = part.querySelector(part.matches('li') ? ofItem : titles)
    if (!(home instanceof HTMLElement) || home.closest('dialog:not([open])') !== null) continue
    if (!home.hasAttribute('tabindex')) home.setAttribute('tabindex', '-1')
    home.focus({ preventScroll: true })
    if (document.activeElement === home) return
  }
}
