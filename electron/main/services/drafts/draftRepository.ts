import { z } from 'zod'
import { organizationIdSchema } from '#shared/domain/organization'
import { createJsonFile, type SetAside } from '../../storage/jsonFile'

/** Whose draft, and since when; what is drafted stands beside it. The same person finds it again by whatever credential. */
export const draftShape = { server: z.string().min(1).max(300), userId: z.string().max(100), organizationId: organizationIdSchema, keptAt: z.iso.datetime() }

export interface DraftPlace {
  server: string
  userId: string
  organizationId: string
}
export type PlacedDraft = DraftPlace & { keptAt: string }

export interface DraftRepository<D extends PlacedDraft> {
  /** What is on the disk or on its way there. @throws AppError `storageFailed` */
  read(place: DraftPlace): Promise<D | null>
  /** Resolves once it is on the disk; of several before that, only the last is written. null: none any more. @throws AppError `storageFailed` */
  keep(place: DraftPlace, draft: D | null): Promise<void>
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>
}

/**
 * Drafts of one kind in a file of user data, one for a place.
 * @param kept the schema of one, made of `draftShape` and what is drafted
 * @param onSetAside told when the file could not be used as it was and stands aside; what is whole in it was taken over
 */
export function createDraftRepository<D extends PlacedDraft>(path: string, kept: z.ZodType<D>, onSetAside: (aside: SetAside) => void): DraftRepository<D> {
  /** The drafts that are whole: damage in one loses no other. */
  function salvage(data: unknown): { drafts: D[] } | null {
    const outline = z.object({ drafts: z.array(z.unknown()) }).safeParse(data)
    return outline.success ? { drafts: outline.data.drafts.flatMap((one) => kept.safeParse(one).data ?? []) } : null
  }
  const file = createJsonFile<{ drafts: D[] }>({ path, version: 1, schema: z.strictObject({ drafts: z.array(kept) }), migrations: {}, empty: () => ({ drafts: [] }), salvage, onSetAside })
  let waiting = new Map<string, D | null>()
  let writing: Promise<void> | null = null

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const batch = waiting
      waiting = new Map()
      await file.update(({ drafts }) => ({ drafts: [...drafts.filter((one) => !batch.has(nameOf(one))), ...[...batch.values()].filter((draft) => draft !== null)] }))
    }
  }

  return {
    async read(place) {
      // A write that failed was told to whoever asked for it.
      await writing?.catch(() => undefined)
      return (await file.read()).value.drafts.find((one) => nameOf(one) === nameOf(place)) ?? null
    },
    keep(place, draft) {
      waiting.set(nameOf(place), draft)
      writing ??= writeAll().finally(() => (writing = null))
      return writing
    },
    async settled() {
      await writing?.catch(() => undefined)
    }
  }
}

const nameOf = ({ server, userId, organizationId }: DraftPlace): string => JSON.stringify([server, userId, organizationId])
