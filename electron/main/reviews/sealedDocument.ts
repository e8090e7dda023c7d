import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import { createBinaryFile } from '../storage/binaryFile'
import { fileExists } from '../storage/fileExists'
import { moveAside, namesIn, removeFile } from '../storage/fileFolder'
import type { JsonFile } from '../storage/jsonFile'
import { createSerialQueue } from '../storage/serialQueue'
import { createSealKey, type SealKeys } from './sealKey'
import { open, seal } from './sealedFile'

export interface SealedDocumentOptions<T> {
  /** Where a file of this name is; without a name, its folder. */
  pathOf(name?: string): string
  /** The names of both begin with it: `<name>.sealed`, `<name>.json`. */
  name: string
  version: number
  schema: z.ZodType<T>
  empty(): T
  keys: SealKeys
  /** `<name>.json`: as an earlier Gatehouse kept it, and what stands on the disk without a keychain. */
  plain: JsonFile<T>
  /** What of it may stand on the disk in plain sight: it names nobody. */
  bare(value: T): T
  /** Both were there: what either knows is known. */
  merge(sealed: T, plain: T): T
  /** Told of a sealed file that could not be opened and was set aside. */
  onSetAside(): void
}

export type SealedDocument<T> = ReturnType<typeof createSealedDocument<T>>

/**
 * One document of this computer, sealed while there is a keychain. What was kept plainly before is taken over, read back from its
 * sealed file, and only then removed. Without a keychain the whole of it is in the memory of this run, and on the disk what names
 * nobody. Every operation may throw AppError `storageFailed`, `vaultLocked`, `vaultUnavailable`.
 */
export function createSealedDocument<T>({ pathOf, name, version, schema, empty, keys, plain, bare, merge, onSetAside }: SealedDocumentOptions<T>) {
  const inTurn = createSerialQueue()
  const sealKey = createSealKey(keys)
  const [sealedName, plainName] = [`${name}.sealed`, `${name}.json`]
  const header = { kind: name, id: sealedName }
  const file = createBinaryFile(pathOf(sealedName), pathOf(`.${sealedName}.tmp`))
  const storedSchema = z.strictObject({ version: z.literal(version), data: schema })
  let ofThisRun: T | null = null

  const opened = (content: Buffer, key: Buffer | null): T | null => {
    const text = key && open(content, key, header)
    if (!text) return null
    try {
      return (storedSchema.safeParse(JSON.parse(text.toString('utf8'))).data as { data: T } | undefined)?.data ?? null
    } catch {
      return null
    }
  }

  /** @throws AppError `storageFailed` where it does not read back as it was written */
  const put = async (value: T): Promise<void> => {
    const key = await sealKey.own()
    const sealed = seal(Buffer.from(JSON.stringify({ version, data: value }), 'utf8'), key, header)
    // What it could not be read from again is not written over what can.
    if (opened(sealed, key) === null) throw new AppError({ code: 'unexpected', message: `${sealedName} was not written: it is not of its shape.`, retryable: false })
    await file.write(sealed)
    const there = await file.read()
    if (there === null || opened(there, await sealKey.read()) === null) throw new AppError({ code: 'storageFailed', message: `${sealedName} could not be read back as it was written.`, retryable: true })
  }

  const read = async (): Promise<T> => {
    if (await sealKey.inMemory()) return (ofThisRun ??= (await plain.read()).value)
    const content = await file.read()
    const sealed = content === null ? null : opened(content, await sealKey.read())
    if (content !== null && sealed === null) {
      await moveAside(pathOf(sealedName))
      onSetAside()
    }
    if (!(await fileExists(pathOf(plainName)))) return sealed ?? empty()
    const before = (await plain.read()).value
    const whole = sealed === null ? before : merge(sealed, before)
    await put(whole)
    await removeFile(pathOf(plainName))
    return whole
  }

  return {
    read: (): Promise<T> => inTurn(read),

    /** Reads, changes and writes with nothing in between. @throws AppError as of `read`, and whatever the change throws */
    update: (change: (value: T) => T): Promise<T> =>
      inTurn(async () => {
        const changed = change(await read())
        if (await sealKey.inMemory()) {
          await plain.write(bare(changed))
          ofThisRun = changed
        } else await put(changed)
        return changed
      }),

    /** Names of files that are there and could not be read: set aside, or sealed while there is no keychain. */
    unreadable: (): Promise<string[]> =>
      inTurn(async () => {
        const memory = await sealKey.inMemory()
        const isLeft = (one: string): boolean => (one.startsWith(`${name}.`) && one.endsWith('.aside')) || (memory && one === sealedName)
        return (await namesIn(pathOf())).filter(isLeft).sort().map((one) => one.slice(0, 300))
      })
  }
}
