import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { startSandbox, totp } from '../../../electron/main/sandbox'
import type { ConnectionService } from '../../../electron/main/services/connection/connectionService'
import { createLock, type Lock } from '../../../electron/main/services/lock/createLock'
import { createLockRecords, type LockRecords } from '../../../electron/main/services/lock/lockRecord'
import { delayAfter, mostAttempts } from '../../../electron/main/services/lock/passwordAttempts'
import { presenceLastsMs } from '../../../electron/main/services/lock/presence'
import { createMemoryVault } from '../../../electron/main/vault/memoryVault'
import type { SecretVault } from '../../../electron/main/vault/secretVault'
import { connectionSetUp } from '../../support/connectionSetUp'
import { quietLog } from '../../support/quietLog'

// The lock and the connections together, as the composition root puts them: with the real server and the real derivation.

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)

async function setUp() {
  const connection = await connectionSetUp(open)
  const clock = { ahead: 0 }
  const now = () => Date.now() + clock.ahead
  const run = (vault: SecretVault = connection.vault, records: LockRecords = createLockRecords({ path: null, log: quietLog() })): { lock: Lock; service: ConnectionService; records: LockRecords } => {
    const lock: Lock = createLock({
      vault,
      records,
      system: { available: () => false, ask: () => Promise.reject(new Error('none')) },
      activity: { idleSeconds: () => 0, screenLocked: () => false },
      idleMinutes: () => 5,
      connections: () => service,
      now,
      log: quietLog()
    })
    const service: ConnectionService = connection.start(vault, {
      proofOf: lock.proofOfOpen,
      passwords: lock.passwords,
      locks: lock,
      onSignedIn: lock.signedIn,
      onChange: (state) => {
        connection.states.push(state)
        lock.follow(state)
      }
    })
    return { lock, service, records }
  }
  return { ...connection, clock, run }
}

describe('somebody who signed in by e-mail', () => {
  it('unlocks with that password, without the server and without another sign-in', async () => {
    const { sandbox, run, signInByEmail } = await setUp()
    const { lock, service } = run()
    await signInByEmail(service)
    sandbox.clearRequestLog()
    expect(await lock.lock('idle')).toMatchObject({ status: 'locked', because: 'idle', proof: 'password' })
    expect((await failure(lock.unlock('not it'))).code).toBe('wrongPassword')
    expect(await lock.unlock(sandbox.demo.password)).toMatchObject({ status: 'signedIn', connection: { credential: { level: 'aal2' } } })
    expect(sandbox.requestLog()).toEqual([])
  }, 20_000)

  it('is asked for the new password once it was changed', async () => {
    const { sandbox, run, signInByEmail } = await setUp()
    const { lock, service } = run()
    await signInByEmail(service)
    await lock.rememberPassword('a new one')
    await lock.lock('person')
    expect((await failure(lock.unlock(sandbox.demo.password))).code).toBe('wrongPassword')
    expect(await lock.unlock('a new one')).toMatchObject({ status: 'signedIn' })
  }, 20_000)

  it('and on the console’s page afterwards, is not asked for a password that may no longer hold', async () => {
    const { sandbox, run, signInByEmail } = await setUp()
    const { lock, service } = run()
    await signInByEmail(service)
    const server = await service.findServer({ server: sandbox.api, connectionId: null })
    const { access_token: accessToken, refresh_token: refreshToken } = await newSession(sandbox)
    await service.acceptSession({ server, address: sandbox.api, accessToken, refreshToken, expiresInSeconds: 3600 }, null)
    expect(await lock.lock('person')).toMatchObject({ proof: 'keychain' })
    expect(await lock.unlock(null)).toMatchObject({ status: 'signedIn' })
  }, 20_000)

  it('has ten tries over all restarts; then only signing in again is left, and nothing of the session stays', async () => {
    const { sandbox, vault, run, signInByEmail, clock, secretId } = await setUp()
    const records = createLockRecords({ path: null, log: quietLog() })
    let { lock, service } = run(vault, records)
    await signInByEmail(service)
    await lock.lock('person')
    for (let wrong = 0; wrong < mostAttempts; wrong += 1) {
      if (wrong === 4) {
        ;({ lock, service } = run(vault, records))
        expect(await service.start({ demo: false })).toMatchObject({ status: 'locked', because: 'person', proof: 'password' })
      }
      clock.ahead += delayAfter(wrong)
      expect((await failure(lock.unlock('not it'))).code).toBe('wrongPassword')
    }
    expect(service.current()).toMatchObject({ status: 'locked', proof: 'signIn' })
    const again = run(vault, records)
    expect(await again.service.start({ demo: false })).toMatchObject({ status: 'locked', proof: 'signIn' })
    const id = secretId('session')
    expect(await again.lock.unlock(sandbox.demo.password)).toMatchObject({ status: 'signedOut', lastEmail: sandbox.demo.email })
    expect([await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: null }, { found: null }])
    await again.service.settled()
    await signInByEmail(again.service)
    await again.lock.lock('person')
    expect(await again.lock.unlock(sandbox.demo.password)).toMatchObject({ status: 'signedIn' })
  }, 60_000)
})

describe('a session of a sign-in with a password', () => {
  it('is never kept without what the password is recognised by, wherever the program is killed', async () => {
    const { vault, run, signInByEmail } = await setUp()
    const order: string[] = []
    const service = run({
      ...vault,
      saveSession: (id, session) => (order.push('session'), vault.saveSession(id, session)),
      savePasswordCheck: (id, check) => (order.push('check'), vault.savePasswordCheck(id, check))
    }).service
    await signInByEmail(service)
    expect(order).toEqual(['check', 'session'])
  }, 20_000)

  it('is in memory only where that cannot be kept, and locking asks for signing in', async () => {
    const { vault, run, signInByEmail, sandbox } = await setUp()
    const saved: string[] = []
    const { lock, service } = run({
      ...vault,
      saveSession: (id, session) => (saved.push(id), vault.saveSession(id, session)),
      savePasswordCheck: () => Promise.reject(new Error('refused'))
    })
    expect(await signInByEmail(service)).toMatchObject({ connection: { credential: { storage: 'memory' } } })
    expect(saved).toEqual([])
    expect(await lock.lock('person')).toMatchObject({ proof: 'signIn' })
    expect(await lock.unlock(sandbox.demo.password)).toMatchObject({ status: 'signedOut' })
  }, 20_000)
})

describe('being locked', () => {
  it('outlives the program, and unlocking ends it', async () => {
    const { sandbox, vault, states, run, signInByEmail } = await setUp()
    const records = createLockRecords({ path: null, log: quietLog() })
    const first = run(vault, records)
    await signInByEmail(first.service)
    await first.lock.lock('screenLock')
    states.length = 0
    const second = run(vault, records)
    expect(await second.service.start({ demo: false })).toMatchObject({ status: 'locked', because: 'screenLock', proof: 'password' })
    expect(states.map(({ status }) => status)).toEqual(['locked'])
    expect((await failure(second.lock.presence.insist())).code).toBe('locked')
    expect(await second.lock.unlock(sandbox.demo.password)).toMatchObject({ status: 'signedIn' })
    expect(await run(vault, records).service.start({ demo: false })).toMatchObject({ status: 'signedIn' })
  }, 20_000)

  it('is not got around by opening the demo and leaving it', async () => {
    const { vault, run, signInByEmail } = await setUp()
    const records = createLockRecords({ path: null, log: quietLog() })
    const first = run(vault, records)
    await signInByEmail(first.service)
    await first.lock.lock('person')
    const second = run(vault, records)
    expect(await second.service.start({ demo: true })).toMatchObject({ status: 'signedIn', connection: { demo: true } })
    expect(await second.service.signOut()).toMatchObject({ status: 'locked', connection: { demo: false }, proof: 'password' })
  }, 20_000)

  it('is not got around by opening the connection from beside the demo', async () => {
    const { sandbox, store, vault, run, signInByEmail } = await setUp()
    const records = createLockRecords({ path: null, log: quietLog() })
    const first = run(vault, records)
    await signInByEmail(first.service)
    const id = store.remembered.currentId ?? ''
    await first.lock.lock('person')
    const { service } = run(vault, records)
    await service.start({ demo: true })
    expect((await failure(service.use(id, null))).data).toMatchObject({ code: 'presenceNeeded', details: { foundState: 'password' } })
    expect((await failure(service.use(id, null, 'not it'))).code).toBe('wrongPassword')
    expect(service.current()).toMatchObject({ status: 'signedIn', connection: { demo: true } })
    expect(await service.test(id)).toMatchObject({ session: { works: false, why: { code: 'locked' } } })
    expect(await service.use(id, null, sandbox.demo.password)).toMatchObject({ status: 'signedIn', connection: { id } })
    expect(records.current().locked).toBeNull()
  }, 30_000)

  it('does not end for the others by signing out from behind it, whatever is signed in to afterwards', async () => {
    const { sandbox, vault, run, signInByEmail } = await setUp()
    const other = await startSandbox()
    open.push(other)
    const records = createLockRecords({ path: null, log: quietLog() })
    const { lock, service } = run(vault, records)
    const key = await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
    const elsewhere = await service.signInWithApiKey({ apiKey: other.demo.apiKey, server: other.api })
    if (key.step !== 'signedIn' || elsewhere.step !== 'signedIn') throw new Error('not signed in')
    await signInByEmail(service, key.connection.id)
    await lock.lock('person')
    expect(await service.signOut()).toMatchObject({ status: 'signedOut' })
    const refusal = { code: 'presenceNeeded', details: { foundState: 'signIn' } }
    for (const { id } of [key.connection, elsewhere.connection]) expect((await failure(service.use(id, 'apiKey'))).data).toMatchObject(refusal)
    // Nor by a key that the one in front of it has with them, by locking with that, or by starting again.
    await service.signInWithApiKey({ apiKey: other.demo.apiKey, server: other.api, connectionId: elsewhere.connection.id })
    await lock.lock('person')
    await lock.unlock(null)
    const again = run(vault, records)
    expect(await again.service.start({ demo: false })).toMatchObject({ status: 'signedIn', connection: { id: elsewhere.connection.id } })
    expect((await failure(again.service.use(key.connection.id, 'apiKey'))).data).toMatchObject(refusal)
    expect(await again.service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api, connectionId: key.connection.id })).toMatchObject({ step: 'signedIn' })
  }, 30_000)

  it('does not end by a start without the keychain and a sign-in elsewhere', async () => {
    const { store, vault, run, signInByEmail } = await setUp()
    const other = await startSandbox()
    open.push(other)
    const records = createLockRecords({ path: null, log: quietLog() })
    const first = run(vault, records)
    await signInByEmail(first.service)
    const id = store.remembered.currentId ?? ''
    await first.lock.lock('person')
    const without = run(createMemoryVault('noSessionBus'), records)
    await without.service.start({ demo: false })
    await without.service.signInWithApiKey({ apiKey: other.demo.apiKey, server: other.api })
    const last = run(vault, records)
    await last.service.start({ demo: false })
    expect((await failure(last.service.use(id, null))).data).toMatchObject({ code: 'presenceNeeded', details: { foundState: 'password' } })
  }, 30_000)

  it('without a question, of a key, is none for the session that is kept beside it', async () => {
    const { sandbox, store, vault, run, signInByEmail } = await setUp()
    const { lock, service } = run(vault)
    await signInByEmail(service)
    const id = store.remembered.currentId ?? ''
    await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
    await lock.lock('person')
    expect(await lock.unlock(null)).toMatchObject({ status: 'signedIn', connection: { credential: { kind: 'apiKey' } } })
    expect((await failure(service.use(id, null))).data).toMatchObject({ code: 'presenceNeeded', details: { foundState: 'password' } })
    expect(await service.use(id, null, sandbox.demo.password)).toMatchObject({ status: 'signedIn', connection: { id } })
  }, 30_000)

  it('is not ended for the session by entering the key of the same person again; by that person’s e-mail and password it is, for both', async () => {
    const { sandbox, store, vault, run, signInByEmail } = await setUp()
    const records = createLockRecords({ path: null, log: quietLog() })
    const first = run(vault, records)
    await signInByEmail(first.service)
    const id = store.remembered.currentId ?? ''
    const again = (service: ConnectionService) => service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api, connectionId: id })
    await again(first.service)
    await first.service.use(id, 'session')
    await first.lock.lock('person')
    const { service } = run(vault, records)
    await service.openDemo()
    await again(service)
    expect((await failure(service.use(id, 'session'))).data).toMatchObject({ code: 'presenceNeeded' })
    const server = await service.findServer({ server: sandbox.api, connectionId: null })
    const { access_token: accessToken, refresh_token: refreshToken } = await newSession(sandbox)
    await service.acceptSession({ server, address: sandbox.api, accessToken, refreshToken, expiresInSeconds: 3600 }, id)
    expect(await service.use(id, 'apiKey')).toMatchObject({ status: 'signedIn', connection: { credential: { kind: 'apiKey' } } })
    expect(await service.use(id, 'session')).toMatchObject({ status: 'signedIn', connection: { credential: { kind: 'session' } } })
  }, 30_000)

  it('gives no further try at a password by trying another connection’s in between', async () => {
    const { vault, run, secretId, signInByEmail } = await setUp()
    const other = await startSandbox()
    open.push(other)
    const { lock, service } = run(vault)
    await signInByEmail(service)
    const firstSecret = secretId('session')
    await signInByEmail(service, null, other.api)
    await lock.lock('person')
    const held = service.held()
    if (!held) throw new Error('nothing is held')
    const tries: string[] = []
    for (let round = 0; round < 2; round += 1) {
      tries.push((await failure(lock.unlock('wrong'))).code)
      tries.push((await failure(lock.prove({ ...held, secretId: firstSecret }, 'wrong'))).code)
    }
    tries.push((await failure(lock.unlock('wrong'))).code, (await failure(lock.unlock('wrong'))).code)
    expect(tries).toEqual(['wrongPassword', 'wrongPassword', 'wrongPassword', 'wrongPassword', 'wrongPassword', 'rateLimited'])
    expect(held.secretId).not.toBe(firstSecret)
  }, 60_000)

  it('begins where the record of it is gone, and asks for the password; at the very first start nothing is locked', async () => {
    const { sandbox, vault, run, signInByEmail } = await setUp()
    const folder = await mkdtemp(join(tmpdir(), 'lock-'))
    open.push({ close: () => rm(folder, { recursive: true, force: true }) })
    const path = join(folder, 'lock.json')
    const start = async () => {
      const records = createLockRecords({ path, log: quietLog() })
      await records.load()
      return { ...run(vault, records), records }
    }
    const first = await start()
    expect(await first.service.start({ demo: false })).toMatchObject({ status: 'signedOut' })
    await signInByEmail(first.service)
    await first.records.settled()
    expect(await (await start()).service.start({ demo: false })).toMatchObject({ status: 'signedIn' })
    await rm(path)
    const later = await start()
    expect(await later.service.start({ demo: false })).toMatchObject({ status: 'locked', because: 'unreadable', proof: 'password' })
    expect(await later.lock.unlock(sandbox.demo.password)).toMatchObject({ status: 'signedIn' })
    await later.records.settled()
    expect(await (await start()).service.start({ demo: false })).toMatchObject({ status: 'signedIn' })
  }, 30_000)
})

describe('without a password', () => {
  it('an API key is read again', async () => {
    const { sandbox, run } = await setUp()
    const { lock, service } = run()
    await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api, connectionId: null })
    expect(await lock.lock('person')).toMatchObject({ proof: 'keychain' })
    expect(await lock.unlock(null)).toMatchObject({ status: 'signedIn', connection: { credential: { kind: 'apiKey' } } })
  })

  it('in memory only, it is signing in again, and nothing is left', async () => {
    const { sandbox, run, signInByEmail } = await setUp()
    const vault = createMemoryVault('noSecretService')
    const { lock, service } = run(vault)
    await signInByEmail(service)
    const id = service.held()?.secretId ?? ''
    expect((await vault.readPasswordCheck(id)).found).not.toBeNull()
    expect(await lock.lock('person')).toMatchObject({ proof: 'signIn' })
    expect([await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: null }, { found: null }])
    expect(await lock.unlock(null)).toMatchObject({ status: 'signedOut', lastEmail: sandbox.demo.email })
  }, 20_000)
})

describe('presence', () => {
  it('is there after signing in and after unlocking, not after a start', async () => {
    const { sandbox, vault, run, signInByEmail, clock } = await setUp()
    const records = createLockRecords({ path: null, log: quietLog() })
    const first = run(vault, records)
    await signInByEmail(first.service)
    await first.lock.presence.insist()
    clock.ahead += presenceLastsMs
    expect((await failure(first.lock.presence.insist())).data).toMatchObject({ code: 'presenceNeeded', details: { foundState: 'password' } })
    await first.lock.lock('person')
    await first.lock.unlock(sandbox.demo.password)
    await first.lock.presence.insist()
    const second = run(vault, records)
    await second.service.start({ demo: false })
    expect((await failure(second.lock.presence.insist())).code).toBe('presenceNeeded')
    await second.lock.presence.prove(sandbox.demo.password)
    await second.lock.presence.insist()
  }, 30_000)

  it('is asked by password also where the session is in memory', async () => {
    const { run, signInByEmail, clock } = await setUp()
    const { lock, service } = run(createMemoryVault('noSecretService'))
    await signInByEmail(service)
    clock.ahead += presenceLastsMs
    expect((await failure(lock.presence.insist())).data).toMatchObject({ details: { foundState: 'password' } })
  }, 20_000)

  it('bothers nobody in the demo or with an API key', async () => {
    const { sandbox, run, clock } = await setUp()
    const { lock, service } = run()
    await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api, connectionId: null })
    clock.ahead += presenceLastsMs
    await lock.presence.insist()
    await service.openDemo()
    await lock.presence.insist()
  })
})

interface Tokens {
  access_token: string
  refresh_token: string
}

/** A session of the demo person that was begun past Gatehouse. */
async function newSession(sandbox: { supabase: string; anonKey: string; demo: { email: string; password: string; totpSecret: string | null } }): Promise<Tokens> {
  const post = async (path: string, body: object, token?: string): Promise<Record<string, unknown>> => {
    const headers = { apikey: sandbox.anonKey, 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
    return (await fetch(`${sandbox.supabase}/auth/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<Record<string, unknown>>
  }
  const first = (await post('token?grant_type=password', { email: sandbox.demo.email, password: sandbox.demo.password })) as unknown as Tokens & { user: { factors: { id: string }[] } }
  const factor = `factors/${first.user.factors[0]?.id ?? ''}`
  const challenge = await post(`${factor}/challenge`, {}, first.access_token)
  // The next code: the sign-in before has used up the present one.
  return (await post(`${factor}/verify`, { challenge_id: challenge['id'], code: totp(sandbox.demo.totpSecret ?? '', Date.now() + 30_000) }, first.access_token)) as unknown as Tokens
}
