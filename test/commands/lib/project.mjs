import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of the repository. */
export const root = resolve(import.meta.dirname, '../../..')

export const inRoot = (...path) => join(root, ...path)

/** When a file was last written, 0 when it is not there. */
export const writtenAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** The latest time that any file below a folder was written, 0 when there is none. */
export function newestBelow(path) {
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return writtenAt(path)
  return Math.max(0, ...readdirSync(path).map((name) => newestBelow(join(path, name))))
}
