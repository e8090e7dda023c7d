import { constants, copyFile, link, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import { syncFolder, writeAtomically } from './atomicWrite'
import { fileExists } from './fileExists'
import { readWhole } from './readWhole'
import { createSerialQueue } from './serialQueue'
import { toStorageError } from './storageError'

/** Why a file was not used: not JSON, not of the schema, written by a newer Gatehouse, or beyond its own migration. */
export type SetAsideReason = 'notJson' | 'wrongShape' | 'newer' | 'migrationFailed'

/** A file that could not be used stands, untouched, under `path`. */
export interface SetAside {
  path: string
  reason: SetAsideReason
}

export type JsonFileRead<T> =
  | { state: 'fresh'; value: T }
  | { state: 'loaded'; value: T }
  /** `value` is what could be salvaged, or the empty value. */
  | ({ state: 'setAside'; value: T } & SetAside)

export interface JsonFileOptions<T> {
  path: string
  /** Counts from 1. */
  version: number
  schema: z.ZodType<T>
  /** `migrations[n]` turns the data of version n into that of version n + 1; pure. One for every version before this one. */
  migrations: Readonly<Record<number, (data: unknown) => unknown>>
  empty: () => T
  /** Makes a value of data of the current version that do not fit the schema; `null` when nothing can be kept. */
  salvage?: (data: unknown) => T | null
  /** Told whenever a file is set aside, also when that happened on the way to a write. */
  onSetAside?: (aside: SetAside) => void
  now?: () => Date
}

export interface JsonFile<T> {
  /** @throws AppError `storageFailed` when the file is there but cannot be read, or what was salvaged cannot be written; it stands as it was then. */
  read(): Promise<JsonFileRead<T>>
  /** @throws AppError `storageFailed`; the file then holds what it held before. */
  write(value: T): Promise<void>
  /** Reads, changes and writes with nothing in between. @throws AppError `storageFailed` */
  update(change: (value: T) => T): Promise<T>
}

const envelopeSchema = z.object({ version: z.int().min(1), data: z.unknown() })

/** One instance per path: the instance is what keeps its readers and writers apart. */
export function createJsonFile<T>(options: JsonFileOptions<T>): JsonFile<T> {
  requireEveryMigration(options)
  const { path, version } = options
  const inTurn = createSerialQueue()
  const temporaryPath = join(dirname(path), `.${basename(path)}.tmp`)
  let inspected = false

  async function read(): Promise<JsonFileRead<T>> {
    const text = await readWhole(path, 'utf8')
    inspected = true
    if (text === null) return { state: 'fresh', value: options.empty() }
    const content = interpret(text, options)
    if ('value' in content) return { state: 'loaded', value: content.value }

    const salvaged = content.reason === 'wrongShape' ? (options.salvage?.(content.data) ?? null) : null
    const now = (options.now ?? (() => new Date()))()
    const aside: SetAside = { path: salvaged === null ? await setAside(path, now) : await replaceKeeping(path, now, () => write(salvaged)), reason: content.reason }
    options.onSetAside?.(aside)
    return { state: 'setAside', value: salvaged ?? options.empty(), ...aside }
  }

  async function write(value: T): Promise<void> {
    requireSchema(value, options)
    // A file nobody has looked at may be one that must be kept.
    if (!inspected) await read()
    await writeAtomically(path, `${JSON.stringify({ version, data: value }, null, 2)}\n`, { temporaryPath })
  }

  return {
    read: () => inTurn(read),
    write: (value) => inTurn(() => write(value)),
    update: (change) =>
      inTurn(async () => {
        const changed = change((await read()).value)
        await write(changed)
        return changed
      })
  }
}

type Content<T> = { value: T } | { reason: SetAsideReason; data?: unknown }

function interpret<T>(text: string, { version, schema, migrations }: JsonFileOptions<T>): Content<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'notJson' }
  }
  const envelope = envelopeSchema.safeParse(json)
  if (!envelope.success) return { reason: 'wrongShape' }
  if (envelope.data.version > version) return { reason: 'newer' }

  let { data } = envelope.data
  try {
    for (let from = envelope.data.version; from < version; from += 1) data = migrations[from]?.(data)
  } catch {
    return { reason: 'migrationFailed' }
  }
  const value = schema.safeParse(data)
  return value.success ? { value: value.data } : { reason: 'wrongShape', data }
}

/**
 * Stands the file under a second name and only then replaces it: where the disk refuses, it is in its place as it was, to be
 * salvaged again, and nobody takes what it holds for lost.
 */
async function replaceKeeping(path: string, now: Date, replace: () => Promise<void>): Promise<string> {
  const aside = await underAnotherName(path, now, standToo)
  try {
    await replace()
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    throw error
  }
  return aside
}

/** A second name, which takes no room; a copy where the file system has no such thing. */
async function standToo(path: string, aside: string): Promise<void> {
  try {
    await link(path, aside)
  } catch {
    await copyFile(path, aside, constants.COPYFILE_EXCL)
  }
}

const setAside = (path: string, now: Date): Promise<string> => underAnotherName(path, now, rename)

/** A name that nobody has yet: a second bad file in the same millisecond must not replace the first. */
async function underAnotherName(path: string, now: Date, stand: (path: string, aside: string) => Promise<void>): Promise<string> {
  const stamp = now.toISOString().replaceAll(':', '-')
  try {
    for (let count = 0; ; count += 1) {
      const aside = `${path}.${stamp}${count === 0 ? '' : `-${count}`}.aside`
      if (await fileExists(aside)) continue
      await stand(path, aside)
      await syncFolder(dirname(path))
      return aside
    }
  } catch (error) {
    throw toStorageError('set aside', path, error)
  }
}

function requireSchema<T>(value: T, { path, schema }: JsonFileOptions<T>): void {
  const result = schema.safeParse(value)
  if (result.success) return
  const fields = result.error.issues.map((issue) => issue.path.join('.') || '(whole)').join(', ')
  throw new AppError({ code: 'unexpected', message: `${basename(path)} was not written: wrong ${fields}.`, retryable: false })
}

function requireEveryMigration<T>({ path, version, migrations }: JsonFileOptions<T>): void {
  for (let from = 1; from < version; from += 1) {
    if (!migrations[from]) throw new TypeError(`${basename(path)} has no migration from version ${from}.`)
  }
}
