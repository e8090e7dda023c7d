import type { FoundUpdate } from './readFeed'

/** Brings a found update onto this computer: to the disk, checked, and then in place of the running program. */
export interface Updater {
  /**
   * Resolves when the file is there, whole and checked.
   * @param onPercent 0 to 100
   * @throws AppError; nothing is kept then
   */
  download(found: FoundUpdate, signal: AbortSignal, onPercent: (percent: number) => void): Promise<void>
  /**
   * After it the program has to quit. Where the system itself quits it (macOS), this does not end but with an error.
   * @throws AppError; the running version stays
   */
  install(): Promise<Handover>
}

export interface Handover {
  /** To be called as the very last before the process ends. */
  atLast?: () => void
  /** The program to be started after it. */
  relaunch?: string
}
