import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConnectionState } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import { canonicalJson } from '#shared/rules/canonicalJson'
import type { EventSender } from '../../../electron/main/ipc/events'
import { answerAboutReviews } from '../../../electron/main/reviewAnswers'
import { open as unseal, seal } from '../../../electron/main/reviews/sealedFile'
import { snapshotFolderIdOf } from '../../../electron/main/reviews/snapshotRepository'
import { writeReviewFile } from '../../../electron/main/reviews/writeReviewFile'
import { startSandbox, type Sandbox } from '../../../electron/main/sandbox'
import type { ConnectionService } from '../../../electron/main/services/connection/connectionService'
import { idlePollMs } from '../../../electron/main/services/lock/idleWatch'
import { createLock, type Lock } from '../../../electron/main/services/lock/createLock'
import { createLockRecords } from '../../../electron/main/services/lock/lockRecord'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { createServerClock } from '../../../electron/main/services/serverClock'
import { createShownReadings } from '../../../electron/main/services/shownReadings'
import { createOpenSnapshot } from '../../../electron/main/services/snapshots/openSnapshot'
import { connectionSetUp } from '../../support/connectionSetUp'
import { quietLog } from '../../support/quietLog'
import { authorKey, reviewBody } from '../../support/reviewFileFixtures'
import { settingsStep, stepId } from '../../support/reviewFixtures'
import { fileId as runFileId, reviewRunsSetUp } from '../../support/reviewRunsSetUp'

// What is kept, the lock and the connections together, as the composition root puts them.

let home: string
let open: { close(): Promise<void> }[]
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'behind-lock-'))
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()))
  await rm(home, { recursive: true, force: true })
})

const day = 24 * 60 * 60_000
const refused = { data: { code: 'locked', details: { foundState: 'behindLock' } } }
const never = () => Promise.reject(new Error('nothing of this is asked here'))

async function setUp() {
  const world = await connectionSetUp(open)
  const { vault } = world
  const clock = { ahead: 0 }
  const now = () => Date.now() + clock.ahead
  const log = quietLog()
  const lockRecords = createLockRecords({ path: null, log })
  const dialogs = { file: null as string | null, folders: 0 }
  const told: ConnectionState[] = []
  const activity = { idleSeconds: 0 }
  const openSnapshot = createOpenSnapshot({ live: () => service.current(), onChange: (state) => told.push(state), now })
  const lock: Lock = createLock({ vault, records: lockRecords, system: { available: () => false, ask: never }, activity: { idleSeconds: () => activity.idleSeconds, screenLocked: () => false }, idleMinutes: () => 5, connections: () => service, shown: openSnapshot, now, log })
  const service: ConnectionService = world.start(vault, {
    proofOf: lock.proofOfOpen,
    passwords: lock.passwords,
    locks: lock,
    onSignedIn: lock.signedIn,
    onChange(state) {
      lock.follow(state)
      told.push(openSnapshot.follow(state))
    }
  })
  const events: EventSender = { send: () => undefined }
  const { handlers } = answerAboutReviews({
    vault: Promise.resolve(vault),
    opening: Promise.resolve(service),
    readings: createShownReadings(),
    policies: { apply: never },
    keys: { changes: { regenerate: never, update: never, delete: never, revoke: never } },
    campaigns: { record: never },
    requirePresence: () => Promise.resolve(),
    openSnapshot,
    lockRecords,
    changesUnderWay: () => 0,
    events,
    log,
    now,
    serverClock: createServerClock({ now, uptime: () => performance.now() }),
    inUserData: (...names) => join(home, ...names),
    language: () => 'en',
    save: async (name, content) => {
      const path = join(home, name)
      await writeFile(path, content)
      return { path }
    },
    chooseFile: () => Promise.resolve(dialogs.file),
    chooseFolder: () => Promise.resolve(dialogs.folders++ >= 0 ? home : null),
    printPdf: () => Promise.resolve(Buffer.from('%PDF'))
  })
  const organizationOf = async (): Promise<string> =>
    (await listOwnOrganizations(service.active())).find(({ role, blockedBy, invited }) => role === 'org_super_admin' && blockedBy.length === 0 && !invited)?.id ?? ''
  /** Nobody is at it, and it is looked at as often as in the program. */
  const nobodyFor = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += idlePollMs) {
      clock.ahead += idlePollMs
      activity.idleSeconds += idlePollMs / 1000
      lock.idle.look()
    }
  }
  return { ...world, service, lock, lockRecords, openSnapshot, handlers, dialogs, told, now, organizationOf, nobodyFor }
}

/** Somebody with a key and a session, who keeps one of everything. */
async function withEverything() {
  const world = await setUp()
  const { service, handlers, sandbox, dialogs, now } = world
  const key = await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api, connectionId: null })
  if (key.step !== 'signedIn') throw new Error('not signed in')
  await world.signInByEmail(service, key.connection.id)
  const organizationId = await world.organizationOf()
  const snapshot = await handlers['snapshots.take']({ organizationId, name: 'Before the audit' })
  const draft = await handlers['reviews.create']({ snapshotId: snapshot.id, title: 'March' })
  await handlers['snapshots.captureMonthly']({ organizationId, on: true })
  await handlers['reviews.trust']({ publicKey: authorKey.publicKey, name: 'Compared' })
  dialogs.file = join(home, 'march.gatehouse-review')
  const body = reviewBody({ organization: { id: organizationId, name: 'March' }, server: service.active().connection.server, createdAt: new Date(now()).toISOString(), expiresAt: new Date(now() + 30 * day).toISOString(), needsApproval: false })
  await writeFile(dialogs.file, writeReviewFile(body, authorKey))
  const opening = await handlers['reviewFiles.open']({ fileId: null, passphrase: null, organizationId })
  if (opening?.result !== 'opened') throw new Error('not opened')
  const { fileId } = opening.review
  await handlers['reviewRuns.start']({ fileId })
  // The monthly one is taken by itself.
  await expect.poll(async () => (await handlers['snapshots.list']()).snapshots.length, { timeout: 20_000 }).toBe(2)
  return { ...world, organizationId, snapshot, draft, fileId, body, connectionId: key.connection.id }
}

it('beside a lock shows whoever is there their own things, counts the others, and refuses them through every channel', { timeout: 60_000 }, async () => {
  const { handlers, service, lock, organizationOf, snapshot, draft, fileId, organizationId, body, dialogs, signInByEmail, connectionId } = await withEverything()
  const all = { snapshots: await handlers['snapshots.list'](), reviews: await handlers['reviews.list']() }
  expect([all.snapshots.behindLock, all.snapshots.monthly.length, all.reviews.behindLock, all.reviews.reviews.length]).toEqual([0, 1, 0, 1])
  const kept = async () => [await readdir(join(home, 'snapshots')), await readdir(join(home, 'reviews'))]
  const before = await kept()

  await lock.lock('person')
  // The session is gone with it; the key is kept, and locked.
  expect(await service.signOut()).toMatchObject({ status: 'signedOut' })
  await expect(handlers['snapshots.list']()).rejects.toMatchObject({ data: { code: 'locked' } })
  await expect(handlers['reviews.list']()).rejects.toMatchObject({ data: { code: 'locked' } })

  await service.openDemo()
  expect(await handlers['snapshots.list']()).toEqual({ snapshots: [], unreadable: [], storage: 'keychain', monthly: [], behindLock: 3 })
  expect(await handlers['reviews.list']()).toEqual({ reviews: [], unreadable: [], storage: 'keychain', behindLock: 1 })
  const own = await handlers['snapshots.take']({ organizationId: await organizationOf(), name: 'Of the demo' })
  const snapshotId = snapshot.id
  const wish = { snapshotId, standards: ['soc2' as const], maskEmails: true, language: 'en' as const }
  const asked = dialogs.folders
  for (const answer of [
    () => handlers['snapshots.rename']({ snapshotId, name: 'Mine' }),
    () => handlers['snapshots.delete']({ snapshotId }),
    () => handlers['snapshots.open']({ snapshotId }),
    () => handlers['snapshots.compare']({ before: snapshotId, after: own.id }),
    () => handlers['snapshots.compare']({ before: own.id, after: snapshotId }),
    () => handlers['reviews.create']({ snapshotId, title: 'Mine' }),
    () => handlers['reviews.read']({ reviewId: draft.id }),
    () => handlers['reviews.keep']({ draft: { ...draft, title: 'Mine' } }),
    () => handlers['reviews.sign']({ reviewId: draft.id, expiresAt: body.expiresAt, passphrase: null, recipient: null }),
    () => handlers['reviews.delete']({ reviewId: draft.id }),
    () => handlers['reviews.signers'](),
    () => handlers['reviews.trust']({ publicKey: authorKey.publicKey, name: 'Mine' }),
    () => handlers['reviews.distrust']({ publicKey: authorKey.publicKey }),
    () => handlers['reviews.needSecondPerson']({ server: body.server, organizationId, needed: false }),
    () => handlers['reviewFiles.open']({ fileId, passphrase: null, organizationId: null }),
    () => handlers['reviewFiles.approve']({ fileId, verdict: 'rejected', note: '' }),
    () => handlers['reviewRuns.today']({ fileId }),
    () => handlers['reviewRuns.start']({ fileId }),
    () => handlers['reviewRuns.skipStep']({ fileId, stepId: body.steps[0]?.id ?? '', note: '' }),
    () => handlers['reviewRuns.finish']({ fileId }),
    () => handlers['evidence.save'](wish)
  ])
    await expect(Promise.resolve().then<unknown>(answer)).rejects.toMatchObject(refused)
  expect(dialogs.folders).toBe(asked)
  await expect(handlers['reviewRuns.saveReport']({ fileId, language: 'en' })).rejects.toMatchObject(refused)

  // What another place takes each month is not called off from here.
  await handlers['snapshots.captureMonthly']({ organizationId, on: false })
  expect(await handlers['snapshots.list']()).toMatchObject({ snapshots: [{ id: own.id }], behindLock: 3 })
  await handlers['snapshots.delete']({ snapshotId: own.id })
  expect(await kept()).toEqual(before)

  // Signing in by e-mail and password shows who it is: everything of before is there.
  await signInByEmail(service, connectionId)
  expect(await handlers['snapshots.list']()).toEqual(all.snapshots)
  expect(await handlers['reviews.list']()).toEqual(all.reviews)
  expect(await handlers['reviewRuns.list']({ organizationId })).toMatchObject({ runs: [{ reviewId: body.id }], behindLock: 0 })
  expect(await handlers['reviewFiles.open']({ fileId, passphrase: null, organizationId })).toMatchObject({ result: 'opened' })
})

/** As an earlier version wrote it, which did not note whose it is. */
async function asBefore(world: Awaited<ReturnType<typeof withEverything>>): Promise<void> {
  const keyOf = async (folder: string) => Buffer.from((await world.vault.readSnapshotKey(snapshotFolderIdOf(join(home, folder)))).found ?? '', 'hex')
  const without = (content: Buffer | null, change: (value: Record<string, Record<string, unknown>>) => void): Buffer => {
    const value = JSON.parse(content?.toString('utf8') ?? 'null') as Record<string, Record<string, unknown>>
    change(value)
    return Buffer.from(canonicalJson(value))
  }
  const head = Buffer.byteLength('gatehouse-snapshot-1\n')
  for (const name of await readdir(join(home, 'snapshots'))) {
    const [path, header] = [join(home, 'snapshots', name), { kind: 'snapshot-outline', id: name.replace('.snapshot', '') }]
    const [file, key] = [await readFile(path), await keyOf('snapshots')]
    const end = head + 4 + file.readUInt32BE(head)
    const sealed = seal(without(unseal(file.subarray(head + 4, end), key, header), ({ outline }) => delete outline?.['takenBy']), key, header)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealed.length)
    await writeFile(path, Buffer.concat([file.subarray(0, head), length, sealed, file.subarray(end)]))
  }
  const [path, header, key] = [join(home, 'reviews', `${world.draft.id}.review`), { kind: 'review', id: world.draft.id }, await keyOf('reviews')]
  await writeFile(path, seal(without(unseal(await readFile(path), key, header), ({ draft }) => delete draft?.['author']), key, header))
  const monthly = { server: world.service.active().connection.server, organizationId: world.organizationId, name: 'Harbour', lastAt: new Date(world.now()).toISOString(), pack: null }
  await writeFile(join(home, 'monthly-snapshots.json'), JSON.stringify({ version: 2, data: { monthly: [monthly] } }))
}

it('has behind the lock what an earlier version kept, and without one it is read as ever', { timeout: 60_000 }, async () => {
  const world = await withEverything()
  const { handlers, service, lock, snapshot, draft, signInByEmail } = world
  await asBefore(world)
  expect(await handlers['snapshots.list']()).toMatchObject({ snapshots: [{ takenBy: null }, { takenBy: null }], monthly: [{}], behindLock: 0 })
  expect(await handlers['reviews.read']({ reviewId: draft.id })).toMatchObject({ title: 'March', author: null })
  // At another server, so that signing in there shows nothing of who is behind the lock.
  const other = await startSandbox()
  open.push(other)
  await lock.lock('person')
  await service.signOut()
  await signInByEmail(service, null, other.api)
  expect(await handlers['snapshots.list']()).toMatchObject({ snapshots: [], monthly: [], behindLock: 3 })
  await expect(handlers['snapshots.open']({ snapshotId: snapshot.id })).rejects.toMatchObject(refused)
  await expect(handlers['snapshots.delete']({ snapshotId: snapshot.id })).rejects.toMatchObject(refused)
  await expect(handlers['reviews.read']({ reviewId: draft.id })).rejects.toMatchObject(refused)
})

it('is of the person, not of the server: another one’s runs there are counted and refused', { timeout: 60_000 }, async () => {
  const folders: string[] = []
  const set = await reviewRunsSetUp(open as Sandbox[], folders, () => [settingsStep({ requiresKeyExpiration: true }, 1)])
  let own = set.active.connection.userId
  const runs = set.start({ sight: () => Promise.resolve((whose) => whose?.userId === own) })
  await runs.start({ fileId: runFileId })
  own = 'somebody else'
  expect(await runs.list({ organizationId: set.organizationId })).toEqual({ runs: [], unreadable: [], behindLock: 1 })
  for (const answer of [() => runs.start({ fileId: runFileId }), () => runs.skipStep({ fileId: runFileId, stepId: stepId(1), note: 'x' }), () => runs.finish({ fileId: runFileId }), () => runs.saveReport({ fileId: runFileId, language: 'en' })]) await expect(Promise.resolve().then<unknown>(answer)).rejects.toMatchObject(refused)
  expect(set.saved).toEqual([])
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})

it('puts an open snapshot away when nobody is at it, also with nobody signed in', { timeout: 60_000 }, async () => {
  const { handlers, service, openSnapshot, organizationOf, signInByEmail, nobodyFor, told } = await setUp()
  await signInByEmail(service)
  const { id } = await handlers['snapshots.take']({ organizationId: await organizationOf(), name: 'One' })
  await service.signOut()
  await handlers['snapshots.open']({ snapshotId: id })
  nobodyFor(5 * 60_000 - idlePollMs)
  expect(openSnapshot.current()).not.toBeNull()
  nobodyFor(idlePollMs)
  await expect.poll(() => openSnapshot.current()).toBeNull()
  expect(told.at(-1)).toMatchObject({ status: 'signedOut' })
})

it('leaves no snapshot open for whoever leaves the lock without unlocking', { timeout: 60_000 }, async () => {
  const { handlers, service, lock, openSnapshot, snapshot, sandbox } = await withEverything()
  await handlers['snapshots.open']({ snapshotId: snapshot.id })
  await lock.lock('person')
  expect(() => openSnapshot.current()).toThrow(AppError)
  // Unlocked it is there again.
  await lock.unlock(sandbox.demo.password)
  expect(openSnapshot.current()?.outline.id).toBe(snapshot.id)
  await lock.lock('person')
  await service.signOut()
  expect(openSnapshot.current()).toBeNull()
})
