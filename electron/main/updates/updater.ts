import type { MayAsk } from './mayAsk'
import type { FoundUpdate } from './readFeed'

/** Brings a found update onto this computer: to the disk, checked, and then in place of the running program. */
export interface Updater {
  /**
   * Resolves when the file is there, whole and checked.
   * @throws AppError; nothing is kept then
   */
  download(found: FoundUpdate, how: HowToDownload): Promise<void>
  /**
   * After it the program has to quit. Where the system itself quits it (macOS), this does not end but with an error.
   * @throws AppError; the running version stays
   */
  install(): Promise<Handover>
  /** What was downloaded is not wanted any longer, and goes. Never fails. */
  drop(): Promise<void>
}

export interface HowToDownload {
  signal: AbortSignal
  /** 0 to 100. */
  onPercent(percent: number): void
  mayAsk: MayAsk
}

export interface Handover {
  /** To be called as the very last before the process ends, and waited for. Never fails. */
  atLast?: () => Promise<void>
  /** The program to be started after it. */
  relaunch?: string
}
