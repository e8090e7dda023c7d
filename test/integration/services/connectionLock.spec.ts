import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { startSandbox, type SandboxOptions } from '../../../electron/main/sandbox'
import type { HeldConnection } from '../../../electron/main/services/connection/connectionService'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { createMemoryVault } from '../../../electron/main/vault/memoryVault'
import { connectionSetUp } from '../../support/connectionSetUp'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
const setUp = (options: SandboxOptions = {}) => connectionSetUp(open, options)
const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)

function gate() {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { passed, open: () => open() }
}

describe('locking', () => {
  it('drops the credential and everything under way, tells the server nothing, and goes on with the same connection', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const service = start()
    const step = await signInByEmail(service)
    if (step.step !== 'signedIn') throw new Error('not signed in')
    const used = service.active()
    sandbox.clearRequestLog()
    expect(await service.suspend('idle')).toMatchObject({ status: 'locked', because: 'idle', proof: 'keychain', connection: step.connection })
    expect(used.signal.aborted).toBe(true)
    expect(() => service.active()).toThrow(expect.objectContaining({ code: 'locked' }))
    // Not even somebody who still holds the former way to the server gets anywhere with it.
    expect((await failure(listOwnOrganizations(used))).code).toBe('cancelled')
    expect((await failure(service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api }))).code).toBe('locked')
    expect((await failure(service.openDemo())).code).toBe('locked')
    expect(sandbox.requestLog()).toEqual([])
    expect(await service.resume()).toMatchObject({ status: 'signedIn', connection: { id: step.connection.id } })
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
  })

  it('waits for a renewal, so that nobody is signed out by it', async () => {
    const { sandbox, start, signInByEmail, at } = await setUp()
    const service = start()
    await signInByEmail(service)
    at(() => Date.now() + 3_590_000)
    sandbox.arrange([{ do: 'set-latency', ms: 50 }])
    const renewing = failure(listOwnOrganizations(service.active()))
    expect(await service.suspend('person')).toMatchObject({ status: 'locked' })
    await renewing
    sandbox.clearRequestLog()
    await service.resume()
    await listOwnOrganizations(service.active())
    expect(sandbox.requestLog().map(({ path }) => path)).toEqual(['/rest/v1/rpc/get_orgs_v7'])
  })

  it('signs out, with what is needed to sign in again, when the credential was in memory only', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const vault = createMemoryVault('noSessionBus')
    const service = start(vault)
    const step = await signInByEmail(service)
    if (step.step !== 'signedIn') throw new Error('not signed in')
    expect(await service.suspend('screenLock')).toMatchObject({ status: 'locked', proof: 'signIn' })
    expect(await service.resume()).toMatchObject({ status: 'signedOut', why: null, connectionId: step.connection.id, lastEmail: sandbox.demo.email })
  })

  it('leaves of what was in memory only the connections, which promise no credential, also to later starts', async () => {
    const { sandbox, start, signInByEmail, vault } = await setUp()
    const other = await startSandbox()
    open.push(other)
    const service = start(createMemoryVault('noSessionBus'))
    await service.signInWithApiKey({ apiKey: other.demo.apiKey, server: other.api })
    await signInByEmail(service)
    expect((await service.list()).map(({ uses }) => uses)).toEqual(['apiKey', 'session'])
    await service.suspend('idle')
    await service.resume()
    const gone = [{ apiKey: null, session: null, uses: null }, { apiKey: null, session: null, uses: null }]
    expect(await service.list()).toMatchObject(gone)
    for (const later of [start(createMemoryVault('noSessionBus')), start(vault)]) {
      expect(await later.start({ demo: false })).toMatchObject({ status: 'signedOut', why: null, lastEmail: sandbox.demo.email })
      expect(await later.list()).toMatchObject(gone)
    }
    expect((await failure(service.use((await service.list())[0]?.id ?? '', null))).code).toBe('unauthorized')
  })

  it('stays locked with the reason when the keychain cannot be read', async () => {
    const { start, signInByEmail, vault } = await setUp()
    let refuses = false
    const service = start({ ...vault, readSession: (id) => (refuses ? Promise.reject(new Error('locked')) : vault.readSession(id)) })
    await signInByEmail(service)
    await service.suspend('suspend')
    refuses = true
    expect((await failure(service.resume())).code).toBe('unexpected')
    expect(service.current()).toMatchObject({ status: 'locked', because: 'suspend' })
    refuses = false
    expect(await service.resume()).toMatchObject({ status: 'signedIn' })
  })

  it('of the demo organization closes nothing, and unlocking signs in to it anew', async () => {
    const { start, demos } = await setUp()
    const service = start()
    const opened = await service.openDemo()
    if (opened.status !== 'signedIn') throw new Error('not open')
    expect(await service.suspend('person')).toMatchObject({ status: 'locked', proof: 'keychain' })
    expect(demos.running).toBe(1)
    expect(await service.resume()).toMatchObject({ status: 'signedIn', connection: { id: opened.connection.id, demo: true } })
    expect(demos).toEqual({ started: 1, running: 1 })
    await service.signOut()
  })

  it('asks whoever knows how somebody shows that it is still them, of the credential in use', async () => {
    const { start, signInByEmail, secretId } = await setUp()
    const asked: HeldConnection[] = []
    const service = start(undefined, {
      proofOf: (held) => {
        asked.push(held)
        return Promise.resolve('password')
      }
    })
    const step = await signInByEmail(service)
    const held = service.held()
    expect(held).toEqual({ secretId: secretId('session'), connection: step.step === 'signedIn' ? step.connection : null })
    expect(await service.suspend('person')).toMatchObject({ proof: 'password' })
    expect(asked).toEqual([held])
    expect(service.held()).toEqual(held)
  })

  it('ends with signing in where nothing else is left, and the next start does not open it either', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const service = start()
    const step = await signInByEmail(service)
    if (step.step !== 'signedIn') throw new Error('not signed in')
    await service.suspend('person')
    expect(await service.demand('signIn')).toMatchObject({ status: 'locked', proof: 'signIn' })
    expect(await service.resume()).toMatchObject({ status: 'signedOut', connectionId: step.connection.id, lastEmail: sandbox.demo.email })
    await service.settled()
    expect(sandbox.requestLog().filter(({ path, status }) => path.startsWith('/auth/v1/logout') && status === 204)).toHaveLength(1)
    expect(await start().start({ demo: false })).toMatchObject({ status: 'signedOut' })
  })

  it('holds over the end of the program where the next start is told so', async () => {
    const { sandbox, start, signInByEmail, states } = await setUp()
    await signInByEmail(start())
    states.length = 0
    sandbox.clearRequestLog()
    const locked = { because: 'idle', since: '2027-03-12T09:30:00.000Z' } as const
    const service = start(undefined, { locks: { on: () => locked, proofOf: () => Promise.resolve('keychain'), prove: () => Promise.resolve(), nothingKept: () => undefined } })
    expect(await service.start({ demo: false })).toMatchObject({ status: 'locked', ...locked, connection: { credential: { email: sandbox.demo.email, level: 'aal2' } } })
    expect(states.map(({ status }) => status)).toEqual(['locked'])
    expect(() => service.active()).toThrow()
    expect(await service.resume()).toMatchObject({ status: 'signedIn' })
    expect(sandbox.requestLog()).toEqual([])
  })

  it('lets the person sign out, whose session ends at the server all the same', async () => {
    const { sandbox, start, signInByEmail, store } = await setUp()
    const service = start()
    await signInByEmail(service)
    const before = sandbox.state().tables['sessions']?.length ?? 0
    await service.suspend('person')
    expect(await service.signOut()).toMatchObject({ status: 'signedOut' })
    await service.settled()
    expect(sandbox.state().tables['sessions']?.length).toBe(before - 1)
    expect(store.remembered).toMatchObject({ currentId: null, connections: [{ session: null }], toForget: [] })
  })

  it('is done at once although the keychain does not answer, and what was being opened stays closed', async () => {
    const { sandbox, start, signInByEmail, vault } = await setUp()
    const other = await startSandbox()
    open.push(other)
    const keychain = gate()
    const service = start({ ...vault, readApiKey: async (id) => keychain.passed.then(() => vault.readApiKey(id)) })
    const key = await service.signInWithApiKey({ apiKey: other.demo.apiKey, server: other.api })
    const session = await signInByEmail(service)
    if (key.step !== 'signedIn' || session.step !== 'signedIn') throw new Error('not signed in')
    const opening = failure(service.use(key.connection.id, null))
    const testing = failure(service.test(key.connection.id))
    const locking = service.suspend('screenLock')
    expect(service.current()).toMatchObject({ status: 'locked', because: 'screenLock', connection: { id: session.connection.id } })
    expect((await failure(service.resume())).code).toBe('locked')
    other.clearRequestLog()
    keychain.open()
    expect((await opening).code).toBe('locked')
    expect((await testing).code).toBe('locked')
    expect(await locking).toMatchObject({ status: 'locked', connection: { id: session.connection.id } })
    expect(other.requestLog()).toEqual([])
    expect(await service.resume()).toMatchObject({ status: 'signedIn', connection: { id: session.connection.id } })
    expect(sandbox.requestLog().filter(({ path }) => path.startsWith('/auth/v1/logout'))).toEqual([])
  })

  it('cannot be undone before the proof is known that it takes', async () => {
    const { start, signInByEmail } = await setUp()
    const looking = gate()
    const service = start(undefined, { proofOf: async () => looking.passed.then(() => 'password' as const) })
    await signInByEmail(service)
    const locking = service.suspend('person')
    expect(service.current()).toMatchObject({ status: 'locked' })
    expect((await failure(service.resume())).code).toBe('locked')
    looking.open()
    expect(await locking).toMatchObject({ proof: 'password' })
    expect(await service.resume()).toMatchObject({ status: 'signedIn' })
  })

  it('comes also to what is only just being opened', async () => {
    const { start, signInByEmail } = await setUp()
    await signInByEmail(start())
    const service = start()
    const starting = service.start({ demo: false })
    expect(await service.suspend('suspend')).toMatchObject({ status: 'locked', because: 'suspend' })
    expect(await starting).toMatchObject({ status: 'signedIn' })
    expect(() => service.active()).toThrow()
    const demo = start()
    const opening = demo.openDemo()
    await demo.suspend('idle')
    await opening
    expect(demo.current()).toMatchObject({ status: 'locked', connection: { demo: true } })
    await demo.signOut()
  })

  it('does nothing while nobody is signed in, and forgets a sign-in that waits for its code', async () => {
    const { sandbox, start } = await setUp()
    const service = start()
    const { email, password } = sandbox.demo
    const step = await service.signInWithPassword({ email, password, server: sandbox.api })
    if (step.step !== 'codeNeeded') throw new Error('no code was asked for')
    expect(await service.suspend('idle')).toMatchObject({ status: 'starting' })
    expect((await failure(service.verifyCode({ attemptId: step.attemptId, code: '123456' }))).code).toBe('sessionEnded')
  })
})
