import { mkdir, open, readFile, truncate } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { syncFolder, writeAtomically } from './atomicWrite'
import { fileExists } from './fileExists'
import { codeOf, toStorageError } from './storageError'

/** A file to which lines are added and from which none is ever taken. Its one user keeps its calls apart. */
export interface LineFile {
  /** The whole of it; empty where there is none. @throws AppError `storageFailed` */
  readAll(): Promise<Buffer>
  /** @throws AppError `storageFailed`, also where there is less */
  read(offset: number, length: number): Promise<Buffer>
  /**
   * Adds one line and waits until the disk has it.
   * @param size the file's length in bytes as the caller knows it
   * @returns its new length; null, and nothing was added, where it has another length than that
   * @throws AppError `storageFailed`; what was written of the line is then cut off again where that can be done
   */
  append(line: string, size: number): Promise<number | null>
  /**
   * Moves what stands behind `size` into a file beside this one.
   * @returns that file's name
   * @throws AppError `storageFailed`
   */
  setTailAside(size: number): Promise<string>
}

export function createLineFile({ path, now = () => new Date() }: { path: string; now?: () => Date }): LineFile {
  const readAll = async (): Promise<Buffer> => {
    try {
      return await readFile(path)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
      throw toStorageError('read', path, error)
    }
  }

  return {
    readAll,

    async read(offset, length) {
      try {
        const file = await open(path, 'r')
        try {
          const buffer = Buffer.alloc(length)
          let filled = 0
          while (filled < length) {
            const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled)
            if (bytesRead === 0) throw new Error('The file is shorter than it was.')
            filled += bytesRead
          }
          return buffer
        } finally {
          await file.close()
        }
      } catch (error) {
        throw toStorageError('read', path, error)
      }
    },

    async append(line, size) {
      const bytes = Buffer.from(`${line}\n`, 'utf8')
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const file = await open(path, 'a', 0o600)
        try {
          if ((await file.stat()).size !== size) return null
          try {
            await file.appendFile(bytes)
            await file.sync()
          } catch (error) {
            // Half a line must not stand in front of the next; if it stays, the next append finds another length.
            await file.truncate(size).then(() => file.sync(), () => undefined)
            throw error
          }
        } finally {
          await file.close()
        }
        if (size === 0) await syncFolder(dirname(path))
        return size + bytes.length
      } catch (error) {
        throw toStorageError('written', path, error)
      }
    },

    async setTailAside(size) {
      const tail = (await readAll()).subarray(size)
      const stamp = now().toISOString().replaceAll(':', '-')
      try {
        let aside = `${path}.${stamp}.aside`
        for (let count = 1; await fileExists(aside); count += 1) aside = `${path}.${stamp}-${String(count)}.aside`
        await writeAtomically(aside, tail)
        await truncate(path, size)
        const file = await open(path, 'r+')
        await file.sync().finally(() => file.close())
        return basename(aside)
      } catch (error) {
        throw toStorageError('set aside', path, error)
      }
    }
  }
}
