import { openToRead } from './openToRead'
import { codeOf, toStorageError } from './storageError'

/** Far above what Gatehouse keeps in one file; what is longer came from elsewhere and would only fill the memory. */
const mostBytes = 256 * 1024 * 1024

/** A file of ours as text; null where there is none. What is no file is not waited for. @throws AppError `storageFailed` */
export async function readWhole(path: string, encoding: 'utf8' | 'latin1'): Promise<string | null> {
  try {
    const file = await openToRead(path)
    try {
      if ((await file.stat()).size > mostBytes) throw Object.assign(new Error('It is too large to be read.'), { code: 'EFBIG' })
      return await file.readFile(encoding)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw toStorageError('read', path, error)
  }
}
