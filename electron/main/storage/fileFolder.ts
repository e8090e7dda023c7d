import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from './atomicWrite'
import { fileExists } from './fileExists'
import { codeOf, toStorageError } from './storageError'

/** The names in a folder; none where there is no folder. @throws AppError `storageFailed` */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw toStorageError('read', folder, error)
  }
}

/** Removes a file of `jsonFile`, with what a killed run may have left beside it; durably. @throws AppError `storageFailed` */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
    await rm(join(dirname(path), `.${basename(path)}.tmp`), { force: true })
    await syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw toStorageError('removed', path, error)
  }
}

/** Gives a file, as it is, a name that nobody looks for; durably. @throws AppError `storageFailed` */
export async function moveAside(path: string): Promise<void> {
  try {
    let aside = `${path}.aside`
    for (let count = 1; await fileExists(aside); count += 1) aside = `${path}-${String(count)}.aside`
    await rename(path, aside)
    await syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw toStorageError('set aside', path, error)
  }
}
