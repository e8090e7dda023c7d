import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Connection, ConnectionState } from '#shared/domain/connection'
import type { Snapshot } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import { createDraftRepository } from '../../electron/main/reviews/draftRepository'
import { createSnapshotRepository } from '../../electron/main/reviews/snapshotRepository'
import { sightBeside } from '../../electron/main/services/lock/behindLock'
import { createOpenedFiles } from '../../electron/main/services/reviews/openedFiles'
import { createReviewService } from '../../electron/main/services/reviews/reviewService'
import { createSecondPerson } from '../../electron/main/services/reviews/secondPerson'
import { createSigners } from '../../electron/main/services/reviews/signers'
import { snapshotsInSight } from '../../electron/main/services/snapshots/snapshotsInSight'
import { createKeytarVault } from '../../electron/main/vault/keytarVault'
import { createMemoryVault } from '../../electron/main/vault/memoryVault'
import { FakeKeychain } from './fakeKeychain'
import { ownUserId } from './organizationSecurityFixtures'
import { quietLog, type QuietLog } from './quietLog'

const ids = { drafts: '00000000-0000-4000-8000-000000000001', snapshots: '00000000-0000-4000-8000-000000000002', signing: '00000000-0000-4000-8000-000000000003' }

export const personOf = (changes: Partial<Connection> = {}, email = 'ines@example.com'): Connection => ({
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Test',
  demo: false,
  server: 'capgo.app',
  userId: ownUserId,
  credential: { kind: 'session', storage: 'keychain', email, level: 'aal2' },
  has: { apiKey: false, session: true },
  lastOrganizationId: null,
  ...changes
})

/** A computer with a keychain of its own; `start` is another run of the program on it. */
export interface ReviewComputer {
  folder: string
  keychain: FakeKeychain
  log: QuietLog
  /** What is open; `locked`: behind the lock. */
  person: Connection | null | 'locked'
  /** A lock stands on something else that is kept. */
  lockStands: boolean
  now: number
  /** What the open server's clock says; null: it has not told it. */
  serverNow: number | null
  applied: Set<string>
  /** It is not known whether it is still the person. */
  presenceMissing: boolean
  /** What the person answers to the dialogs; null: they close it. */
  savesAs: ((suggestedName: string) => string) | null
  chooses: string | null
  asked: string[]
  start(): ReturnType<typeof startRun>
  /** Every file of the program's folder, and where people saved. */
  files(): Promise<{ name: string; bytes: Buffer }[]>
  remove(): Promise<void>
}

export async function createReviewComputer({ keychain = true }: { keychain?: boolean } = {}): Promise<ReviewComputer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-reviews-'))
  await mkdir(join(folder, 'saved'))
  const computer: ReviewComputer = {
    folder,
    keychain: new FakeKeychain(),
    log: quietLog(),
    person: personOf(),
    lockStands: false,
    now: Date.parse('2027-03-12T10:00:00.000Z'),
    serverNow: null,
    applied: new Set(),
    presenceMissing: false,
    savesAs: (name) => join(folder, 'saved', name),
    chooses: null,
    asked: [],
    start: () => startRun(computer, keychain),
    async files() {
      const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
      return Promise.all(names.map(async (entry) => ({ name: basename(entry.name), bytes: await readFile(join(entry.parentPath, entry.name)) })))
    },
    remove: () => rm(folder, { recursive: true, force: true })
  }
  return computer
}

function startRun(computer: ReviewComputer, withKeychain: boolean) {
  const { folder, log } = computer
  const vault = withKeychain ? createKeytarVault({ keychain: computer.keychain, surroundings: { platform: 'linux', sessionBusPresent: true }, log }) : createMemoryVault('noSecretService')
  const storage = () => Promise.resolve(vault.storage())
  const sealing = (id: string) => ({ storage, read: () => vault.readSnapshotKey(id), save: (key: string) => vault.saveSnapshotKey(id, key) })
  const inFolder = (name: string) => (file?: string) => join(folder, name, ...(file === undefined ? [] : [file]))
  const now = () => computer.now
  const connection = () => (computer.person === 'locked' ? Promise.reject(new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })) : Promise.resolve(computer.person))
  const current = (): ConnectionState => {
    if (computer.person === null) return { status: 'signedOut', why: null, connectionId: null, lastEmail: null, lastServer: null }
    return computer.person === 'locked' ? { status: 'locked', connection: personOf(), because: 'person', since: new Date(now()).toISOString(), proof: 'keychain' } : { status: 'signedIn', connection: computer.person }
  }
  const sight = () => sightBeside({ current, lockStands: () => Promise.resolve(computer.lockStands) })
  const save = async (suggestedName: string, content: string) => {
    computer.asked.push(suggestedName)
    if (computer.savesAs === null) return null
    const path = computer.savesAs(suggestedName)
    await writeFile(path, content)
    return { path }
  }
  const snapshots = createSnapshotRepository({ pathOf: inFolder('snapshots'), keys: sealing(ids.snapshots) })
  const signers = createSigners({ path: join(folder, 'signers.json'), keys: { storage, read: () => vault.readSigningKey(ids.signing), save: (key) => vault.saveSigningKey(ids.signing, key) }, now, log })
  const requirePresence = () => (computer.presenceMissing ? Promise.reject(new AppError({ code: 'presenceNeeded', message: 'Who is it?', retryable: true })) : Promise.resolve())
  const secondPerson = createSecondPerson({ path: join(folder, 'second-person.json'), requirePresence, log })
  const drafts = createDraftRepository({ pathOf: inFolder('reviews'), keys: sealing(ids.drafts) })
  return {
    vault,
    snapshots,
    signers,
    drafts,
    secondPerson,
    reviews: createReviewService({ drafts, snapshots: snapshotsInSight(snapshots, sight), signers, secondPerson, connection, sight, save, now }),
    files: createOpenedFiles({ choose: () => Promise.resolve(computer.chooses), save, signers, secondPerson, wasApplied: (id) => Promise.resolve(computer.applied.has(id)), connection, sight, now, clock: (server) => ({ now: (server === null ? null : computer.serverNow) ?? computer.now, by: server === null || computer.serverNow === null ? 'computer' : 'server' }) }),
    signingId: ids.signing,
    /** A snapshot is there, and a review of it is begun. */
    async begin(taken: Snapshot, title = 'Second factor for everybody') {
      await snapshots.write(taken)
      return this.reviews.create({ snapshotId: taken.id, title })
    }
  }
}
