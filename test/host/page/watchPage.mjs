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
  globalThis.addEventListener('contextmenu', (event) => {
    // What the page shows a menu of its own for is not told, as with Electron.
    if (event.defaultPrevented) return
    const target = event.target instanceof Element ? event.target : null
    const field = target?.closest('input, textarea, [contenteditable=""], [contenteditable="true"]') ?? null
    const typed = field !== null && (field.tagName !== 'INPUT' || !/^(?:checkbox|radio|button|submit|reset|file|range|color)$/u.test(field.type))
    const isEditable = typed && !field.disabled && !field.readOnly
    const inField = typed && 'selectionStart' in field && field.selectionStart !== null ? field.value.slice(field.selectionStart, field.selectionEnd) : ''
    const selectionText = inField !== '' ? inField : String(globalThis.getSelection() ?? '')
    const secret = field?.type === 'password'
    const byKey = event.button !== 2
    notify('contextmenu', {
      params: {
        x: event.clientX, y: event.clientY, menuSourceType: byKey ? 'keyboard' : 'mouse', isEditable, selectionText: secret ? '' : selectionText, formControlType: field?.type ?? 'none',
        editFlags: { canUndo: false, canRedo: false, canCut: isEditable && !secret && selectionText !== '', canCopy: !secret && selectionText !== '', canPaste: isEditable, canDelete: isEditable && selectionText !== '', canSelectAll: true, canEditRichly: false }
      }
    })
  })
  globalThis.addEventListener('keydown', (event) => {
    // A menu's accelerator acts on what the page did not handle itself.
    if (event.defaultPrevented || event.isComposing) return
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/u.test(event.key)) return
    const { key, code, ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event
    notify('key', { input: { key, code, ctrl, shift, alt, meta } })
  })
}
