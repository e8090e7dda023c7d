import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot, writtenAt } from './project.mjs'
import { runCommand } from './runCommand.mjs'

const quietly = ['--no-audit', '--no-fund', '--loglevel=error']

/** node-gyp downloads Node's headers unless it is told where this Node keeps its own. */
function headers() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {}
}

export const isKeytarBuilt = () => existsSync(inRoot('node_modules', 'keytar', 'build', 'Release', 'keytar.node'))

/** keytar is optional: without it secrets live in memory, and the app says so. */
async function repairKeytar() {
  if (isKeytarBuilt()) return
  const { optionalDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  if (!optionalDependencies?.keytar) return
  // npm removes an optional package whose build failed, and brings it back with an install.
  const command = existsSync(inRoot('node_modules', 'keytar')) ? ['rebuild', 'keytar'] : ['install', '--no-save', '--no-audit', '--no-fund']
  await runCommand('npm', [...command, '--loglevel=error'], { env: headers() })
  if (!isKeytarBuilt()) console.log('keytar could not be built, so secrets are kept in memory for one run only. It needs libsecret’s headers, pkg-config, Python and a C++ compiler.')
}

/** Installs the packages of package-lock.json unless they are there already. */
export async function prepareModules() {
  const installed = writtenAt(inRoot('node_modules', '.package-lock.json'))
  if (installed === 0 || installed < writtenAt(inRoot('package-lock.json'))) {
    console.log('Installing packages with npm ci')
    const { code, output } = await runCommand('npm', ['ci', ...quietly], { env: headers() })
    if (code !== 0) {
      console.error(output.trim())
      throw new Error('npm ci failed.')
    }
  }
  await repairKeytar()
}
