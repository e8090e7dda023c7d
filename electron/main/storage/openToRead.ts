import { constants, open, type FileHandle } from 'node:fs/promises'

/**
 * Opens a file for reading, and nothing else: a pipe would be waited for without end and hold up every other file meanwhile, and
 * a device or a folder is no file of anybody's.
 * @throws as `open`; an error without a code for what is neither a file nor a folder
 */
export async function openToRead(path: string): Promise<FileHandle> {
  // Without it, opening a pipe waits until somebody writes into it; Windows has neither.
  const file = await open(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0))
  try {
    const found = await file.stat()
    if (found.isFile()) return file
    throw Object.assign(new Error('It is no file.'), found.isDirectory() ? { code: 'EISDIR' } : {})
  } catch (error) {
    await file.close()
    throw error
  }
}
