import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { codeOf, toStorageError } from './storageError'

export interface AtomicWriteOptions {
  /** Where the content is gathered first; in the same folder, or the rename would not be atomic. */
  temporaryPath?: string
}

/**
 * Writes a file so that after a crash at any moment it holds either the old or the new content, readable by its owner
 * only: temporary file → fsync → rename → fsync of the folder.
 * @throws AppError `storageFailed`; the old file is then untouched and the temporary one removed.
 */
export async function writeAtomically(path: string, content: string | Uint8Array, options: AtomicWriteOptions = {}): Promise<void> {
  const folder = dirname(path)
  const temporaryPath = options.temporaryPath ?? join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeDurably(temporaryPath, content)
    await renameOver(temporaryPath, path)
    await syncFolder(folder)
  } catch (cause) {
    await rm(temporaryPath, { force: true }).catch(() => undefined)
    throw toStorageError('written', path, cause)
  }
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  // A leftover of a killed run goes first: `wx` then refuses whatever else might stand there, links included.
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** On Windows a virus scanner or indexer may hold the file for a moment (https://github.com/isaacs/node-graceful-fs, "rename"). */
async function renameOver(from: string, to: string): Promise<void> {
  const waits = process.platform === 'win32' ? [20, 50, 100, 200, 400] : []
  for (const wait of [...waits, null]) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      if (wait === null || !['EACCES', 'EPERM', 'EBUSY'].includes(codeOf(error) ?? '')) throw error
      await delay(wait)
    }
  }
}

/** Makes the rename itself durable; Windows and some file systems have no such operation. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error) ?? '')) throw error
  }
}
