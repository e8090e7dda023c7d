import type { ReviewDraft } from '#shared/domain/review'
import type { DraftRepository } from '../../reviews/draftRepository'
import { requireSeen, seen, whoseOf, type MaySee } from '../lock/behindLock'
import type { OwnPlace } from '../ownPlace'

/** null: nobody knows who began it. */
const authorOf = ({ snapshot, author }: ReviewDraft): OwnPlace | null => whoseOf(snapshot, author)

/** The reviews that are being written, as far as they may be seen at that moment. Everything but writing may throw AppError `locked`. */
export function draftsInSight(drafts: DraftRepository, sight: () => Promise<MaySee>) {
  return {
    storage: drafts.storage,
    write: drafts.write,
    settled: drafts.settled,

    /** `behindLock`: how many more there are. */
    async list(): Promise<{ drafts: ReviewDraft[]; unreadable: string[]; behindLock: number }> {
      await sight()
      const all = await drafts.list()
      // Reading them takes its time, and it may have been locked meanwhile.
      const maySee = await sight()
      const shown = all.drafts.filter((draft) => maySee(authorOf(draft)))
      const unreadable = maySee(null) ? all.unreadable : []
      return { drafts: shown, unreadable, behindLock: all.drafts.length - shown.length + all.unreadable.length - unreadable.length }
    },

    read: async (id: string): Promise<ReviewDraft> => seen(await sight(), () => drafts.read(id), authorOf),

    async update(id: string, change: (draft: ReviewDraft) => ReviewDraft): Promise<ReviewDraft> {
      const maySee = await sight()
      return drafts.update(id, (draft) => {
        requireSeen(maySee, authorOf(draft))
        return change(draft)
      })
    },

    /** Where everything may be seen nothing is read for it: also what is damaged can be deleted. */
    async delete(id: string): Promise<void> {
      const maySee = await sight()
      if (!maySee(null)) await seen(maySee, () => drafts.read(id), authorOf)
      await drafts.delete(id)
    }
  }
}
