// A folder in the shape of Electron for Linux, where its binary cannot be had: it lets electron-builder do all that it does, and
// starts nothing.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'

/** What stands before the fuses in Electron's binary, their version, and how many there are. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fusesAsDelivered = '101100011'

/** More languages than Gatehouse has, so that it shows which are taken. */
const locales = ['de', 'en-GB', 'en-US', 'fr', 'ja', 'pt-BR']

/**
 * @param {string} folder is made
 * @param {string} version of Electron, as installed
 */
export async function makeStandInElectron(folder, version) {
  const app = join(folder, 'default_app')
  for (const path of [app, join(folder, 'locales'), join(folder, 'resources')]) await mkdir(path, { recursive: true })
  await writeFile(join(app, 'package.json'), '{"name":"electron","main":"main.js"}')
  await writeFile(join(app, 'main.js'), '')
  await createPackage(app, join(folder, 'resources', 'default_app.asar'))
  await rm(app, { recursive: true })
  for (const locale of locales) await writeFile(join(folder, 'locales', `${locale}.pak`), locale)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) await writeFile(join(folder, name), `The place of Electron's ${name}\n`)
  await writeFile(join(folder, 'version'), version)
  const wire = Buffer.from([1, fusesAsDelivered.length])
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from(`stand-in\0${sentinel}`), wire, Buffer.from(`${fusesAsDelivered}\0`)]), { mode: 0o755 })
}

export const installedElectronVersion = async (root) => JSON.parse(await readFile(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version
