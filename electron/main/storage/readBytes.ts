import { leadsNowhere } from './leadsNowhere'
import { openToRead } from './openToRead'
import { codeOf, toStorageError } from './storageError'

/**
 * A whole file; null where there is none, `tooLarge` where it is longer than that many bytes. For files that are not ours:
 * those of the system, and one that the person has chosen.
 * @throws AppError `storageFailed`, also for what is no file, and for a link to one that is away
 */
export async function readBytes(path: string, maxBytes: number): Promise<Buffer | 'tooLarge' | null> {
  try {
    const file = await openToRead(path)
    try {
      // Read up to the limit and not asked for its size beforehand: files of the system itself say that they have none.
      const buffer = Buffer.alloc(maxBytes + 1)
      let length = 0
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length)
        length += bytesRead
        if (length > maxBytes) return 'tooLarge'
        if (bytesRead === 0) return Buffer.from(buffer.subarray(0, length))
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !(await leadsNowhere(path).catch(() => true))) return null
    throw toStorageError('read', path, error)
  }
}
