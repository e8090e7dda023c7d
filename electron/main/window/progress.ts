import type { BrowserWindow } from 'electron'

/** On the dock or the taskbar, where the system has one that shows it. @param fraction 0 to 1; null: nothing is under way */
export function showProgress(window: BrowserWindow, fraction: number | null): void {
  // What is still going on when the program ends has no window any more.
  if (!window.isDestroyed()) window.setProgressBar(fraction ?? -1)
}
