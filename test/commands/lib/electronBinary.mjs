import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './project.mjs'

/** The path of Electron's own binary, or undefined: the `electron` package of version 45 brings none by itself. */
export function findElectronBinary() {
  const pathFile = inRoot('node_modules', 'electron', 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? inRoot('node_modules', 'electron', 'dist')
  const path = join(folder, readFileSync(pathFile, 'utf8').trim())
  return existsSync(path) ? path : undefined
}
