import type { BrowserWindow } from 'electron'
import type { Logger } from '../log/logger'

export interface CloseGuardDeps {
  /** How many secrets would be lost with this run. */
  atRisk(): number
  /** Whether to go on all the same. */
  ask(count: number): Promise<boolean>
  /** The person was asked and stays. */
  stayed?: () => void
  /** It may go, though nothing was closed yet. */
  goes?: () => void
  log: Logger
}

export interface CloseGuard {
  /** Asks as closing does. true: it may go, and closing asks no more until `again`. */
  mayClose(): Promise<boolean>
  /** It did not go after all. */
  again(): void
}

/**
 * Asks before the window goes with something that nothing else has, whoever closes it: a person at the window, or the menu, whose
 * quit closes the window first. Where it is not to go, nothing ends; where it is, the program ends with its last window.
 */
export function guardClose(window: Pick<BrowserWindow, 'on' | 'close' | 'isDestroyed'>, { atRisk, ask, stayed, goes, log }: CloseGuardDeps): CloseGuard {
  let allowed = false
  let asking = false
  window.on('close', (event) => {
    // Put away only, or already kept.
    if (allowed || event.defaultPrevented) return
    const count = atRisk()
    if (count === 0) return
    event.preventDefault()
    // One question at a time, however often it is closed meanwhile.
    if (asking) return
    asking = true
    ask(count)
      .then((goOn) => {
        if (window.isDestroyed()) return
        if (!goOn) {
          stayed?.()
          return
        }
        allowed = true
        window.close()
      })
      .catch((error: unknown) => {
        log.error('window.notAsked', { error })
        stayed?.()
      })
      .finally(() => {
        asking = false
      })
  })
  return {
    async mayClose() {
      const count = atRisk()
      if (asking) return false
      asking = true
      try {
        allowed ||= count > 0 && (await ask(count))
        const may = allowed || count === 0
        if (may) goes?.()
        return may
      } finally {
        asking = false
      }
    },
    again: () => {
      allowed = false
      stayed?.()
    }
  }
}
