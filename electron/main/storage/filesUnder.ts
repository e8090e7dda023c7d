import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, toStorageError } from './storageError'

/** The files at a path with their sizes in bytes: the file itself, or those in a folder. Links are not followed. @throws AppError `storageFailed` */
export async function filesUnder(path: string): Promise<{ path: string; bytes: number }[]> {
  try {
    const found = await lstat(path)
    if (found.isFile()) return [{ path, bytes: found.size }]
    if (!found.isDirectory()) return []
    return (await Promise.all((await readdir(path)).map((name) => filesUnder(join(path, name))))).flat()
  } catch (error) {
    // It may be gone by the time it is looked at.
    if (codeOf(error) === 'ENOENT') return []
    throw toStorageError('read', path, error)
  }
}
