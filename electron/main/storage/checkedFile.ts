import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './atomicWrite'
import { toStorageError } from './storageError'

export interface ExpectedBytes {
  bytes: number
  /** Base64. */
  sha512: string
}

/** `shorter` and `longer`: of bytes; `hash`: as many bytes, and others. */
export type BytesProblem = 'shorter' | 'longer' | 'hash'

/**
 * Writes what comes into a file that is whole and as expected, or not there. Nobody may run or read it but the person.
 * @param onProgress told how many bytes are written
 * @returns null when it is as expected
 * @throws AppError `storageFailed`; what `source` throws
 */
export async function writeChecked(path: string, source: AsyncIterable<Uint8Array>, expected: ExpectedBytes, onProgress: (bytes: number) => void): Promise<BytesProblem | null> {
  const problem = await writeAll(path, source, expected, onProgress).catch(async (thrown: unknown) => {
    await rm(path, { force: true }).catch(() => undefined)
    throw thrown
  })
  if (problem !== null) await rm(path, { force: true }).catch(() => undefined)
  return problem
}

async function writeAll(path: string, source: AsyncIterable<Uint8Array>, expected: ExpectedBytes, onProgress: (bytes: number) => void): Promise<BytesProblem | null> {
  const onDisk = async <T>(doing: Promise<T>): Promise<T> =>
    doing.catch((thrown: unknown) => {
      throw toStorageError('written', path, thrown)
    })
  await onDisk(mkdir(dirname(path), { recursive: true, mode: 0o700 }))
  const file = await onDisk(open(path, 'w', 0o600))
  try {
    const hash = createHash('sha512')
    let bytes = 0
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > expected.bytes) return 'longer'
      hash.update(chunk)
      await onDisk(file.writeFile(chunk))
      onProgress(bytes)
    }
    if (bytes < expected.bytes) return 'shorter'
    await onDisk(file.sync())
    return hash.digest('base64') === expected.sha512 ? null : 'hash'
  } finally {
    await file.close()
  }
}

/**
 * Puts a program in the place of another in one step: until then, and when anything fails, the former one stands there whole. What
 * it came from is of no use afterwards and goes.
 * @throws AppError `storageFailed`
 */
export async function replaceProgram(path: string, by: string): Promise<void> {
  const beside = `${path}.update`
  try {
    await copyFile(by, beside)
    await chmod(beside, 0o755)
    const file = await open(beside, 'r+')
    await file.sync().finally(() => file.close())
    await rename(beside, path)
    await syncFolder(dirname(path))
    await rm(by, { force: true }).catch(() => undefined)
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw toStorageError('written', path, thrown)
  }
}
