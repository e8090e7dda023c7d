import { existsSync } from 'node:fs'
import { findChromium } from '../../host/chromium/findChromium.mjs'
import { findElectronBinary } from './electronBinary.mjs'
import { runCommand } from './runCommand.mjs'

const compilers = ['libsecret-1-dev', 'pkg-config', 'python3', 'make', 'g++']
const keyring = ['gnome-keyring', 'dbus']

const isDebian = () => process.platform === 'linux' && existsSync('/usr/bin/apt-get')

async function missing(packages) {
  const states = await Promise.all(packages.map((name) => runCommand('dpkg-query', ['-W', '-f=${Status}', name])))
  return packages.filter((_name, index) => !states[index].output.includes('install ok installed'))
}

/**
 * Installs what the operating system has to bring: Chromium where Electron's binary is missing, and what keytar is built
 * and tested with. Only Debian and its relatives are served; elsewhere one sentence says what to install.
 *
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function prepareSystem() {
  const needsChromium = !findElectronBinary() && !findChromium()
  if (!isDebian()) {
    if (needsChromium) console.log('Electron’s binary is not installed and no Chromium was found: run "npx install-electron", or install Chromium or Google Chrome.')
    return false
  }
  const wanted = await missing([...(needsChromium ? ['chromium', 'fonts-liberation'] : []), ...keyring, ...compilers])
  if (wanted.length === 0) return false
  const command = `apt-get install ${wanted.join(' ')}`
  if (process.getuid() !== 0) {
    console.log(`Some parts need packages that only the administrator can install: sudo ${command}`)
    return false
  }
  console.log(`Installing with apt-get: ${wanted.join(', ')}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await runCommand('apt-get', ['update', '-qq'], { env })
  const installed = await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], { env })
  if (installed.code === 0) return true
  console.log(`apt-get failed; install by hand: ${command}\n${(updated.output + installed.output).trim().split('\n').slice(-5).join('\n')}`)
  return false
}
