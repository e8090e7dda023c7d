import type { LockReason } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'

/** What the system says of the person at it. */
export interface ActivitySource {
  /** Seconds since the last input anywhere on this computer. */
  idleSeconds(): number
  /** Whether the screen is locked, as far as the system says so. */
  screenLocked(): boolean
}

export interface IdleWatchDeps {
  source: ActivitySource
  /** `settings.idleLockMinutes`; null: never by itself. */
  idleMinutes(): number | null
  /** Since when there is something to lock, in milliseconds since 1970; null while there is not. */
  openSince(): number | null
  now(): number
  lock(because: LockReason): void
  log: Logger
}

/** How often the system is asked, in milliseconds. */
export const idlePollMs = 5_000

export interface IdleWatch {
  /** Looks once; to be called every `idlePollMs`. */
  look(): void
}

/**
 * Locks when nobody has been at the computer for the chosen time. Electron tells the idle time only when asked. A clock
 * that jumps by more than that time between two looks was stopped: the computer slept without saying so.
 */
export function createIdleWatch({ source, idleMinutes, openSince, now, lock, log }: IdleWatchDeps): IdleWatch {
  let lastLook = now()
  let failed = false

  const ask = (): { idleMs: number; screenLocked: boolean } => {
    try {
      const seen = { idleMs: source.idleSeconds() * 1000, screenLocked: source.screenLocked() }
      failed = false
      return seen
    } catch (thrown) {
      if (!failed) log.warn('lock.idleUnknown', { cause: thrown })
      failed = true
      return { idleMs: 0, screenLocked: false }
    }
  }

  return {
    look() {
      const at = now()
      const slept = at - lastLook
      lastLook = at
      const since = openSince()
      if (since === null) return
      const { idleMs, screenLocked } = ask()
      const minutes = idleMinutes()
      const limit = minutes === null ? Number.POSITIVE_INFINITY : minutes * 60_000
      if (screenLocked) lock('screenLock')
      else if (slept >= limit) lock('suspend')
      // Unlocking is input too, but not every way of doing it is counted by the system.
      else if (Math.min(idleMs, at - since) >= limit) lock('idle')
    }
  }
}
