import { z } from 'zod'
import { organizationIdSchema } from '#shared/domain/organization'
import { draftedSettingsSchema, type DraftedSettings } from '#shared/domain/securityDraft'
import { createJsonFile, type SetAside } from '../../storage/jsonFile'

/** Whose draft of what: the same person finds it again by whatever credential. */
const placeShape = { server: z.string().min(1).max(300), userId: z.string().max(100), organizationId: organizationIdSchema }
const kept = z.strictObject({ ...placeShape, keptAt: z.iso.datetime(), settings: draftedSettingsSchema })
const storedSchema = z.strictObject({ drafts: z.array(kept) })
type Stored = z.infer<typeof storedSchema>

export type DraftPlace = Pick<z.infer<typeof kept>, 'server' | 'userId' | 'organizationId'>
export type Draft = { settings: DraftedSettings; keptAt: string }

export interface DraftRepository {
  /** What is on the disk or on its way there. @throws AppError `storageFailed` */
  read(place: DraftPlace): Promise<Draft | null>
  /** Resolves once it is on the disk; of several before that, only the last is written. null: none any more. @throws AppError `storageFailed` */
  keep(place: DraftPlace, draft: Draft | null): Promise<void>
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>
}

/** The drafts that are whole: damage in one loses no other. */
function salvage(data: unknown): Stored | null {
  const outline = z.object({ drafts: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { drafts: outline.data.drafts.flatMap((one) => kept.safeParse(one).data ?? []) } : null
}

/** @param onSetAside told when the file could not be used as it was and stands aside; what is whole in it was taken over */
export function createDraftRepository(path: string, onSetAside: (aside: SetAside) => void): DraftRepository {
  const file = createJsonFile<Stored>({ path, version: 1, schema: storedSchema, migrations: {}, empty: () => ({ drafts: [] }), salvage, onSetAside })
  let waiting = new Map<string, { place: DraftPlace; draft: Draft | null }>()
  let writing: Promise<void> | null = null

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const batch = waiting
      waiting = new Map()
      await file.update(({ drafts }) => ({
        drafts: [...drafts.filter((one) => !batch.has(nameOf(one))), ...[...batch.values()].flatMap(({ place, draft }) => (draft === null ? [] : [{ ...place, ...draft }]))]
      }))
    }
  }

  return {
    async read(place) {
      // A write that failed was told to whoever asked for it.
      await writing?.catch(() => undefined)
      const found = (await file.read()).value.drafts.find((one) => nameOf(one) === nameOf(place))
      return found === undefined ? null : { settings: found.settings, keptAt: found.keptAt }
    },
    keep(place, draft) {
      waiting.set(nameOf(place), { place, draft })
      writing ??= writeAll().finally(() => (writing = null))
      return writing
    },
    async settled() {
      await writing?.catch(() => undefined)
    }
  }
}

const nameOf = ({ server, userId, organizationId }: DraftPlace): string => JSON.stringify([server, userId, organizationId])
