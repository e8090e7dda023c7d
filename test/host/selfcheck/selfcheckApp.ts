import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from '../../e2e/support/app'

// The tiny app beside this file, and what tests ask of it.

export const appPath = join(import.meta.dirname, 'app')

interface SeenByApp {
  readonly navigations: { readonly name: string; readonly url: string }[]
  readonly windows: string[]
  readonly instances: string[][]
  readonly events: unknown[]
  readonly power: string[]
}
interface Bridge {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  send(channel: string, value: unknown): void
  on(channel: string, listener: (value: unknown) => void): () => void
  readonly requireOfFs: string
  readonly nested: { readonly list: number[]; readonly deep: { value: boolean } }
  throwing(): void
  callBack(callback: (value: number) => number): number
  readonly process: { readonly sandboxed: boolean; readonly electron?: string }
}
declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** Where the host keeps Chromium's profile. */
export const profileOf = (app: LaunchedApp): Promise<string> => app.evaluateMain((electron) => (electron as unknown as { __host: { profile(): Promise<string> } }).__host.profile())

/** Command lines of running processes that name a folder. */
export async function processesOf(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return commands.filter((command) => command.includes(folder))
}

export const seenBy = (app: LaunchedApp): Promise<SeenByApp> => app.evaluateMain(() => (globalThis as unknown as { seen: SeenByApp }).seen)
