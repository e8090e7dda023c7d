import { appendFile, chmod, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './storageError'

export interface RotatingFileOptions {
  path: string
  /** A file that has grown to this size, in bytes, is put behind a new one. */
  maxBytes: number
  /** How many files there are at most, the current one included. */
  keep: number
  /** Told once when lines cannot be kept: a log must never take the program down. */
  onFailure?: (error: unknown) => void
}

export interface RotatingFile {
  /** Takes one line without its end; returns at once. */
  write(line: string): void
  /** Resolves when every line given so far is in the file (or was found impossible to keep). */
  flush(): Promise<void>
}

/** Lines waiting while the disk is slow; beyond that the newest are dropped and counted. */
const maxWaiting = 10_000

/** A text file for lines, gathered into few writes: `name.log`, and older `name.log.1`, `name.log.2`, … */
export function createRotatingFile(options: RotatingFileOptions): RotatingFile {
  const { path, maxBytes, keep } = options
  let waiting: string[] = []
  let dropped = 0
  let size: number | null = null
  let running: Promise<void> | null = null
  let failed = false

  function start(): void {
    running ??= drain().finally(() => {
      running = null
      // A line may have come between the last look and this moment.
      if (waiting.length > 0) start()
    })
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting
      waiting = []
      if (dropped > 0) lines.push(JSON.stringify({ event: 'log.linesDropped', count: dropped }))
      dropped = 0
      try {
        await append(lines)
      } catch (error) {
        size = null
        if (!failed) options.onFailure?.(error)
        failed = true
      }
    }
  }

  async function append(lines: string[]): Promise<void> {
    if (size === null) size = await open()
    let batch = ''
    for (const line of lines) {
      const bytes = Buffer.byteLength(line) + 1
      if (size > 0 && size + bytes > maxBytes) {
        await flushBatch(batch)
        batch = ''
        await rotate()
        size = 0
      }
      batch += `${line}\n`
      size += bytes
    }
    await flushBatch(batch)
    failed = false
  }

  async function flushBatch(batch: string): Promise<void> {
    if (batch !== '') await appendFile(path, batch, { mode: 0o600 })
  }

  async function open(): Promise<number> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    try {
      const present = (await stat(path)).size
      await chmod(path, 0o600)
      return present
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 0
      throw error
    }
  }

  async function rotate(): Promise<void> {
    if (keep <= 1) return rm(path, { force: true })
    for (let age = keep - 1; age >= 1; age -= 1) {
      const from = age === 1 ? path : `${path}.${age - 1}`
      await rename(from, `${path}.${age}`).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error
      })
    }
  }

  return {
    write(line) {
      if (waiting.length >= maxWaiting) {
        dropped += 1
        return
      }
      waiting.push(line.replaceAll('\n', ' '))
      start()
    },
    async flush() {
      while (running !== null) await running
    }
  }
}
