import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import type { SignInStep } from '#shared/domain/connection'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/main/sandbox'
import type { ConnectionService } from '../../../electron/main/services/connection/connectionService'
import { secretsOf } from '../../../electron/main/services/connection/connectionRecord'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { connectionSetUp } from '../../support/connectionSetUp'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
const setUp = (options: SandboxOptions = {}) => connectionSetUp(open, options)
const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)
async function another(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options)
  open.push(sandbox)
  return sandbox
}
const connectionIn = (step: SignInStep) => {
  if (step.step !== 'signedIn') throw new Error('not signed in')
  return step.connection
}
const withKey = async (service: ConnectionService, sandbox: Sandbox, connectionId: string | null = null) => connectionIn(await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api, connectionId }))
const tokensOf = (sandbox: Sandbox) => sandbox.requestLog().filter(({ path }) => path.startsWith('/auth/v1/token'))
const logoutsOf = (sandbox: Sandbox) => sandbox.requestLog().filter(({ path, status }) => path.startsWith('/auth/v1/logout') && status === 204)
const sessionsOf = (sandbox: Sandbox) => sandbox.state().tables['sessions']?.length ?? 0

/** A connection with both credentials of the demo person, the session in use, and one with a key at a second server behind it. */
async function twoConnections(options: SandboxOptions = {}) {
  const set = await setUp(options)
  const other = await another()
  const service = set.start()
  const second = await withKey(service, other)
  const first = await withKey(service, set.sandbox)
  const again = await set.signInByEmail(service, first.id)
  return { ...set, other, service, first: connectionIn(again), second }
}

describe('the list of connections', () => {
  it('names each, its server and its credentials, and tells the window of every change', async () => {
    const { sandbox, other, service, first, second, lists } = await twoConnections()
    const list = await service.list()
    expect(list).toEqual([
      {
        id: second.id,
        name: other.api,
        demo: false,
        server: { shown: other.api, api: other.api, supabase: other.api },
        apiKey: { userId: other.demo.userId, fingerprint: createHash('sha256').update(other.demo.apiKey).digest('hex').slice(0, 12) },
        session: null,
        uses: 'apiKey',
        current: false
      },
      {
        id: first.id,
        name: sandbox.api,
        demo: false,
        server: { shown: sandbox.api, api: sandbox.api, supabase: sandbox.supabase },
        apiKey: { userId: sandbox.demo.userId, fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/u) as string },
        session: { userId: sandbox.demo.userId, email: sandbox.demo.email },
        uses: 'session',
        current: true
      }
    ])
    expect(first).toMatchObject({ name: sandbox.api, has: { apiKey: true, session: true }, credential: { kind: 'session' } })
    expect(lists.at(-1)).toEqual(list)
    const told = lists.length
    await service.rename(second.id, 'Harbour')
    expect(lists).toHaveLength(told + 1)
    expect(lists.at(-1)).toMatchObject([{ id: second.id, name: 'Harbour' }, { id: first.id }])
    await listOwnOrganizations(service.active())
    await service.rememberOrganization(sandbox.demo.organizationId)
    expect(lists).toHaveLength(told + 1)
  })

  it('has the demo organization while it is open, and never keeps it', async () => {
    const { service, store, first } = await twoConnections()
    const demo = await service.openDemo()
    expect(await service.list()).toMatchObject([{ demo: true, current: true }, { current: false }, { current: false }])
    expect(store.remembered.connections).toHaveLength(2)
    if (demo.status !== 'signedIn') throw new Error('not open')
    expect(await service.test(demo.connection.id)).toMatchObject({ apiKey: null, session: { works: true, level: 'aal2' } })
    expect((await failure(service.rename(demo.connection.id, 'Mine'))).code).toBe('notFound')
    expect(await service.remove(demo.connection.id)).toMatchObject({ status: 'signedIn', connection: { id: first.id } })
    expect(await service.list()).toHaveLength(2)
  })

  it('is an error, and not empty, when the file cannot be read', async () => {
    const { start, repository } = await setUp()
    expect((await failure(start(undefined, { repository: { ...repository, read: () => Promise.reject(new Error('a folder')) } }).list())).code).toBe('unexpected')
  })
})

describe('opening another connection', () => {
  it('asks no server, stops the former one and leaves its session as it is', async () => {
    const { sandbox, other, service, first, second } = await twoConnections()
    const used = service.active()
    const sessions = sessionsOf(sandbox)
    for (const server of [sandbox, other]) server.clearRequestLog()
    expect(await service.use(second.id, null)).toMatchObject({ status: 'signedIn', connection: { id: second.id, credential: { kind: 'apiKey' } } })
    expect(used.signal.aborted).toBe(true)
    expect((await failure(listOwnOrganizations(used))).code).toBe('cancelled')
    expect(await service.use(first.id, null)).toMatchObject({ connection: { id: first.id, credential: { kind: 'session', level: 'aal2' } } })
    expect([...sandbox.requestLog(), ...other.requestLog()]).toEqual([])
    expect(sessionsOf(sandbox)).toBe(sessions)
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
  })

  it('or the other credential of the open one, is what the next start opens', async () => {
    const { service, first, start } = await twoConnections()
    expect(await service.use(first.id, 'apiKey')).toMatchObject({ connection: { id: first.id, has: { apiKey: true, session: true }, credential: { kind: 'apiKey' } } })
    expect(await start().start({ demo: false })).toMatchObject({ connection: { id: first.id, credential: { kind: 'apiKey' } } })
  })

  it('does nothing when it is open already, and ends the demo', async () => {
    const { service, first, demos, states } = await twoConnections()
    const used = service.active()
    const told = states.length
    await service.use(first.id, null)
    expect(service.active()).toBe(used)
    expect(states).toHaveLength(told)
    await service.openDemo()
    await service.use(first.id, null)
    expect(demos.running).toBe(0)
  })

  it('leaves open what is open when it cannot be', async () => {
    const { service, first, second, vault, store } = await twoConnections()
    const used = service.active()
    expect((await failure(service.use('11111111-1111-4111-8111-111111111111', null))).code).toBe('notFound')
    expect((await failure(service.use(second.id, 'session'))).code).toBe('unauthorized')
    for (const { id } of store.remembered.connections.flatMap(secretsOf)) await vault.forgetApiKey(id)
    expect((await failure(service.use(first.id, 'apiKey'))).data).toMatchObject({ code: 'unauthorized', details: { foundState: 'gone' } })
    expect(service.active()).toBe(used)
    expect((await listOwnOrganizations(used)).length).toBeGreaterThan(1)
  })

  it('waits for a renewal of the session that is opened again', async () => {
    const { sandbox, service, first, second, at } = await twoConnections()
    at(() => Date.now() + 3_590_000)
    sandbox.arrange([{ do: 'set-latency', ms: 80 }])
    sandbox.clearRequestLog()
    const renewing = failure(listOwnOrganizations(service.active()))
    await service.use(second.id, null)
    await service.use(first.id, null)
    await renewing
    await listOwnOrganizations(service.active())
    // Read from the keychain before the renewal was kept, the session would have been renewed twice.
    expect(tokensOf(sandbox)).toHaveLength(1)
  })

  it('comes back also to what the keychain refused, for this run', async () => {
    const { sandbox, start, vault, signInByEmail, store } = await setUp()
    const other = await another()
    let refuses = false
    const service = start({ ...vault, saveSession: (id, session) => (refuses ? Promise.reject(new Error('refused')) : vault.saveSession(id, session)) })
    const kept = await withKey(service, other)
    refuses = true
    const unkept = connectionIn(await signInByEmail(service))
    expect(unkept.credential.storage).toBe('memory')
    expect(store.remembered.connections).toHaveLength(1)
    await service.use(kept.id, null)
    expect(await service.use(unkept.id, null)).toMatchObject({ connection: { id: unkept.id, credential: { kind: 'session', storage: 'memory' } } })
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
    expect(sandbox.requestLog().filter(({ path }) => path.startsWith('/auth/v1/token'))).toHaveLength(1)
    expect(await service.openDemo()).toMatchObject({ connection: { demo: true } })
    expect(await service.signOut()).toMatchObject({ status: 'signedIn', connection: { id: unkept.id } })
  })
})

describe('signing in', () => {
  it('again as the same person with the same kind is no second connection, and the former session ends', async () => {
    const { sandbox, start, signInByEmail, secretId, vault } = await setUp()
    const service = start()
    const first = connectionIn(await signInByEmail(service))
    const before = await vault.readSession(secretId('session'))
    const sessions = sessionsOf(sandbox)
    const again = connectionIn(await signInByEmail(service))
    await service.settled()
    expect(again.id).toBe(first.id)
    expect(await service.list()).toHaveLength(1)
    expect(sessionsOf(sandbox)).toBe(sessions)
    const after = await vault.readSession(secretId('session'))
    expect(after.found?.refreshToken).not.toBe(before.found?.refreshToken)
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
  })

  it('comes back to the connection that was signed out of, also after a restart', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const service = start()
    const first = connectionIn(await signInByEmail(service))
    await service.rename(first.id, 'Harbour')
    expect(await service.signOut()).toMatchObject({ status: 'signedOut', connectionId: first.id })
    const next = start()
    expect(await next.start({ demo: false })).toMatchObject({ status: 'signedOut', why: null, lastEmail: sandbox.demo.email, lastServer: sandbox.api })
    expect(connectionIn(await signInByEmail(next))).toMatchObject({ id: first.id, name: 'Harbour' })
  })

  it('to a connection goes to its server, whatever address comes with it', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const thief = await another()
    const service = start()
    const { id } = await withKey(service, sandbox)
    const joined = connectionIn(await signInByEmail(service, id, thief.api))
    expect(joined).toMatchObject({ id, server: sandbox.api, has: { apiKey: true, session: true } })
    expect(connectionIn(await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: { api: thief.api, supabase: thief.supabase, anonKey: thief.anonKey }, connectionId: id })).server).toBe(sandbox.api)
    expect(thief.requestLog()).toEqual([])
    expect((await failure(service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: null, connectionId: '11111111-1111-4111-8111-111111111111' }))).code).toBe('notFound')
  })

  it('to a connection as somebody else takes the place of the former person, whose secret goes and whose session ends', async () => {
    const { sandbox, start, signInByEmail, secretId, vault, store } = await setUp()
    const service = start()
    const first = connectionIn(await signInByEmail(service))
    const former = secretId('session')
    const { email, password } = sandbox.demo.accounts['super_admin_without_2fa'] ?? sandbox.demo
    const next = connectionIn(await service.signInWithPassword({ email, password, server: null, connectionId: first.id }))
    await service.settled()
    expect(next).toMatchObject({ id: first.id, credential: { email } })
    expect(next.userId).not.toBe(first.userId)
    expect(await vault.readSession(former)).toEqual({ found: null })
    expect(store.remembered.toForget).toEqual([])
    expect(logoutsOf(sandbox)).toHaveLength(1)
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(0)
  })

  it('with the other kind, to no connection in particular, makes a second one with a name of its own', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const service = start()
    await withKey(service, sandbox)
    expect(connectionIn(await signInByEmail(service)).name).toBe(`${sandbox.api} (${sandbox.demo.email})`)
    expect(await service.list()).toHaveLength(2)
  })
})

describe('taking a credential away', () => {
  it('by signing out moves on to the other one, and opens nothing by itself', async () => {
    const { sandbox, service, first, store, start } = await twoConnections()
    expect(await service.signOut()).toMatchObject({ status: 'signedOut', why: null, connectionId: first.id, lastEmail: sandbox.demo.email, lastServer: sandbox.api })
    expect(store.remembered).toMatchObject({ currentId: null, connections: [{}, { id: first.id, session: null, uses: 'apiKey' }] })
    await service.settled()
    expect(logoutsOf(sandbox)).toHaveLength(1)
    expect(await start().start({ demo: false })).toMatchObject({ status: 'signedOut' })
    expect(await service.use(first.id, null)).toMatchObject({ status: 'signedIn', connection: { credential: { kind: 'apiKey' } } })
  })

  it('that is not in use ends its session, and what is in use goes on', async () => {
    const { sandbox, service, first, states } = await twoConnections()
    await service.use(first.id, 'apiKey')
    const used = service.active()
    const sessions = sessionsOf(sandbox)
    expect(await service.removeCredential(first.id, 'session')).toMatchObject({ status: 'signedIn', connection: { has: { apiKey: true, session: false } } })
    await service.settled()
    expect(sessionsOf(sandbox)).toBe(sessions - 1)
    expect(used.signal.aborted).toBe(false)
    expect(states.at(-1)).toMatchObject({ connection: { has: { session: false } } })
    expect(await listOwnOrganizations(service.active())).not.toEqual([])
  })

  it('that is in use is signing out', async () => {
    const { service, first } = await twoConnections()
    expect(await service.removeCredential(first.id, 'session')).toMatchObject({ status: 'signedOut', connectionId: first.id })
  })

  it('with the whole connection leaves nothing of it, open or not', async () => {
    const { sandbox, other, service, first, second, store, vault } = await twoConnections()
    const secrets = store.remembered.connections.flatMap(secretsOf)
    const sessions = sessionsOf(sandbox)
    expect(await service.remove(second.id)).toMatchObject({ status: 'signedIn', connection: { id: first.id } })
    expect(await service.remove(first.id)).toEqual({ status: 'signedOut', why: null, connectionId: null, lastEmail: null, lastServer: null })
    await service.settled()
    expect(store.remembered).toEqual({ connections: [], currentId: null, lastEmail: null, lastServer: null, toForget: [] })
    expect(secrets).toHaveLength(3)
    for (const { id } of secrets) expect([await vault.readApiKey(id), await vault.readSession(id)]).toEqual([{ found: null }, { found: null }])
    expect(sessionsOf(sandbox)).toBe(sessions - 1)
    expect(other.requestLog().filter(({ path }) => path.startsWith('/auth/'))).toEqual([])
    expect((await failure(service.remove(first.id))).code).toBe('notFound')
  })

  it('says so when the file could not be written, and the secret is gone all the same', async () => {
    const { sandbox, start, repository, secretId, vault } = await setUp()
    let full = false
    const service = start(undefined, { repository: { ...repository, write: (remembered) => (full ? Promise.reject(new Error('disk full')) : repository.write(remembered)) } })
    const { id } = await withKey(service, sandbox)
    const secret = secretId('apiKey')
    full = true
    expect((await failure(service.remove(id))).code).toBe('unexpected')
    expect(service.current()).toMatchObject({ status: 'signedOut' })
    expect(await vault.readApiKey(secret)).toEqual({ found: null })
  })
})

describe('trying the credentials', () => {
  it('tells of each what it sees, and leaves the one in use in use', async () => {
    const { service, first, second } = await twoConnections()
    const used = service.active()
    const organizations = (await listOwnOrganizations(used)).filter(({ invited }) => !invited).length
    expect(organizations).toBeGreaterThan(1)
    // The sample key is bound to one of them.
    expect(await service.test(first.id)).toEqual({ apiKey: { works: true, organizations: 1, level: null }, session: { works: true, organizations, level: 'aal2' } })
    expect(await service.test(second.id)).toMatchObject({ apiKey: { works: true }, session: null })
    expect(service.active()).toBe(used)
  })

  it('keeps the session that had to be renewed for it', async () => {
    const { sandbox, service, first, second, at } = await twoConnections()
    await service.use(second.id, null)
    at(() => Date.now() + 2 * 3_600_000)
    sandbox.arrange([{ do: 'clock-offset', ms: 2 * 3_600_000 }])
    sandbox.clearRequestLog()
    const [one, same] = await Promise.all([service.test(first.id), service.test(first.id)])
    expect(one.session).toMatchObject({ works: true })
    expect(same).toBe(one)
    await service.use(first.id, 'session')
    await listOwnOrganizations(service.active())
    expect(tokensOf(sandbox)).toHaveLength(1)
  })

  it('costs one failed authentication each where they are over, and leaves them to the person', async () => {
    const { sandbox, service, first, second } = await twoConnections()
    await service.use(second.id, null)
    const row = sandbox.state().tables['apiKeys']?.find((key) => (key as { key?: string }).key === sandbox.demo.apiKey) as { id: number }
    sandbox.arrange([{ do: 'expire-sessions' }, { do: 'clock-offset', ms: 2 * 3_600_000 }, { do: 'set-api-key-expiry', id: row.id, expires_at: '2020-01-01T00:00:00Z' }])
    sandbox.clearRequestLog()
    expect(await service.test(first.id)).toMatchObject({ apiKey: { works: false, why: { code: 'wrongApiKey' } }, session: { works: false, why: { code: 'sessionEnded' } } })
    // The session's token is over by the server's clock only: it is asked about once more, with its refresh token.
    expect(sandbox.requestLog().map(({ path }) => path).sort()).toEqual(['/auth/v1/token', '/rest/v1/rpc/get_orgs_v7', '/rest/v1/rpc/get_orgs_v7'])
    expect(await service.list()).toMatchObject([{}, { apiKey: {}, session: {} }])
    expect(service.current()).toMatchObject({ status: 'signedIn', connection: { id: second.id } })
  })

  it('gives way to opening the connection, and is refused while it is locked', async () => {
    const { sandbox, service, first, second, at } = await twoConnections()
    await service.use(second.id, null)
    at(() => Date.now() + 3_590_000)
    sandbox.arrange([{ do: 'set-latency', ms: 80 }])
    sandbox.clearRequestLog()
    const testing = service.test(first.id)
    await service.use(first.id, 'session')
    expect(await testing).toMatchObject({ session: { works: false, why: { code: 'cancelled' } } })
    await listOwnOrganizations(service.active())
    expect(tokensOf(sandbox).length).toBeLessThanOrEqual(1)
    await service.suspend('person')
    for (const refused of [service.test(first.id), service.use(second.id, null), service.rename(first.id, 'x'), service.remove(second.id), service.removeCredential(first.id, 'apiKey')]) expect((await failure(refused)).code).toBe('locked')
    expect(await service.list()).toMatchObject([{ current: false }, { id: first.id, current: true }])
  })
})

describe('a file of the version before', () => {
  it('opens as it was left, with the fingerprint of the key', async () => {
    const { sandbox, start, store } = await setUp()
    const connection = await withKey(start(), sandbox)
    const unread = { userId: connection.userId, fingerprint: '000000000000' }
    store.remembered = { ...store.remembered, connections: store.remembered.connections.map((record) => ({ ...record, apiKey: unread })) }
    const service = start()
    expect(await service.start({ demo: false })).toMatchObject({ connection: { credential: connection.credential } })
    expect(await service.list()).toMatchObject([{ apiKey: { fingerprint: (connection.credential as { fingerprint?: string }).fingerprint } }])
  })
})
