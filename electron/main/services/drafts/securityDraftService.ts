import { z } from 'zod'
import { draftedSettingsSchema, type DraftedSettings, type KeptDraft } from '#shared/domain/securityDraft'
import { draftShape } from './draftRepository'
import { createDraftsOfPeople, type DraftAddress, type DraftDeps } from './draftsOfPeople'

const keptSettings = z.strictObject({ ...draftShape, settings: draftedSettingsSchema })

/** Changes of security settings that are gathered and not applied, so that closing or killing the program loses none. */
export function createSecurityDraftService(deps: DraftDeps) {
  const drafts = createDraftsOfPeople(deps, 'securityDraft', keptSettings)

  return {
    /** @throws AppError `storageFailed`, `locked`, `conflict` for another than who is signed in */
    async read(address: DraftAddress): Promise<KeptDraft> {
      const { draft, setAside } = await drafts.read(address)
      return { organizationId: address.organizationId, draft: draft && { settings: draft.settings, keptAt: draft.keptAt }, setAside }
    },
    /** Resolves once it is on the disk; nothing drafted any more: it is removed. @throws AppError `storageFailed`, `locked`, `conflict` as `read` */
    keep({ settings, ...address }: DraftAddress & { settings: DraftedSettings }): Promise<null> {
      const empty = Object.values(settings).every((value) => value === undefined)
      return drafts.keep(address, empty ? null : (at) => ({ ...at, settings }))
    },
    settled: drafts.settled
  }
}

export type SecurityDraftService = ReturnType<typeof createSecurityDraftService>
