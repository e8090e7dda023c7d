import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '#shared/domain/connection'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { readOrganizationSecurity } from '../../../electron/main/services/organizationSecurity'
import { createPostureHistory } from '../../../electron/main/services/posture/postureHistory'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, organizationId, security } from '../../support/organizationSecurityFixtures'
import { quietLog } from '../../support/quietLog'
import { signedInToSandbox } from '../../support/signedInToSandbox'

const other = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'
const dayMs = 86_400_000
const session: Connection = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Test',
  demo: false,
  server: 'api.capgo.app',
  userId: 'user-self',
  credential: { kind: 'session', storage: 'memory', email: 'ada@example.com', level: 'aal2' },
  has: { apiKey: false, session: true },
  lastOrganizationId: null
}

let folder = ''
let now = 0
let connection = session
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'gatehouse-posture-')), 'posture')
  now = Date.parse('2027-03-12T09:30:00.000Z')
  connection = session
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

/** As after a restart: nothing is remembered but the files. */
const start = () => createPostureHistory({ pathOf: (name) => join(folder, name), active: () => Promise.resolve({ connection } as unknown as ActiveConnection), now: () => now, log: quietLog() })
type History = ReturnType<typeof start>

const readAt = () => new Date(now).toISOString()
function bothRead(history: History, changes: Partial<OrganizationSecurity> = {}): void {
  history.securityRead(connection, security({ readAt: readAt(), clockSkewMs: null, ...changes }))
  history.keysRead(connection, inventory([key(1)], { readAt: readAt(), organizationId: changes.organizationId ?? organizationId }))
}
const days = async (history: History, id = organizationId) => (await history.read({ organizationId: id })).days
const files = async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'))
async function onlyFile(): Promise<string> {
  const [name, ...others] = await files()
  if (name === undefined || others.length > 0) throw new Error('one file was expected')
  return join(folder, name)
}

describe('the history of an organization', () => {
  it('is empty at first, and writes nothing for being looked at', async () => {
    expect(await start().read({ organizationId })).toEqual({ organizationId, readAt: readAt(), days: [], setAside: false, notKept: null })
    expect(await files()).toEqual([])
  })

  it('keeps a day once both were read, and keeps it over a restart', async () => {
    const history = start()
    history.securityRead(connection, security({ readAt: readAt(), members: [member('ada', 'enabled'), member('bea', 'notEnabled')] }))
    expect(await days(history)).toEqual([])
    history.keysRead(connection, inventory([key(1)], { readAt: readAt() }))
    expect(await days(history)).toHaveLength(1)
    expect(await days(start())).toMatchObject([{ day: '2027-03-12', members: { total: 2, enabled: 1, notEnabled: 1 }, keys: { total: 1, secure: 1 } }])
  })

  it('has one day for each date, the latest reading of it', async () => {
    const history = start()
    bothRead(history)
    now += 3_600_000
    bothRead(history, { enforcesTwoFactor: { known: true, value: true } })
    now += dayMs
    bothRead(history)
    expect((await days(history)).map(({ day, enforcesTwoFactor }) => [day, enforcesTwoFactor])).toEqual([
      ['2027-03-12', true],
      ['2027-03-13', false]
    ])
  })

  it('writes nothing while nothing changes', async () => {
    const history = start()
    bothRead(history)
    await days(history)
    const before = await readFile(await onlyFile(), 'utf8')
    now += 300_000
    bothRead(history)
    await days(history)
    expect(await readFile(await onlyFile(), 'utf8')).toBe(before)
  })

  it('changes nothing when the clock is put back', async () => {
    const history = start()
    bothRead(history)
    now += dayMs
    bothRead(history)
    now -= dayMs + 3_600_000
    bothRead(history, { enforcesTwoFactor: { known: true, value: true } })
    expect((await days(history)).map(({ enforcesTwoFactor }) => enforcesTwoFactor)).toEqual([false, false])
  })

  it('shows no day to come, and loses none', async () => {
    now += 400 * dayMs
    const ahead = start()
    bothRead(ahead)
    await days(ahead)
    now -= 400 * dayMs
    const history = start()
    bothRead(history)
    expect((await days(history)).map(({ day }) => day)).toEqual(['2027-03-12'])
    now += 400 * dayMs
    expect(await days(start())).toHaveLength(2)
  })

  it('goes by the server’s clock where it tells one', async () => {
    now += 400 * dayMs
    const history = start()
    bothRead(history, { clockSkewMs: -400 * dayMs })
    expect((await days(history)).map(({ day }) => day)).toEqual(['2027-03-12'])
  })

  it('keeps nothing of a reading that failed in part, nor of two that are of different times or credentials', async () => {
    const failing = start()
    bothRead(failing, { twoFactorCompleteness: { state: 'failed', why: lookUpFailure } })
    expect(await days(failing)).toEqual([])
    const history = start()
    history.securityRead(connection, security({ readAt: readAt() }))
    now += 11 * 60_000
    history.keysRead(connection, inventory([], { readAt: readAt() }))
    expect(await days(history)).toEqual([])
    const other: Connection = { ...session, credential: { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' } }
    history.securityRead(other, security({ readAt: readAt() }))
    expect(await days(history)).toEqual([])
  })

  it('is of one organization of one server; the demonstration is one server', async () => {
    const history = start()
    bothRead(history)
    bothRead(history, { organizationId: other })
    expect([await days(history), await days(history, other)].map((one) => one.length)).toEqual([1, 1])
    connection = { ...session, server: 'capgo.example' }
    expect(await days(history)).toEqual([])
    connection = { ...session, demo: true, server: '127.0.0.1:40001' }
    bothRead(history)
    await days(history)
    connection = { ...connection, server: '127.0.0.1:40002' }
    expect(await days(start())).toHaveLength(1)
    expect(await files()).toHaveLength(3)
  })

  it('has no name, no address and no id of anybody', async () => {
    const history = start()
    bothRead(history)
    await days(history)
    expect(await readFile(await onlyFile(), 'utf8')).not.toMatch(/user-self|second|@|Harbour|Key 1|binding-/u)
  })

  it.each(['not JSON', '{"version":1,"data":{"days":3}}', '{"version":99,"data":{}}'])('sets a file of %j aside, says so, and goes on', async (content) => {
    const history = start()
    bothRead(history)
    await days(history)
    await writeFile(await onlyFile(), content)
    const again = start()
    expect(await again.read({ organizationId })).toMatchObject({ days: [], setAside: true })
    expect((await readdir(folder)).filter((name) => name.endsWith('.aside'))).toHaveLength(1)
    bothRead(again)
    await days(again)
    expect(await start().read({ organizationId })).toMatchObject({ setAside: false, days: [{ day: '2027-03-12' }] })
  })

  it('takes over the days of a damaged file that are whole', async () => {
    const history = start()
    bothRead(history)
    now += dayMs
    bothRead(history)
    await days(history)
    const path = await onlyFile()
    await writeFile(path, (await readFile(path, 'utf8')).replace('"total": 2', '"total": -2'))
    const read = await start().read({ organizationId })
    expect([read.setAside, read.days.map(({ day }) => day)]).toEqual([true, ['2027-03-13']])
  })

  it('does not take the file of another organization for its own', async () => {
    const history = start()
    bothRead(history)
    bothRead(history, { organizationId: other })
    await days(history)
    const texts = await Promise.all((await files()).map(async (name) => [join(folder, name), await readFile(join(folder, name), 'utf8')] as const))
    const [mine, theirs] = [texts.find(([, text]) => text.includes(organizationId)), texts.find(([, text]) => text.includes(other))]
    await writeFile(mine?.[0] ?? '', theirs?.[1] ?? '')
    expect(await start().read({ organizationId })).toMatchObject({ days: [], setAside: true })
  })

  it('says when it could not be kept, and fails no reading for it', async () => {
    const place = join(folder, '..')
    const history = createPostureHistory({ pathOf: (name) => join(place, 'file', name), active: () => Promise.resolve({ connection } as unknown as ActiveConnection), now: () => now, log: quietLog() })
    await writeFile(join(place, 'file'), 'a file where a folder should be')
    bothRead(history)
    await expect(history.read({ organizationId })).rejects.toMatchObject({ code: 'storageFailed' })
    await rm(join(place, 'file'))
    expect(await history.read({ organizationId })).toMatchObject({ days: [], notKept: { code: 'storageFailed' } })
    bothRead(history)
    expect(await history.read({ organizationId })).toMatchObject({ days: [{ day: '2027-03-12' }], notKept: null })
  })

  it('is recorded from what a server really tells', async () => {
    const { sandbox, active } = await signedInToSandbox()
    try {
      const history = createPostureHistory({ pathOf: (name) => join(folder, name), active: () => Promise.resolve(active), now: Date.now, log: quietLog() })
      const id = sandbox.demo.organizationId
      history.securityRead(active.connection, await readOrganizationSecurity(active, id, Date.now))
      history.keysRead(active.connection, await readKeyInventory(active, id, Date.now))
      const [today, ...others] = await days(history, id)
      expect(others).toEqual([])
      expect(today).toMatchObject({ enforcesTwoFactor: false, members: { total: 42, enabled: 30, notEnabled: 12, unknown: 0 } })
      expect(today?.keys?.total).toBeGreaterThan(0)
    } finally {
      await sandbox.close()
    }
  })
})
