import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './atomicWrite'
import { codeOf, toStorageError } from './storageError'

/**
 * Writes files into a folder that is not there yet: whole or not at all. Where the name is taken, a number follows it.
 * @returns where it is
 * @throws AppError `storageFailed`; nothing of it is there then
 */
export async function writeNewFolder(parent: string, name: string, files: readonly { name: string; content: string | Uint8Array }[]): Promise<string> {
  const begun = join(parent, `.${name}.${randomUUID()}.tmp`)
  try {
    await mkdir(begun)
    for (const file of files) {
      const handle = await open(join(begun, file.name), 'wx')
      try {
        await handle.writeFile(file.content)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
    await syncFolder(begun)
    return await moved(begun, parent, name)
  } catch (error) {
    await rm(begun, { recursive: true, force: true }).catch(() => undefined)
    throw toStorageError('written', join(parent, name), error)
  }
}

/** A folder is moved onto an empty one at most, never onto one that holds something. */
async function moved(begun: string, parent: string, name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const path = join(parent, count === 1 ? name : `${name} (${String(count)})`)
    const isTaken = await stat(path).then(() => true, (error: unknown) => codeOf(error) !== 'ENOENT')
    if (isTaken) continue
    await rename(begun, path)
    await syncFolder(parent)
    return path
  }
}

/**
 * The files of a folder by name, without those of folders in it, which stand with a slash behind their names and nothing in them.
 * @throws AppError `storageFailed` where it cannot be read, has more files than that, or more bytes
 */
export async function readFolder(path: string, limits: { files: number; bytes: number }): Promise<Map<string, Uint8Array>> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    if (entries.length > limits.files) throw new Error(`The folder has more than ${String(limits.files)} files.`)
    const files = new Map<string, Uint8Array>()
    let left = limits.bytes
    for (const entry of entries) {
      if (!entry.isFile()) {
        files.set(`${entry.name}/`, new Uint8Array())
        continue
      }
      const { size } = await stat(join(path, entry.name))
      left -= size
      if (left < 0) throw new Error(`The folder has more than ${String(limits.bytes)} bytes.`)
      files.set(entry.name, await readFile(join(path, entry.name)))
    }
    return files
  } catch (error) {
    throw toStorageError('read', path, error)
  }
}
