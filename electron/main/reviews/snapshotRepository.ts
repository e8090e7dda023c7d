import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Snapshot, SnapshotList, SnapshotOutline } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import { createBinaryFile, type BinaryFile } from '../storage/binaryFile'
import { namesIn, removeFile } from '../storage/fileFolder'
import { createSerialQueue } from '../storage/serialQueue'
import { createSealKey, type SealKeys } from './sealKey'
import { sealKeyBytes } from './sealedFile'
import { decodeOutline, decodeSnapshot, encodeSnapshot, outlineReach, renameSnapshot } from './snapshotFile'

export interface StoredSnapshot {
  /** With the name that it has now. */
  outline: SnapshotOutline
  /** As it was taken, with the name that it had then. */
  snapshot: Snapshot
}

/** The snapshots of this computer. Every operation may throw AppError `storageFailed`, `vaultLocked`, `vaultUnavailable`. */
export interface SnapshotRepository {
  storage: SealKeys['storage']
  /** The newest first. What cannot be read is named and stays where it is. */
  list(): Promise<Pick<SnapshotList, 'snapshots' | 'unreadable'>>
  /** @throws AppError `notFound`; `storageFailed` with `damaged` for what is there and cannot be read */
  read(id: string): Promise<StoredSnapshot>
  write(snapshot: Snapshot): Promise<SnapshotOutline>
  /** @throws AppError as of `read` */
  rename(id: string, name: string): Promise<SnapshotOutline>
  /** @throws AppError `notFound` */
  delete(id: string): Promise<void>
}

export interface SnapshotRepositoryDeps {
  /** Where a file of this name is; without a name, their folder. */
  pathOf(name?: string): string
  keys: SealKeys
}

const extension = '.snapshot'

/**
 * The id under which the keychain has the key of that folder's snapshots: of its path and nothing in it. A UUID of version 8
 * (RFC 9562), whose bits are the application's own.
 */
export function snapshotFolderIdOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** Each snapshot a file of its own, encrypted; where there is no keychain, in the memory of this run and nowhere else. */
export function createSnapshotRepository({ pathOf, keys }: SnapshotRepositoryDeps): SnapshotRepository {
  const inTurn = createSerialQueue()
  const ofThisRun = new Map<string, StoredSnapshot>()
  const fileOf = (id: string): BinaryFile => createBinaryFile(pathOf(`${id}${extension}`), pathOf(`.${id}${extension}.tmp`))
  const sealKey = createSealKey(keys)

  const found = async (id: string): Promise<{ file: BinaryFile; content: Buffer; key: Buffer }> => {
    const file = fileOf(id)
    const content = await file.read()
    if (content === null) throw noSuchSnapshot()
    const key = await sealKey.read()
    if (key === null) throw unreadable(id)
    return { file, content, key }
  }

  const outlinesOnDisk = async (): Promise<Pick<SnapshotList, 'snapshots' | 'unreadable'>> => {
    const names = (await namesIn(pathOf())).filter((name) => name.endsWith(extension) && !name.startsWith('.')).sort()
    const result: Pick<SnapshotList, 'snapshots' | 'unreadable'> = { snapshots: [], unreadable: [] }
    const key = names.length === 0 ? null : await sealKey.read()
    for (const name of names) {
      const id = name.slice(0, -extension.length)
      const outline = key !== null && z.uuid().safeParse(id).success ? await outlineIn(fileOf(id), id, key) : null
      if (outline === null) result.unreadable.push(name.slice(0, 300))
      else result.snapshots.push(outline)
    }
    return result
  }

  const onDisk: Omit<SnapshotRepository, 'storage'> = {
    list: outlinesOnDisk,
    async read(id) {
      const { content, key } = await found(id)
      const snapshot = decodeSnapshot(content, id, key)
      if (snapshot === null) throw unreadable(id)
      return snapshot
    },
    async write(snapshot) {
      const { file, outline } = encodeSnapshot(snapshot, await sealKey.own())
      await fileOf(snapshot.id).write(file)
      return outline
    },
    async rename(id, name) {
      const { file, content, key } = await found(id)
      const renamed = renameSnapshot(content, id, name, key)
      if (renamed === null) throw unreadable(id)
      await file.write(renamed.file)
      return renamed.outline
    },
    async delete(id) {
      if ((await fileOf(id).start(0)) === null) throw noSuchSnapshot()
      await removeFile(pathOf(`${id}${extension}`))
    }
  }

  const inMemory: Omit<SnapshotRepository, 'storage'> = {
    list: () => Promise.resolve({ snapshots: [...ofThisRun.values()].map(({ outline }) => outline), unreadable: [] }),
    read: (id) => {
      const stored = ofThisRun.get(id)
      return stored ? Promise.resolve(stored) : Promise.reject(noSuchSnapshot())
    },
    write(snapshot) {
      // As it would be in a file, so that its size and hash are the same.
      const { outline } = encodeSnapshot(snapshot, randomBytes(sealKeyBytes))
      ofThisRun.set(snapshot.id, { outline, snapshot })
      return Promise.resolve(outline)
    },
    async rename(id, name) {
      const stored = await this.read(id)
      const outline = { ...stored.outline, name }
      ofThisRun.set(id, { ...stored, outline })
      return outline
    },
    delete: (id) => (ofThisRun.delete(id) ? Promise.resolve() : Promise.reject(noSuchSnapshot()))
  }

  const place = async () => ((await sealKey.inMemory()) ? inMemory : onDisk)
  return {
    storage: keys.storage,
    list: () =>
      inTurn(async () => {
        const disk = await place()
        const own = await disk.list()
        // Files of a run that had a keychain are there all the same.
        const left = disk === inMemory ? (await namesIn(pathOf())).filter((name) => name.endsWith(extension) && !name.startsWith('.')).sort() : []
        return { snapshots: own.snapshots.toSorted((one, other) => (one.takenAt < other.takenAt ? 1 : -1)), unreadable: [...own.unreadable, ...left] }
      }),
    read: (id) => inTurn(async () => (await place()).read(id)),
    write: (snapshot) => inTurn(async () => (await place()).write(snapshot)),
    rename: (id, name) => inTurn(async () => (await place()).rename(id, name)),
    delete: (id) => inTurn(async () => (await place()).delete(id))
  }
}

async function outlineIn(file: BinaryFile, id: string, key: Buffer): Promise<SnapshotOutline | null> {
  // What cannot be read, as a folder of that name, takes no other along.
  const start = await file.start(outlineReach).catch(() => null)
  return start && decodeOutline(start.bytes, start.size, id, key)
}

const noSuchSnapshot = (): AppError => new AppError({ code: 'notFound', message: 'There is no such snapshot on this computer.', retryable: false })

const unreadable = (id: string): AppError =>
  new AppError({ code: 'storageFailed', message: `${id}${extension} could not be read: it is damaged, or its key is not in the keychain.`, retryable: false, details: { foundState: 'damaged' } })
