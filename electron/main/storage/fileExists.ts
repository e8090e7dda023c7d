import { access } from 'node:fs/promises'
import { codeOf } from './storageError'

/** Whether something stands under the path. Throws when the system does not say. */
export async function fileExists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
