import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shownServer } from '../../../electron/main/services/connection/connectionNames'
import { nothingRemembered, rememberedSchema, secretOf, secretsOf } from '../../../electron/main/services/connection/connectionRecord'
import { createConnectionRepository } from '../../../electron/main/services/connection/connectionRepository'
import { fromVersion1 } from '../../../electron/main/services/connection/recordMigration'
import { secretIdOf } from '../../../electron/main/services/connection/secretId'

const server = { api: 'https://api.capgo.app', supabase: 'https://sb.capgo.app', anonKey: 'anonymous' }
const current = { id: '6ef41212-89c9-4b32-b21f-a586d61dda2c', demo: false, server, userId: 'person', credential: 'session', email: 'her@example.com', lastOrganizationId: '046a36ac-e03c-4590-9257-bd6c9dba9ee8' }
const version1 = { current, lastEmail: 'her@example.com', lastServer: null, toForget: [] }

describe('a file of version 1', () => {
  it('becomes one connection, whose secret is where it was', () => {
    const remembered = rememberedSchema.parse(fromVersion1(version1))
    expect(remembered).toEqual({
      connections: [
        {
          id: current.id,
          name: 'Capgo',
          server,
          address: { by: 'discovery', typed: null },
          apiKey: null,
          session: { userId: 'person', email: 'her@example.com' },
          uses: 'session',
          lastPerson: { userId: 'person', email: 'her@example.com' },
          lastOrganizationId: current.lastOrganizationId
        }
      ],
      currentId: current.id,
      lastEmail: 'her@example.com',
      lastServer: null,
      toForget: []
    })
    const [record] = remembered.connections
    expect(record && secretOf(record, 'session')).toEqual({ id: secretIdOf(current), kind: 'session' })
  })

  it('of an API key has a fingerprint only once the key is read', () => {
    const { connections } = rememberedSchema.parse(fromVersion1({ ...version1, lastServer: 'capgo.example.org', current: { ...current, server: { ...server, api: 'https://capgo.example.org' }, credential: 'apiKey', email: null } }))
    expect(connections).toMatchObject([{ name: 'capgo.example.org', address: { typed: 'capgo.example.org' }, apiKey: { userId: 'person', fingerprint: '000000000000' }, session: null, uses: 'apiKey' }])
  })

  it('without a connection keeps what it offered and what waits to be removed, of both kinds', () => {
    const id = secretIdOf(current)
    expect(fromVersion1({ ...version1, current: null, toForget: [id] })).toEqual({
      ...nothingRemembered,
      lastEmail: 'her@example.com',
      toForget: [
        { id, kind: 'session' },
        { id, kind: 'apiKey' }
      ]
    })
  })

  it.each([
    ['nothing that version 1 wrote', {}],
    ['an address to which nothing may go', { ...version1, current: { ...current, server: { ...server, api: 'http://api.example.com' } } }],
    ['a word too many', { ...version1, secret: 'x' }]
  ])('is refused when it holds %s', (_what, data) => {
    expect(() => fromVersion1(data)).toThrow()
  })

  it('is not changed by being read', () => {
    const before = structuredClone(version1)
    fromVersion1(version1)
    expect(version1).toEqual(before)
  })
})

describe('the file on the disk', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-connections-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is read in version 1 and written in version 2', async () => {
    const path = join(folder, 'connection.json')
    await writeFile(path, JSON.stringify({ version: 1, data: version1 }))
    const repository = createConnectionRepository(path, () => expect.unreachable())
    const remembered = await repository.read()
    expect(remembered.connections).toMatchObject([{ id: current.id }])
    await repository.write(remembered)
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 2, data: remembered })
    expect(await createConnectionRepository(path, () => expect.unreachable()).read()).toEqual(remembered)
  })

  it('that holds what nobody wrote stands aside', async () => {
    const path = join(folder, 'connection.json')
    const asides: string[] = []
    for (const data of [{ ...version1, current: { ...current, userId: '' } }, 'hello']) {
      await writeFile(path, JSON.stringify({ version: 1, data }))
      expect(await createConnectionRepository(path, ({ reason }) => asides.push(reason)).read()).toEqual(nothingRemembered)
    }
    expect(asides).toEqual(['migrationFailed', 'migrationFailed'])
  })

  it('of which a part is wrong gives what is right, under the same secrets; those of the rest are to be forgotten', async () => {
    const path = join(folder, 'connection.json')
    const good = fromVersion1(version1).connections[0]
    if (!good) throw new Error('no connection')
    const other = { ...good, id: '11111111-1111-4111-8111-111111111111', name: 42, unknown: true, session: { userId: 'ada', email: 7 }, uses: 'session' }
    const lost = { ...good, id: '22222222-2222-4222-8222-222222222222', server: { ...good.server, api: 'http://not-here.example.com' } }
    await writeFile(path, JSON.stringify({ version: 2, data: { connections: [other, good, lost, 'x', good], currentId: good.id, lastEmail: 5, lastServer: null, toForget: ['x'] } }))
    const repository = createConnectionRepository(path, () => undefined)
    const { connections, currentId, lastEmail, toForget } = await repository.read()
    expect(connections).toMatchObject([{ id: other.id, name: shownServer(good.server), session: { userId: 'ada', email: '' } }, good])
    expect([connections.length, currentId, lastEmail]).toEqual([2, good.id, null])
    expect(toForget).toEqual(secretsOf(lost))
    // Written down, so that the next start begins with it.
    expect((await createConnectionRepository(path, () => expect.unreachable()).read()).connections).toHaveLength(2)
  })
})
