import type { Handlers } from '../listener'
import type { SnapshotService } from '../../services/snapshots/snapshotService'

export function snapshotHandlers(opening: Promise<SnapshotService>) {
  return {
    'snapshots.list': async () => (await opening).list(),
    'snapshots.take': async (input) => (await opening).take(input),
    'snapshots.rename': async (input) => (await opening).rename(input),
    'snapshots.delete': async (input) => (await opening).delete(input),
    'snapshots.open': async (input) => (await opening).open(input),
    'snapshots.close': async () => (await opening).close(),
    'snapshots.compare': async (input) => (await opening).compare(input),
    'snapshots.captureMonthly': async (input) => (await opening).captureMonthly(input),
    'snapshots.packMonthly': async (input) => (await opening).packMonthly(input)
  } satisfies Partial<Handlers>
}
