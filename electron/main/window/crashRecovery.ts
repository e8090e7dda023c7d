import type { BrowserWindow, WebContents } from 'electron'
import type { Logger } from '../log/logger'

export interface CrashRecoveryDeps {
  /** Asked when loading again would only go round in a circle. */
  askAfterCrash(): Promise<'load' | 'quit'>
  /** Asked while the page does not answer. */
  askWhileHanging(): Promise<'wait' | 'load'>
  quit(): void
  now(): number
  log: Logger
}

export interface CrashRecovery {
  /** When the page ended by itself, ISO 8601, told once; null: it did not. */
  takeCrash(): string | null
}

type Guarded = Pick<BrowserWindow, 'on' | 'isDestroyed'> & { webContents: Pick<WebContents, 'on' | 'reload' | 'forcefullyCrashRenderer'> }

/** A second crash within this time, in milliseconds, is no accident. */
const againWithinMs = 60_000

/**
 * Loads the page again when its process is gone; what it had drafted is kept by main and comes back, what it showed is gone with it.
 * Electron's crashReporter is not used: a dump of a process holds whatever was in its memory, a secret that was shown included.
 */
export function recoverFromCrashes(window: Guarded, { askAfterCrash, askWhileHanging, quit, now, log }: CrashRecoveryDeps): CrashRecovery {
  let last: number | null = null
  let told: string | null = null
  let asking = false
  /** Somebody had the page ended that did not answer. */
  let ended = false

  /** One question at a time; a question that cannot be asked changes nothing. */
  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    if (asking) return null
    asking = true
    try {
      return await question()
    } catch (error) {
      log.error('window.notAsked', { error })
      return null
    } finally {
      asking = false
    }
  }

  function load(): void {
    if (window.isDestroyed()) return
    told = new Date(now()).toISOString()
    window.webContents.reload()
  }

  async function onGone(): Promise<void> {
    const again = last !== null && now() - last < againWithinMs && !ended
    last = now()
    ended = false
    if (!again) {
      load()
      return
    }
    const answer = await ask(askAfterCrash)
    if (answer === 'load') load()
    else if (answer === 'quit') quit()
  }

  async function onHanging(): Promise<void> {
    const answer = await ask(askWhileHanging)
    if (answer !== 'load' || window.isDestroyed()) return
    // A page that does not answer does not load either: its process ends first, and is then gone like any other.
    ended = true
    window.webContents.forcefullyCrashRenderer()
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    // It ended as it should: with its window.
    if (reason === 'clean-exit') return
    log.error('window.pageGone', { reason, exitCode })
    void onGone()
  })
  window.on('unresponsive', () => {
    log.warn('window.hanging')
    void onHanging()
  })
  window.on('responsive', () => log.info('window.answersAgain'))

  return {
    takeCrash() {
      const at = told
      told = null
      return at
    }
  }
}
