import type { FileHandle } from 'node:fs/promises'
import { writeAtomically } from './atomicWrite'
import { openToRead } from './openToRead'
import { codeOf, toStorageError } from './storageError'

/** A file of bytes that is read from its beginning and replaced whole; what it says is its user's to judge. */
export interface BinaryFile {
  /** Its first bytes, or all of them where it is shorter; null where there is none. @throws AppError `storageFailed` */
  start(bytes: number): Promise<{ bytes: Buffer; size: number } | null>
  /** null where there is none. @throws AppError `storageFailed` */
  read(): Promise<Buffer | null>
  /** @throws AppError `storageFailed`; the file then holds what it held before */
  write(content: Uint8Array): Promise<void>
}

/** @param temporaryPath where the content is gathered first, as of `writeAtomically` */
export function createBinaryFile(path: string, temporaryPath: string): BinaryFile {
  const reading = async <T>(task: (file: FileHandle) => Promise<T>): Promise<T | null> => {
    try {
      const file = await openToRead(path)
      try {
        return await task(file)
      } finally {
        await file.close()
      }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw toStorageError('read', path, error)
    }
  }
  return {
    start: (most) =>
      reading(async (file) => {
        const { size } = await file.stat()
        const buffer = Buffer.alloc(Math.min(most, size))
        const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
        return { bytes: buffer.subarray(0, bytesRead), size }
      }),
    read: () => reading((file) => file.readFile()),
    write: (content) => writeAtomically(path, content, { temporaryPath })
  }
}
