const named = { plus: '+', space: ' ', escape: 'escape', esc: 'escape', return: 'enter', up: 'arrowup', down: 'arrowdown', left: 'arrowleft', right: 'arrowright' }

/**
 * @param {string} accelerator e.g. `CmdOrCtrl+Shift+K`
 * @param {{ key: string, code: string, ctrl: boolean, shift: boolean, alt: boolean, meta: boolean }} input
 */
export function matchesAccelerator(accelerator, input) {
  const parts = accelerator.replace(/\+\+$/u, '+Plus').split('+').map((part) => part.toLowerCase())
  const key = parts.pop()
  const isMac = process.platform === 'darwin'
  const commandOrControl = parts.includes('commandorcontrol') || parts.includes('cmdorctrl')
  const wanted = {
    ctrl: parts.includes('control') || parts.includes('ctrl') || (commandOrControl && !isMac),
    meta: ['command', 'cmd', 'super', 'meta'].some((name) => parts.includes(name)) || (commandOrControl && isMac),
    alt: parts.includes('alt') || parts.includes('option'),
    shift: parts.includes('shift')
  }
  if (wanted.ctrl !== input.ctrl || wanted.meta !== input.meta || wanted.alt !== input.alt) return false
  const pressed = input.key.toLowerCase()
  const expected = named[key] ?? key
  // A character that needs Shift on some keyboards ("+", "?") matches by itself, whatever Shift says.
  const isCharacter = expected.length === 1 && !/[a-z0-9]/u.test(expected)
  if (!isCharacter && wanted.shift !== input.shift) return false
  if (pressed === expected) return true
  return /^[a-z0-9]$/u.test(expected) && [`Key${expected.toUpperCase()}`, `Digit${expected}`].includes(input.code)
}
