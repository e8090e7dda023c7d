import { rm } from 'node:fs/promises'
import { writeAtomically } from './atomicWrite'
import { readWhole } from './readWhole'
import { toStorageError } from './storageError'

/** A small file that is read as it stands and replaced whole; what it says is its user's to judge. */
export interface TextFile {
  /** null where there is none. @throws AppError `storageFailed` */
  read(): Promise<string | null>
  /** @throws AppError `storageFailed`; the file then holds what it held before */
  write(text: string): Promise<void>
  /** Where there is none, nothing happens. @throws AppError `storageFailed` */
  remove(): Promise<void>
}

export function createTextFile(path: string): TextFile {
  return {
    // One character per byte, so that no byte is read as something else.
    read: () => readWhole(path, 'latin1'),
    write: (text) => writeAtomically(path, text),
    async remove() {
      try {
        await rm(path, { force: true })
      } catch (error) {
        throw toStorageError('removed', path, error)
      }
    }
  }
}
