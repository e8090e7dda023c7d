// Everything that `npm run package` does after the app is built: icons, packages, bill of materials, checksums.
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build, Platform } from 'electron-builder'
import { writeBillOfMaterials } from './billOfMaterials.mjs'
import { makeIcons } from './makeIcons.mjs'
import { installedElectronVersion, makeStandInElectron } from './standInElectron.mjs'

const root = resolve(import.meta.dirname, '../..')

/**
 * Where installed programs look for updates: the folder at `GATEHOUSE_UPDATE_FEED`. Without it the packages know no feed, and
 * never ask for updates. `null` keeps electron-builder from guessing one. The packages of macOS for Intel have a channel of their own,
 * for they are made on another machine, and both would write `latest-mac.yml`.
 *
 * @param {string | undefined} address
 * @param {string} [machine] as `darwin-x64`
 */
export function publishTo(address, machine = `${process.platform}-${process.arch}`) {
  if (!address) return null
  const { protocol, username, password } = new URL(address)
  if (protocol !== 'https:' || username || password) throw new Error('GATEHOUSE_UPDATE_FEED has to begin with https:// and to have no password in it.')
  return [{ provider: 'generic', url: address, channel: machine === 'darwin-x64' ? 'latest-x64' : 'latest' }]
}

/**
 * What a folder on a stand-in shows: selection, archive, unpacked parts, fuses. It starts nothing. The icons have to be there.
 *
 * @param {string} output
 * @param {{ feed?: string, config?: object }} [options] `config` goes over electron-builder.yml
 * @returns {Promise<string>} the folder of the program
 */
export async function packOnStandIn(output, { feed, config = {} } = {}) {
  const electronDist = await mkdtemp(join(tmpdir(), 'gatehouse-stand-in-'))
  try {
    await makeStandInElectron(electronDist, await installedElectronVersion(root))
    await build({ projectDir: root, targets: Platform.LINUX.createTarget('dir'), publish: 'never', config: { electronDist, publish: publishTo(feed), directories: { output }, ...config } })
  } finally {
    await rm(electronDist, { recursive: true, force: true })
  }
  return join(output, (await readdir(output)).find((name) => name.startsWith('linux') && name.endsWith('unpacked')))
}

/**
 * This system's packages in `dist`. electron-builder takes Electron from the cache that its installation filled, and keeps its
 * licences then; of a folder that it is given it does not on macOS.
 *
 * @returns {Promise<{ name: string, bytes: number }[]>} what was made
 */
export async function buildPackages() {
  // A workflow without the secret sets the variable to nothing, which electron-builder takes for a certificate.
  for (const name of Object.keys(process.env)) if (/^((WIN_)?CSC|APPLE)_/u.test(name) && process.env[name] === '') delete process.env[name]
  const output = join(root, 'dist')
  await rm(output, { recursive: true, force: true })
  await makeIcons()
  await build({ projectDir: root, publish: 'never', config: { publish: publishTo(process.env.GATEHOUSE_UPDATE_FEED) } })
  await writeBillOfMaterials(output)
  return writeChecksums(output)
}

/** `SHA256SUMS-<system>-<processor>` in the form that `sha256sum --check` reads. */
async function writeChecksums(folder) {
  const names = (await readdir(folder)).filter((name) => /^Gatehouse-.*\.(dmg|zip|exe|AppImage|deb|rpm|blockmap)$|^latest.*\.yml$|\.cdx\.json$/u.test(name)).sort()
  const lines = await Promise.all(names.map(async (name) => `${createHash('sha256').update(await readFile(join(folder, name))).digest('hex')}  ${name}\n`))
  await writeFile(join(folder, `SHA256SUMS-${process.platform}-${process.arch}`), lines.join(''))
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })))
}
