import { powerMonitor } from 'electron'

/** What the system says of the person at it; asked, for Electron tells neither by an event everywhere. */
export const systemActivity = {
  /** Seconds since the last input anywhere on this computer; 0 where the system does not tell. */
  idleSeconds: (): number => powerMonitor.getSystemIdleTime(),
  /** On Linux as far as the desktop's screen saver says so. */
  screenLocked: (): boolean => powerMonitor.getSystemIdleState(1) === 'locked'
}

/** Both may be told more than once. On Linux Electron tells of the suspension only. */
export function watchPower({ suspend, screenLock }: { suspend: () => void; screenLock: () => void }): void {
  powerMonitor.on('suspend', suspend)
  powerMonitor.on('lock-screen', screenLock)
}
