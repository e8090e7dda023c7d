import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** A pipe into which nobody writes: opened as a file is, it is waited for without end. On Windows, which has none in folders, a folder. */
export function pipeAt(path: string): void {
  if (process.platform === 'win32') mkdirSync(path)
  else execFileSync('mkfifo', [path])
}
