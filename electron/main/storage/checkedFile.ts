import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from './atomicWrite'
import { openToRead } from './openToRead'
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
  const folder = dirname(path)
  await onDisk(mkdir(folder, { recursive: true, mode: 0o700 }).then(() => chmod(folder, 0o700)))
  // Whatever stands there, a link included, is not written into.
  await onDisk(rm(path, { force: true }))
  const file = await onDisk(open(path, 'wx', 0o600))
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

/** Nobody may run it, or read and write it but the person. @throws AppError `storageFailed` */
export async function keepToOwner(path: string): Promise<void> {
  await chmod(path, 0o600).catch((thrown: unknown) => {
    throw toStorageError('written', path, thrown)
  })
}

/**
 * Whether a file is still as expected: between writing and using it, others may have had their hands on it.
 * @throws AppError `storageFailed` where it cannot be read
 */
export async function checkFile(path: string, expected: ExpectedBytes): Promise<BytesProblem | null> {
  try {
    return await readChecked(path, expected, () => Promise.resolve())
  } catch (thrown) {
    throw toStorageError('read', path, thrown)
  }
}

/**
 * Puts a program in the place of another in one step: until then, and when anything fails, the former one stands there whole. The
 * bytes that are checked are the bytes that are written. What it came from is of no use afterwards and goes.
 * @returns null when it was replaced; else `by` is not as expected, and nothing was
 * @throws AppError `storageFailed`
 */
export async function replaceProgram(path: string, by: string, expected: ExpectedBytes): Promise<BytesProblem | null> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.update`)
  try {
    // `wx` takes no name that is there already, links included.
    const file = await open(beside, 'wx', 0o600)
    let problem: BytesProblem | null
    try {
      problem = await readChecked(by, expected, (chunk) => file.writeFile(chunk))
      if (problem === null) {
        await file.sync()
        await file.chmod(0o755)
      }
    } finally {
      await file.close()
    }
    await (problem === null ? rename(beside, path) : rm(beside, { force: true }))
    if (problem === null) await syncFolder(dirname(path))
    await rm(by, { force: true }).catch(() => undefined)
    return problem
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw toStorageError('written', path, thrown)
  }
}

async function readChecked(path: string, expected: ExpectedBytes, onChunk: (chunk: Uint8Array) => Promise<void>): Promise<BytesProblem | null> {
  const file = await openToRead(path)
  try {
    const hash = createHash('sha512')
    let bytes = 0
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      if (bytes > expected.bytes) return 'longer'
      hash.update(chunk)
      await onChunk(chunk)
    }
    if (bytes < expected.bytes) return 'shorter'
    return hash.digest('base64') === expected.sha512 ? null : 'hash'
  } finally {
    await file.close()
  }
}
