import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionState } from '#shared/domain/connection'
import type { SnapshotList } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import { channels, type ChannelName } from '#shared/ipc/channels'
import { contract } from '#shared/ipc/contract'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { accessHandlers } from '../../../electron/main/ipc/handlers/access'
import { activityHandlers } from '../../../electron/main/ipc/handlers/activity'
import { connectionHandlers } from '../../../electron/main/ipc/handlers/connection'
import { overviewHandlers } from '../../../electron/main/ipc/handlers/overview'
import { postureHandlers } from '../../../electron/main/ipc/handlers/posture'
import { snapshotHandlers } from '../../../electron/main/ipc/handlers/snapshots'
import { answerFromOpenSnapshot, whileSnapshotOpen } from '../../../electron/main/ipc/handlers/whileSnapshotOpen'
import type { Handlers } from '../../../electron/main/ipc/listener'
import { createSnapshotRepository } from '../../../electron/main/reviews/snapshotRepository'
import type { ConnectionService } from '../../../electron/main/services/connection/connectionService'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { sightBeside } from '../../../electron/main/services/lock/behindLock'
import { readOrganizationSecurity } from '../../../electron/main/services/organizationSecurity'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { createPostureHistory } from '../../../electron/main/services/posture/postureHistory'
import { createOpenSnapshot } from '../../../electron/main/services/snapshots/openSnapshot'
import { createSnapshotService } from '../../../electron/main/services/snapshots/snapshotService'
import { connectionSetUp } from '../../support/connectionSetUp'
import { journalInMemory } from '../../support/journalInMemory'
import { quietLog } from '../../support/quietLog'

let home: string
let open: { close(): Promise<void> }[]
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'snapshots-'))
  open = []
})
afterEach(async () => {
  for (const one of open) await one.close()
  await rm(home, { recursive: true, force: true })
})

/** The program's own composition, as far as snapshots go. */
async function setUp(key: { found: string | null } = { found: null }) {
  const world = await connectionSetUp(open)
  const clock = { now: Date.now() }
  const told: ConnectionState[] = []
  const lists: SnapshotList[] = []
  const changes = { underWay: 0 }
  let live: () => ConnectionState = () => ({ status: 'starting' })
  const openSnapshot = createOpenSnapshot({ live: () => live(), onChange: (state) => told.push(state), now: () => clock.now })
  const http = openSnapshot.refusing(createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now }))
  const raw = world.start(world.vault, { http })
  live = raw.current
  await raw.start({ demo: false })
  const connections = { ...raw, active: () => openSnapshot.guarded(raw.active()) }
  const opening = Promise.resolve(connections)
  const active = async () => (await opening).active()
  const keys = { storage: () => Promise.resolve('keychain' as const), read: () => Promise.resolve(key), save: (made: string) => Promise.resolve(void (key.found = made)) }
  const packs = { chosen: home as string | null, asked: [] as string[], write: (wish: { snapshotId: string }, folder: string): Promise<{ path: string }> => Promise.resolve({ path: join(folder, wish.snapshotId) }) }
  const service = createSnapshotService({
    repository: createSnapshotRepository({ pathOf: (name) => join(home, 'snapshots', ...(name === undefined ? [] : [name])), keys }),
    monthlyPath: join(home, 'monthly-snapshots.json'),
    openSnapshot,
    active,
    sight: () => sightBeside({ current: raw.current, lockStands: () => Promise.resolve(false) }),
    changesUnderWay: () => changes.underWay,
    settled: raw.settled,
    writePack: (wish, folder) => packs.write(wish, folder),
    chooseFolder: () => Promise.resolve(packs.chosen),
    monthlyName: () => 'Monthly',
    onChange: (list) => lists.push(list),
    now: () => clock.now,
    log: quietLog()
  })
  const reached: ChannelName[] = []
  const history = createPostureHistory({ pathOf: (name) => join(home, 'posture', name), active: () => openSnapshot.placed(active), now: () => clock.now, log: quietLog() })
  const handlers = answerFromOpenSnapshot(
    {
      ...(Object.fromEntries(channels.map((channel) => [channel, () => reached.push(channel)])) as unknown as Handlers),
      ...connectionHandlers(opening),
      ...overviewHandlers(opening, journalInMemory()),
      ...accessHandlers(opening, () => clock.now),
      ...activityHandlers(opening, () => clock.now),
      ...postureHandlers(history),
      ...snapshotHandlers(Promise.resolve(service)),
      'organizations.list': async () => listOwnOrganizations(await active()),
      'organizationSecurity.read': async ({ organizationId }) => readOrganizationSecurity(await active(), organizationId, () => clock.now),
      'keyInventory.read': async ({ organizationId }) => readKeyInventory(await active(), organizationId, () => clock.now)
    },
    openSnapshot
  )
  return { ...world, raw, service, handlers, openSnapshot, http, clock, told, lists, changes, reached, history, packs }
}

async function signedIn() {
  const world = await setUp()
  await world.signInByEmail(world.raw)
  return { ...world, organizationId: await ownOrganization(world.raw) }
}

/** The one in which the person may read everything. */
const ownOrganization = async ({ active }: Pick<ConnectionService, 'active'>): Promise<string> =>
  (await listOwnOrganizations(active())).find(({ role, blockedBy, invited }) => role === 'org_super_admin' && blockedBy.length === 0 && !invited)?.id ?? ''

/** Everything that the pages read. */
const readAll = async (handlers: Handlers, organizationId: string) => ({
  organizations: await handlers['organizations.list'](undefined),
  counts: await handlers['organizations.countTwoFactor']({ organizationId }),
  access: await handlers['organizationAccess.read']({ organizationId }),
  security: await handlers['organizationSecurity.read']({ organizationId }),
  keys: await handlers['keyInventory.read']({ organizationId }),
  audit: await handlers['activity.audit']({ organizationId, tableName: null, operation: null, page: 0 })
})

describe('a snapshot', () => {
  it('is the state that the server has, encrypted on the disk, and told of', async () => {
    const { service, organizationId, handlers, lists } = await signedIn()
    const outline = await service.take({ organizationId, name: 'Before the audit' })
    const before = await readAll(handlers, organizationId)
    expect(outline).toMatchObject({ name: 'Before the audit', cause: 'person', changedMeanwhile: [], members: before.security.members.filter(({ twoFactor }) => twoFactor !== 'pending').length, keys: before.keys.keys.length })
    expect(lists.at(-1)?.snapshots).toEqual([outline])
    for (const name of await readdir(join(home, 'snapshots'))) {
      const content = await readFile(join(home, 'snapshots', name))
      for (const { email } of before.security.members) expect(content.includes(email)).toBe(false)
      expect(content.includes(before.organizations[0]?.name ?? '')).toBe(false)
    }
  })

  it('says what changed while it was taken, twice', async () => {
    const { service, organizationId, raw } = await signedIn()
    // The settings are others at each reading of the list of organizations.
    let reading = 0
    const send = raw.active().requester.send
    raw.active().requester.send = async (request) => {
      const answer = await send(request)
      if (!request.path.includes('get_orgs')) return answer
      reading += 1
      const body = structuredClone(answer.body) as Record<string, unknown>[]
      for (const row of body) row['enforcing_2fa'] = reading % 2 === 0
      return { ...answer, body: body as typeof answer.body }
    }
    const outline = await service.take({ organizationId, name: 'Restless' })
    expect(outline.changedMeanwhile).toEqual(['settings'])
  })
})

describe('while a snapshot is open', () => {
  it('every page reads from it, nothing reaches the server, and everything that changes something is refused', { timeout: 30_000 }, async () => {
    const { service, organizationId, handlers, sandbox, openSnapshot, raw, http, told, reached } = await signedIn()
    const before = await readAll(handlers, organizationId)
    const { id, takenAt } = await service.take({ organizationId, name: 'Before the audit' })
    const live = await handlers['connection.current'](undefined)
    sandbox.clearRequestLog()

    const state = await handlers['snapshots.open']({ snapshotId: id })
    expect(state).toMatchObject({ status: 'signedIn', connection: { id, snapshot: { id, takenAt, organizationId }, lastOrganizationId: organizationId } })
    expect(told.at(-1)).toEqual(state)
    expect(await handlers['connection.current'](undefined)).toEqual(state)

    const after = await readAll(handlers, organizationId)
    expect(after.organizations.map((one) => one.id)).toEqual([organizationId])
    expect(after.security.members).toEqual(before.security.members)
    expect(after.counts).toEqual(before.counts)
    expect(after.keys.keys).toEqual(before.keys.keys)
    expect(after.audit.rows).toEqual(before.audit.rows)
    expect(after.audit.readAt).toBe(takenAt)
    expect(after.access.permissions['org.invite_user']).toMatchObject({ known: false, why: { code: 'snapshotOpen' } })
    for (const [channel, value] of [['organizations.list', after.organizations], ['organizations.countTwoFactor', after.counts], ['organizationAccess.read', after.access], ['organizationSecurity.read', after.security], ['keyInventory.read', after.keys], ['activity.audit', after.audit], ['connection.current', state]] as const) {
      expect(contract[channel].output.safeParse(value).success, channel).toBe(true)
    }
    // The filter and the pages are the extract's own.
    const orgs = await handlers['activity.audit']({ organizationId, tableName: 'orgs', operation: 'UPDATE', page: 0 })
    expect(orgs.rows).toEqual(before.audit.rows.filter((row) => row.understood && row.table === 'orgs' && row.operation === 'UPDATE').slice(0, 50))
    expect((await handlers['activity.audit']({ organizationId, tableName: null, operation: null, page: 400 })).rows).toEqual([])
    await expect(Promise.resolve(handlers['organizationSecurity.read']({ organizationId: '7c1d2a4e-0b0f-4c53-9a61-3f6a5d0c8e11' }))).rejects.toMatchObject({ code: 'notFound' })

    const refused = channels.filter((channel) => whileSnapshotOpen[channel] === 'refused')
    expect(refused.length).toBeGreaterThan(40)
    for (const channel of refused) await expect(Promise.resolve((handlers[channel] as (input: unknown) => unknown)({})), channel).rejects.toMatchObject({ code: 'snapshotOpen' })
    expect(reached).toEqual([])
    // Beneath the channels, whoever has a way of his own finds it shut.
    expect(() => openSnapshot.guarded(raw.active())).toThrow('snapshot')
    await expect(raw.active().requester.send({ host: 'api', method: 'GET', path: '/apikey', answer: contract['vault.state'].output })).rejects.toMatchObject({ code: 'snapshotOpen' })
    await expect(http.send({ url: `${sandbox.api}/private/config`, method: 'GET' })).rejects.toMatchObject({ code: 'snapshotOpen' })
    await expect(service.compare({ before: id, after: null })).rejects.toMatchObject({ code: 'snapshotOpen' })
    expect(sandbox.requestLog()).toEqual([])

    expect(await handlers['snapshots.close'](undefined)).toEqual(live)
    expect(told.at(-1)).toEqual(live)
    expect((await readAll(handlers, organizationId)).security.members).toEqual(before.security.members)
    expect(sandbox.requestLog().length).toBeGreaterThan(0)
  })

  it('ends what was being read of the server', async () => {
    const { service, organizationId, openSnapshot, raw } = await signedIn()
    const { id } = await service.take({ organizationId, name: 'Before the audit' })
    const { signal } = openSnapshot.guarded(raw.active())
    await service.open({ snapshotId: id })
    expect(signal.aborted).toBe(true)
    expect(raw.active().signal.aborted).toBe(false)
  })

  it('is not opened while a change is under way', async () => {
    const { service, organizationId, changes } = await signedIn()
    const { id } = await service.take({ organizationId, name: 'Before the audit' })
    changes.underWay = 1
    await expect(service.open({ snapshotId: id })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'changeUnderWay' } } })
    changes.underWay = 0
    expect(await service.open({ snapshotId: id })).toMatchObject({ status: 'signedIn' })
  })

  it('the lock comes first: nothing is told of it, and unlocking finds it open', async () => {
    const { service, organizationId, handlers, raw, openSnapshot } = await signedIn()
    const { id } = await service.take({ organizationId, name: 'Before the audit' })
    await service.open({ snapshotId: id })
    await raw.suspend('person')
    expect(await handlers['connection.current'](undefined)).toMatchObject({ status: 'locked', connection: { id: raw.held()?.connection.id } })
    await expect(Promise.resolve(handlers['organizationSecurity.read']({ organizationId }))).rejects.toMatchObject({ code: 'locked' })
    await expect(service.list()).rejects.toMatchObject({ code: 'locked' })
    await raw.resume()
    expect(openSnapshot.shown(raw.current())).toMatchObject({ status: 'signedIn', connection: { id } })
  })

  it('is closed before it is deleted', async () => {
    const { service, organizationId, handlers } = await signedIn()
    const { id } = await service.take({ organizationId, name: 'Before the audit' })
    await service.open({ snapshotId: id })
    expect((await service.delete({ snapshotId: id })).snapshots).toEqual([])
    expect(await handlers['connection.current'](undefined)).not.toHaveProperty('connection.snapshot')
  })
})

it('opens signed out, with the server gone, in a later run', async () => {
  const key: { found: string | null } = { found: null }
  const first = await setUp(key)
  await first.signInByEmail(first.raw)
  const organizationId = await ownOrganization(first.raw)
  const { id } = await first.service.take({ organizationId, name: 'Before the audit' })
  await first.raw.signOut()
  await first.sandbox.close()

  const later = await setUp(key)
  expect((await later.service.list()).snapshots.map((one) => one.id)).toEqual([id])
  expect(await later.handlers['snapshots.open']({ snapshotId: id })).toMatchObject({ status: 'signedIn', connection: { has: { apiKey: false, session: false }, snapshot: { organizationId } } })
  expect((await readAll(later.handlers, organizationId)).security.members.length).toBeGreaterThan(0)
  expect(await later.handlers['posture.history']({ organizationId })).toMatchObject({ days: [] })
  expect(later.sandbox.requestLog()).toEqual([])
  expect(await later.handlers['snapshots.close'](undefined)).toEqual(later.raw.current())
})

describe('comparing', () => {
  it('two snapshots, and one with today', async () => {
    const { service, organizationId } = await signedIn()
    const first = await service.take({ organizationId, name: 'March' })
    const second = await service.take({ organizationId, name: 'April' })
    await service.rename({ snapshotId: first.id, name: 'Early March' })
    const difference = await service.compare({ before: first.id, after: second.id })
    expect(difference).toMatchObject({ before: { name: 'Early March' }, after: { name: 'April' }, settings: [], members: { added: [], removed: [], changed: [] } })
    expect(await service.compare({ before: first.id, after: null })).toMatchObject({ after: { name: '' }, settings: [] })
  })

  it('refuses two organizations', async () => {
    const { service, raw, organizationId } = await signedIn()
    const other = (await listOwnOrganizations(raw.active())).find(({ id, blockedBy, invited }) => id !== organizationId && blockedBy.length === 0 && !invited)
    const [one, two] = [await service.take({ organizationId, name: 'One' }), await service.take({ organizationId: other?.id ?? '', name: 'Two' })]
    await expect(service.compare({ before: one.id, after: two.id })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'otherOrganization' } } })
  })
})

describe('the monthly capture', () => {
  it('takes the first at once and the next a calendar month later, only where the connection is open', async () => {
    const { service, organizationId, clock, raw } = await signedIn()
    clock.now = new Date(2027, 0, 31, 10).getTime()
    await service.captureMonthly({ organizationId, on: true })
    await expect.poll(async () => (await service.list()).monthly[0]?.lastAt).toBe(new Date(clock.now).toISOString())
    clock.now = new Date(2027, 1, 28, 9).getTime()
    await service.look()
    expect((await service.list()).snapshots).toHaveLength(1)
    clock.now = new Date(2027, 1, 28, 11).getTime()
    await service.look()
    expect((await service.list()).snapshots.map(({ cause, name }) => `${cause} ${name}`)).toEqual(['monthly Monthly', 'monthly Monthly'])
    await raw.signOut()
    clock.now = new Date(2027, 5, 1).getTime()
    await service.look()
    expect((await service.list()).snapshots).toHaveLength(2)
    expect((await service.captureMonthly({ organizationId, on: false })).monthly).toEqual([])
  })
})

it('the monthly capture of one that cannot be taken keeps no other from being taken, and one elsewhere is not switched off with it', async () => {
  const { service, raw, organizationId } = await signedIn()
  const { server } = raw.active().connection
  const gone = '00000000-0000-4000-8000-00000000dead'
  const once = (at: string, id: string): object => ({ server: at, organizationId: id, name: 'Harbour', lastAt: null })
  await writeFile(join(home, 'monthly-snapshots.json'), JSON.stringify({ version: 1, data: { monthly: [once(server, gone), once('elsewhere.example', organizationId), once(server, organizationId)] } }))
  await service.look()
  const taken = async () => (await service.list()).monthly.map(({ organizationId: id, lastAt }) => [id === gone ? 'gone' : 'there', lastAt !== null])
  expect(await taken()).toEqual([['gone', false], ['there', false], ['there', true]])
  await service.captureMonthly({ organizationId, on: false })
  expect(await taken()).toEqual([['gone', false], ['there', false]])
})

describe('the evidence pack of the monthly snapshot', () => {
  const wish = { standards: ['soc2' as const], maskEmails: true, language: 'en' as const }
  const refusing = (code: 'vaultLocked' | 'storageFailed' | 'notFound' | 'locked') => () => Promise.reject(new AppError({ code, message: 'Not now.', retryable: true }))

  async function monthly() {
    const world = await signedIn()
    const { service, organizationId, clock, packs } = world
    clock.now = new Date(2027, 0, 31, 10).getTime()
    await service.captureMonthly({ organizationId, on: true })
    await service.look()
    expect((await service.list()).monthly[0]?.lastAt).not.toBeNull()
    const written: { snapshotId: string; folder: string }[] = []
    const write = (given: { snapshotId: string }, folder: string) => {
      written.push({ snapshotId: given.snapshotId, folder })
      return Promise.resolve({ path: join(folder, `Evidence ${String(written.length)}`) })
    }
    packs.write = write
    const pack = async () => (await service.list()).monthly[0]?.pack ?? null
    return { ...world, written, pack, works: () => void (packs.write = write) }
  }

  it('is written at once of the newest, then of each that is taken, and told with its path', async () => {
    const { service, organizationId, clock, written, pack } = await monthly()
    await service.packMonthly({ organizationId, wish })
    await service.look()
    expect((await pack())?.written).toHaveLength(1)
    clock.now = new Date(2027, 1, 28, 11).getTime()
    await service.look()
    const [newest, before] = (await service.list()).snapshots
    expect(written).toEqual([{ snapshotId: before?.id, folder: home }, { snapshotId: newest?.id, folder: home }])
    expect(await pack()).toEqual({ ...wish, folder: home, owed: [], failed: null, written: [{ path: join(home, 'Evidence 2'), at: new Date(clock.now).toISOString() }, { path: join(home, 'Evidence 1'), at: new Date(2027, 0, 31, 10).toISOString() }] })
    // Looking more often writes nothing twice.
    await service.look()
    expect(written).toHaveLength(2)
  })

  it.each(['vaultLocked', 'storageFailed'] as const)('is told where it cannot be written (%s), and written at the next chance, also after weeks', async (code) => {
    const { service, organizationId, clock, written, pack, packs, works, lists } = await monthly()
    packs.write = refusing(code)
    await service.packMonthly({ organizationId, wish })
    await service.look()
    expect((await pack())?.failed?.why.code).toBe(code)
    expect(lists.at(-1)?.monthly[0]?.pack?.failed?.why.code).toBe(code)
    clock.now = new Date(2027, 1, 28, 11).getTime()
    await service.look()
    expect(await pack()).toMatchObject({ written: [], owed: { length: 2 }, failed: { at: new Date(clock.now).toISOString(), why: { code } } })
    works()
    await service.look()
    const ids = (await service.list()).snapshots.map(({ id }) => id).reverse()
    expect(written.map(({ snapshotId }) => snapshotId)).toEqual(ids)
    expect(await pack()).toMatchObject({ owed: [], failed: null, written: { length: 2 } })
  })

  it('waits behind the lock without a word, and is not held up by a connection that is closed', async () => {
    const { service, organizationId, pack, packs, works, raw, written } = await monthly()
    packs.write = refusing('locked')
    await service.packMonthly({ organizationId, wish })
    await service.look()
    expect(await pack()).toMatchObject({ failed: null, owed: { length: 1 } })
    works()
    await raw.signOut()
    await service.look()
    expect(written).toHaveLength(1)
  })

  it('is given up of a snapshot that was deleted, and says so', async () => {
    const { service, organizationId, pack, packs } = await monthly()
    packs.write = refusing('notFound')
    await service.packMonthly({ organizationId, wish })
    await service.look()
    expect((await pack())?.failed?.why.code).toBe('notFound')
    expect(await pack()).toMatchObject({ owed: [], written: [] })
  })

  it('is not begun where nobody chose a folder or no snapshot is taken, and ends when it is turned off', async () => {
    const { service, organizationId, pack, packs, written } = await monthly()
    packs.chosen = null
    expect(await service.packMonthly({ organizationId, wish })).toBeNull()
    expect(await pack()).toBeNull()
    packs.chosen = home
    await expect(service.packMonthly({ organizationId: '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d', wish })).rejects.toMatchObject({ code: 'notFound' })
    packs.write = refusing('storageFailed')
    await service.packMonthly({ organizationId, wish })
    await service.packMonthly({ organizationId, wish: null })
    await service.look()
    expect(await pack()).toBeNull()
    expect(written).toEqual([])
  })

  it('is asked of nobody whose capture an earlier version began', async () => {
    const { service, organizationId } = await signedIn()
    await writeFile(join(home, 'monthly-snapshots.json'), JSON.stringify({ version: 1, data: { monthly: [{ server: 'capgo.app', organizationId, name: 'Harbour', lastAt: null }] } }))
    expect((await service.list()).monthly).toEqual([{ organizationId, name: 'Harbour', lastAt: null, pack: null }])
  })
})

describe('an open snapshot', () => {
  it('is put away by every way of locking, also with nobody signed in', async () => {
    const { service, organizationId, openSnapshot, raw, told } = await signedIn()
    const { id } = await service.take({ organizationId, name: 'One' })
    await raw.signOut()
    await service.open({ snapshotId: id })
    expect(openSnapshot.current()).not.toBeNull()
    const lock = openSnapshot.lockingWith(() => Promise.resolve(raw.current()))
    expect(await lock('person')).toMatchObject({ status: 'signedOut' })
    expect(openSnapshot.current()).toBeNull()
    expect(told.at(-1)).toMatchObject({ status: 'signedOut' })
  })
})
