import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The path of Electron's own binary when it is installed. The `electron` package alone brings none. */
export function findElectronBinary(projectRoot: string): string | undefined {
  const folder = join(projectRoot, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const relative = readFileSync(pathFile, 'utf8').trim()
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), relative)
  return existsSync(path) ? path : undefined
}
