import { lstat, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './storageError'

/**
 * Whether something stands at a path that the system says is not there: a link to a file that is away, in its place or on the way
 * to it. Such a file is missing, and not absent.
 * @throws as `lstat`, other than for what is not there
 */
export async function leadsNowhere(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    if (await isThere(() => lstat(at))) return at === path || !(await isThere(() => stat(at)))
    if (at === dirname(at)) return false
  }
}

async function isThere(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look()
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
