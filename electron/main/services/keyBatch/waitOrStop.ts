import { setTimeout as pause } from 'node:timers/promises'

/** Resolves after that many milliseconds, or as soon as the signal is aborted. */
export async function waitOrStop(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
}
