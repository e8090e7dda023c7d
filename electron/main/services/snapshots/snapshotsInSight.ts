import type { SnapshotList, SnapshotOutline } from '#shared/domain/snapshot'
import type { SnapshotRepository } from '../../reviews/snapshotRepository'
import { seen, whoseOf, type MaySee } from '../lock/behindLock'
import type { OwnPlace } from '../ownPlace'

/** null: nobody knows who took it. */
export const takerOf = (outline: Pick<SnapshotOutline, 'server' | 'demo' | 'takenBy'>): OwnPlace | null => whoseOf(outline, outline.takenBy)

export interface SnapshotsInSight extends Omit<SnapshotRepository, 'list'> {
  /** `behindLock`: how many more there are. */
  list(): Promise<Pick<SnapshotList, 'snapshots' | 'unreadable' | 'behindLock'>>
}

/** The snapshots of this computer as far as they may be seen at that moment. Everything but writing may throw AppError `locked`. */
export function snapshotsInSight(repository: SnapshotRepository, sight: () => Promise<MaySee>): SnapshotsInSight {
  return {
    storage: repository.storage,
    write: repository.write,
    async list() {
      await sight()
      const { snapshots, unreadable } = await repository.list()
      // Reading them takes its time, and it may have been locked meanwhile.
      const maySee = await sight()
      const shown = snapshots.filter((outline) => maySee(takerOf(outline)))
      const names = maySee(null) ? unreadable : []
      return { snapshots: shown, unreadable: names, behindLock: snapshots.length - shown.length + unreadable.length - names.length }
    },
    read: async (id) => seen(await sight(), () => repository.read(id), ({ outline }) => takerOf(outline)),
    async rename(id, name) {
      await requireInSight(id)
      return repository.rename(id, name)
    },
    async delete(id) {
      await requireInSight(id)
      await repository.delete(id)
    }
  }

  /** Where everything may be seen nothing is read for it: also what is damaged can be deleted. */
  async function requireInSight(id: string): Promise<void> {
    const maySee = await sight()
    if (!maySee(null)) await seen(maySee, () => repository.read(id), ({ outline }) => takerOf(outline))
  }
}
