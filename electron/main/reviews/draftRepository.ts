import { z } from 'zod'
import { reviewDraftSchema, type ReviewDraft } from '#shared/domain/review'
import { AppError } from '#shared/errors/appError'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { createBinaryFile } from '../storage/binaryFile'
import { namesIn, removeFile } from '../storage/fileFolder'
import { createSerialQueue } from '../storage/serialQueue'
import { createSealKey, type SealKeys } from './sealKey'
import { open, seal } from './sealedFile'

const extension = '.review'
/** Of a later version nothing is understood, and nothing written over. */
const storedSchema = z.strictObject({ version: z.literal(1), draft: reviewDraftSchema })

export interface DraftRepositoryDeps {
  /** Where a file of this name is; without a name, their folder. */
  pathOf(name?: string): string
  /** As of the snapshots, of this folder. */
  keys: SealKeys
}

export type DraftRepository = ReturnType<typeof createDraftRepository>

/**
 * The reviews that are being written on this computer, each a file of its own, sealed: they name members and keys. Where there is
 * no keychain they are in the memory of this run and in no file. Every operation may throw AppError `storageFailed`,
 * `vaultLocked`, `vaultUnavailable`.
 */
export function createDraftRepository({ pathOf, keys }: DraftRepositoryDeps) {
  const inTurn = createSerialQueue()
  const ofThisRun = new Map<string, ReviewDraft>()
  const nameOf = (id: string): string => `${id}${extension}`
  const fileOf = (id: string) => createBinaryFile(pathOf(nameOf(id)), pathOf(`.${nameOf(id)}.tmp`))
  const headerOf = (id: string) => ({ kind: 'review', id })
  const sealKey = createSealKey(keys)

  const opened = (content: Buffer, id: string, key: Buffer | null): ReviewDraft | null => {
    const text = key && open(content, key, headerOf(id))
    if (!text) return null
    try {
      const stored = storedSchema.safeParse(JSON.parse(text.toString('utf8')))
      return stored.success && stored.data.draft.id === id ? stored.data.draft : null
    } catch {
      return null
    }
  }

  const find = async (id: string): Promise<ReviewDraft> => {
    if (await sealKey.inMemory()) return ofThisRun.get(id) ?? noSuchReview()
    const content = await fileOf(id).read()
    return content === null ? noSuchReview() : (opened(content, id, await sealKey.read()) ?? unreadable(id))
  }

  const put = async (draft: ReviewDraft): Promise<void> => {
    if (await sealKey.inMemory()) ofThisRun.set(draft.id, draft)
    else await fileOf(draft.id).write(seal(Buffer.from(canonicalJson({ version: 1, draft }), 'utf8'), await sealKey.own(), headerOf(draft.id)))
  }

  return {
    storage: keys.storage,

    /** The last changed first. What cannot be read is named and stays where it is. */
    list: (): Promise<{ drafts: ReviewDraft[]; unreadable: string[] }> =>
      inTurn(async () => {
        const names = (await namesIn(pathOf())).filter((name) => name.endsWith(extension) && !name.startsWith('.')).sort()
        const memory = await sealKey.inMemory()
        // Files of a run that had a keychain are there all the same.
        const key = names.length === 0 || memory ? null : await sealKey.read()
        const drafts = memory ? [...ofThisRun.values()] : []
        const left: string[] = []
        for (const name of names) {
          const id = name.slice(0, -extension.length)
          // What cannot be read, as a folder of that name, takes no other along.
          const content = key !== null && z.uuid().safeParse(id).success ? await fileOf(id).read().catch(() => null) : null
          const draft = content === null ? null : opened(content, id, key)
          if (draft === null) left.push(name.slice(0, 300))
          else drafts.push(draft)
        }
        return { drafts: drafts.toSorted((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1)), unreadable: left }
      }),

    /** @throws AppError `notFound`; `storageFailed` with `damaged` for what is there and cannot be read */
    read: (id: string): Promise<ReviewDraft> => inTurn(() => find(id)),

    write: (draft: ReviewDraft): Promise<void> => inTurn(() => put(draft)),

    /** Reads, changes and writes with nothing in between. @throws AppError as of `read`, and whatever the change throws */
    update: (id: string, change: (draft: ReviewDraft) => ReviewDraft): Promise<ReviewDraft> =>
      inTurn(async () => {
        const changed = change(await find(id))
        await put(changed)
        return changed
      }),

    /** Also one that cannot be read. @throws AppError `notFound` */
    delete: (id: string): Promise<void> =>
      inTurn(async () => {
        if (await sealKey.inMemory()) {
          if (!ofThisRun.delete(id)) noSuchReview()
        } else {
          if ((await fileOf(id).start(0)) === null) noSuchReview()
          await removeFile(pathOf(nameOf(id)))
        }
      }),

    /** Resolves when nothing is on its way any more. */
    settled: (): Promise<void> => inTurn(() => Promise.resolve())
  }
}

function noSuchReview(): never {
  throw new AppError({ code: 'notFound', message: 'There is no such review on this computer.', retryable: false })
}

function unreadable(id: string): never {
  throw new AppError({ code: 'storageFailed', message: `${id}${extension} could not be read: it is damaged, or its key is not in the keychain.`, retryable: false, details: { foundState: 'damaged' } })
}
