import type { Page } from '@playwright/test'

/** Electron's main-process module, as `evaluateMain` hands it to a function that runs in main. */
export type ElectronMain = typeof Electron.CrossProcessExports

export interface LaunchOptions {
  /** Further command-line arguments of the app. */
  readonly args?: readonly string[]
  /** A user-data folder to use; without it each launch has a fresh one that is removed after the test. */
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
  /** The system's language, e.g. `fr`. */
  readonly locale?: string
  /** The system's colour scheme; `light` when left out. */
  readonly colorScheme?: 'light' | 'dark'
  /** The folder of the app; Gatehouse itself when left out. */
  readonly appPath?: string
}

export interface TracedMessage {
  readonly direction: 'toMain' | 'toRenderer'
  readonly kind: string
  readonly channel: string
  /** The message as text; what it carries can be searched in it. */
  readonly text: string
}

/** What either runtime must be able to do. */
export interface RunningApp {
  readonly runtime: 'electron' | 'host'
  readonly page: Page
  /** Runs a self-contained function in main. Its argument and its result must be structured-cloneable. */
  evaluateMain<R, A = undefined>(run: (electron: ElectronMain, arg: A) => R | Promise<R>, arg?: A): Promise<R>
  /** Every IPC message so far, in both directions. */
  ipcTrace(): Promise<readonly TracedMessage[]>
  /** Everything that main wrote to its two outputs. */
  output(): string
  /** Starts the program once more on the same user data and answers its exit code. */
  startSecondInstance(args?: readonly string[]): Promise<number>
  /** Resolves with the exit code when the process is gone, null when it was killed. */
  readonly exited: Promise<number | null>
  /** Kills the process at once, as a crash would. */
  kill(): void
  /** Quits as the menu would, and waits until the process is gone. */
  quit(): Promise<void>
}

export interface LaunchedApp extends RunningApp {
  readonly userData: string
  /** Quits, and launches again on the same user data; the old page is gone. */
  restart(options?: LaunchOptions): Promise<LaunchedApp>
  close(): Promise<void>
}
