import { z } from 'zod'
import { keyDraftsShape, type DraftedKeys, type KeptKeyDrafts } from '#shared/domain/keyDrafts'
import { draftShape } from './draftRepository'
import { createDraftsOfPeople, type DraftAddress, type DraftDeps } from './draftsOfPeople'

const keptKeys = z.strictObject({ ...draftShape, ...keyDraftsShape })

/** A new key that is half filled in, and edits of keys that are not saved: names, roles and dates, never a secret. */
export function createKeyDraftService(deps: DraftDeps) {
  const drafts = createDraftsOfPeople(deps, 'keyDrafts', keptKeys)

  return {
    /** @throws AppError `storageFailed`, `locked`, `conflict` for another than who is signed in */
    async read(address: DraftAddress): Promise<KeptKeyDrafts> {
      const { draft, setAside } = await drafts.read(address)
      return { organizationId: address.organizationId, draft: draft && { newKey: draft.newKey, edits: draft.edits, keptAt: draft.keptAt }, setAside }
    },
    /** Resolves once it is on the disk; nothing typed any more: it is removed. @throws AppError `storageFailed`, `locked`, `conflict` as `read` */
    keep({ drafted, ...address }: DraftAddress & { drafted: DraftedKeys }): Promise<null> {
      const empty = drafted.newKey === null && drafted.edits.length === 0
      return drafts.keep(address, empty ? null : (at) => ({ ...at, ...drafted }))
    },
    settled: drafts.settled
  }
}

export type KeyDraftService = ReturnType<typeof createKeyDraftService>
