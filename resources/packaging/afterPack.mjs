// Runs after the folder of a package is put together, before it is signed.
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Arch } from 'builder-util'

const inResources = join('app.asar.unpacked', 'node_modules', 'keytar', 'build', 'Release', 'keytar.node')

const elf = { 0x3e: 'x64', 0xb7: 'arm64' }
const portableExecutable = { 0x8664: 'x64', 0xaa64: 'arm64' }
const machO = { 0x01000007: 'x64', 0x0100000c: 'arm64' }

/** @returns {string} as `linux-x64`, from the first bytes of the file */
export function machineOf(head) {
  if (head.readUInt32BE(0) === 0x7f454c46) return `linux-${elf[head.readUInt16LE(18)] ?? 'other'}`
  if (head.readUInt32LE(0) === 0xfeedfacf) return `darwin-${machO[head.readUInt32LE(4)] ?? 'other'}`
  if (head.readUInt16BE(0) === 0x4d5a) return `win32-${portableExecutable[head.readUInt16LE(head.readUInt32LE(0x3c) + 4)] ?? 'other'}`
  return 'no program'
}

export default async function afterPack({ appOutDir, arch, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  await checkKeychainBinary(resources, `${electronPlatformName}-${Arch[arch]}`)
  // What Electron shows without a program. electron-builder removes it from what it downloads, and not from a folder it is given.
  for (const path of [join(resources, 'default_app.asar'), join(appOutDir, 'version')]) await rm(path, { force: true })
}

/**
 * The keychain's native binary has to be there, for the package's own system and processor: another loads on nobody's
 * computer, and secrets would be kept in memory only.
 */
async function checkKeychainBinary(resources, wanted) {
  const path = join(resources, inResources)
  const file = await open(path).catch(() => {
    throw new Error(`keytar is not built, so the package would keep no secrets: there is no ${inResources}.`)
  })
  try {
    const head = Buffer.alloc(4096)
    await file.read(head, 0, head.length, 0)
    const found = machineOf(head)
    if (found !== wanted) throw new Error(`keytar is built for ${found} and the package is for ${wanted}: pack it on such a machine.`)
  } finally {
    await file.close()
  }
}
