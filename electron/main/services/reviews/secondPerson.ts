import { z } from 'zod'
import { secondPersonChoiceSchema, secondPersonSchema, type ReviewPlace, type SecondPerson } from '#shared/domain/secondPerson'
import { isSamePlace, isSecondPersonNeeded } from '#shared/rules/secondPersonNeeded'
import type { Logger } from '../../log/logger'
import { createJsonFile } from '../../storage/jsonFile'
import { createSerialQueue } from '../../storage/serialQueue'

export interface SecondPersonDeps {
  /** `second-person.json`: ids and hosts, nothing secret. It is a plain file, so that it holds without a keychain, too. */
  path: string
  /** @throws AppError `presenceNeeded`, `unauthorized`, `locked` */
  requirePresence(): Promise<void>
  log: Logger
}

/** What is whole of a damaged file; what else stood in it nobody knows. */
const salvage = (data: unknown): SecondPerson | null => {
  const outline = z.object({ organizations: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { organizations: outline.data.organizations.flatMap((one) => secondPersonChoiceSchema.safeParse(one).data ?? []).slice(0, 1000), uncertain: true } : null
}

export type SecondPersonService = ReturnType<typeof createSecondPerson>

/** Which organizations' reviews need a second person on this computer, whatever a review asks for itself. */
export function createSecondPerson({ path, requirePresence, log }: SecondPersonDeps) {
  const file = createJsonFile<SecondPerson>({ path, version: 1, schema: secondPersonSchema, migrations: {}, empty: () => ({ organizations: [], uncertain: false }), salvage, onSetAside: ({ reason }) => log.warn('secondPerson.setAside', { reason }) })
  const inTurn = createSerialQueue()

  const read = async (): Promise<SecondPerson> => {
    const found = await file.read()
    if (found.state !== 'setAside' || found.value.uncertain) return found.value
    // A damaged file lets nobody past: that it was there is remembered.
    const uncertain = { ...found.value, uncertain: true }
    await file.write(uncertain)
    return uncertain
  }

  return {
    /** @throws AppError `storageFailed` */
    read: (): Promise<SecondPerson> => inTurn(read),

    /** What holds now. @throws AppError `storageFailed` */
    rule: async (): Promise<(place: ReviewPlace) => boolean> => {
      const kept = await inTurn(read)
      return (place) => isSecondPersonNeeded(kept, place)
    },

    /** Whoever takes it away shows that it is still them. @throws AppError `storageFailed`; as of `requirePresence` */
    set: ({ needed, ...place }: ReviewPlace & { needed: boolean }): Promise<SecondPerson> =>
      inTurn(async () => {
        if (!needed && isSecondPersonNeeded(await read(), place)) await requirePresence()
        await read()
        return file.update((kept) => ({ ...kept, organizations: [...kept.organizations.filter((one) => !isSamePlace(one, place)), { ...place, needed }] }))
      })
  }
}
