import { AppError } from '#shared/errors/appError'
import { keptKindSchema, type DeletableKind, type KeptData, type KeptKind } from '#shared/domain/keptData'
import { removeFile } from '../storage/fileFolder'
import { filesUnder } from '../storage/filesUnder'

/** Every file and folder of the user-data folder that Gatehouse writes, by kind. No path comes from the window. */
const places: Record<KeptKind, readonly string[]> = {
  settings: ['settings.json', 'window.json', 'certificates.json', 'expiry-notices.json', 'monthly-snapshots.json', 'second-person.json', 'updates.json'],
  connections: ['connection.json', 'lock.json'],
  snapshots: ['snapshots'],
  reviews: ['reviews', 'review-runs.sealed', 'signers.json'],
  drafts: ['securityDrafts.json', 'keyDrafts.json'],
  campaigns: ['campaigns.json'],
  keyRuns: ['key-batches', 'key-twins.json', 'key-revocations.json', 'key-secrets'],
  journal: ['journal.jsonl', 'journal.checkpoint.json'],
  posture: ['posture'],
  logs: ['logs'],
  demo: ['demo.json']
}

/** Of the log only what is no longer written into. */
const deletable: Record<DeletableKind, (name: string) => boolean> = { posture: () => true, logs: (name) => /\.log\.\d+$/u.test(name) }

export interface KeptDataDeps {
  inUserData(...names: string[]): string
  isLocked(): Promise<boolean>
}

export function createKeptData({ inUserData, isLocked }: KeptDataDeps) {
  const filesOf = async (kind: KeptKind) => (await Promise.all(places[kind].map((name) => filesUnder(inUserData(name))))).flat()
  const toDelete = async (kind: KeptKind) => {
    const may = Object.hasOwn(deletable, kind) ? deletable[kind as DeletableKind] : () => false
    return (await filesOf(kind)).filter(({ path }) => may(path))
  }
  const size = (files: Promise<{ bytes: number }[]>): Promise<number | null> => files.then((all) => all.reduce((sum, { bytes }) => sum + bytes, 0)).catch(() => null)

  async function list(): Promise<KeptData> {
    const kinds = keptKindSchema.options.map(async (kind) => ({ kind, bytes: await size(filesOf(kind)), places: [...places[kind]], deletableBytes: await size(toDelete(kind)) }))
    return { folder: inUserData(), kinds: await Promise.all(kinds) }
  }

  return {
    list,
    /** @returns what is kept then. @throws AppError `locked`; `storageFailed`, some may be gone by then */
    async delete(kind: DeletableKind): Promise<KeptData> {
      if (await isLocked()) throw new AppError({ code: 'locked', message: 'Nothing is deleted behind the lock.', retryable: true })
      for (const { path } of await toDelete(kind)) await removeFile(path)
      return list()
    }
  }
}
export type KeptDataService = ReturnType<typeof createKeptData>
