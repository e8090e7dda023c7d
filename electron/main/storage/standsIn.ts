import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Whether a file stands in that very folder, wherever links lead; false where either cannot be found. */
export async function standsIn(file: string, folder: string): Promise<boolean> {
  const [found, within] = await Promise.all([realpath(file), realpath(folder)]).catch(() => [null, null])
  return found !== null && dirname(found) === within
}
