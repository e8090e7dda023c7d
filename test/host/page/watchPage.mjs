/**
 * Tells main what a native window would notice by itself: its size, and keys that the page left to the menu.
 * Self-contained: its source runs in the isolated world.
 *
 * @param {(kind: string, details?: object) => void} notify
 */
export function watchPage(notify) {
  globalThis.addEventListener('resize', () => notify('resized'))
  globalThis.addEventListener('focus', () => notify('focused'))
  globalThis.addEventListener('blur', () => notify('blurred'))
  globalThis.addEventListener('keydown', (event) => {
    // A menu's accelerator acts on what the page did not handle itself.
    if (event.defaultPrevented || event.isComposing) return
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/u.test(event.key)) return
    const { key, code, ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event
    notify('key', { input: { key, code, ctrl, shift, alt, meta } })
  })
}
