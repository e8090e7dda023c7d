import { inRoot, newestBelow, writtenAt } from './project.mjs'
import { runTool } from './runCommand.mjs'

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json', 'resources/packaging/includedPackages.ts']
const outputs = ['out/main/index.js', 'out/main/sandboxCli.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/licences/licences.json']

/** Whether what is in `out` was built from the sources as they are. */
export const isBuilt = () => Math.min(...outputs.map((path) => writtenAt(inRoot(path)))) > Math.max(...sources.map((path) => newestBelow(inRoot(path))))

export const build = () => runTool(inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), ['build'])

/** Builds the app when its sources changed. */
export async function buildApp() {
  if (isBuilt()) return
  console.log('Building')
  const { code, output } = await build()
  if (code === 0) return
  console.error(output.trim())
  throw new Error('The build failed.')
}
