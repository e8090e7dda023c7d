import type { Logger } from '../../log/logger'
import type { Handlers } from '../listener'

/** A page that fails in a circle fills no log: at most so many of its errors in so many milliseconds are written. */
const [mostErrors, withinMs] = [20, 60_000]

export interface PageHealthDeps {
  /** When the page ended by itself, told once. */
  takeCrash(): string | null
  log: Logger
  now(): number
}

/** What the page says of itself: its errors, which it cannot write down. */
export function pageHealthHandlers({ takeCrash, log, now }: PageHealthDeps) {
  let began = 0
  let written = 0
  return {
    'app.crash': () => ({ at: takeCrash() }),
    'app.pageError': ({ kind, name, message, stack }) => {
      if (now() - began >= withinMs) [began, written] = [now(), 0]
      written += 1
      if (written <= mostErrors) log.error('page.uncaught', { kind, name, message, stack })
      else if (written === mostErrors + 1) log.warn('page.moreErrors', { withinMs })
      return null
    }
  } satisfies Partial<Handlers>
}
