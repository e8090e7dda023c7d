import { beforeEach, describe, expect, it } from 'vitest'
import type { Connection, ConnectionState, ProofOfPresence } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import { createLockRecords, type LockRecords } from '../../../../electron/main/services/lock/lockRecord'
import { createLocks } from '../../../../electron/main/services/lock/locks'
import { createLockService, type LockService } from '../../../../electron/main/services/lock/lockService'
import { createPasswordAttempts, delayAfter, mostAttempts } from '../../../../electron/main/services/lock/passwordAttempts'
import type { PasswordChecks } from '../../../../electron/main/services/lock/passwordCheck'
import { createPresence, presenceLastsMs, type Presence } from '../../../../electron/main/services/lock/presence'
import { createProofs } from '../../../../electron/main/services/lock/proofs'
import type { HeldConnection } from '../../../../electron/main/services/connection/connectionService'
import type { SecretVault } from '../../../../electron/main/vault/secretVault'
import { createMemoryVault } from '../../../../electron/main/vault/memoryVault'
import { quietLog } from '../../../support/quietLog'

const secretId = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const session: Connection = {
  id: '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f',
  name: 'Meridian',
  demo: false,
  server: 'api.capgo.app',
  userId: 'ada',
  credential: { kind: 'session', storage: 'keychain', email: 'ada@meridian.example', level: 'aal2' },
  has: { apiKey: false, session: true },
  lastOrganizationId: null
}
const apiKey: Connection = { ...session, credential: { kind: 'apiKey', storage: 'keychain', fingerprint: '0123456789ab' }, has: { apiKey: true, session: false } }
const demo: Connection = { ...session, demo: true }
const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 1 }

let clock: number
let vault: SecretVault
let records: LockRecords
let lock: LockService
let presence: Presence
let state: ConnectionState
let held: HeldConnection | null
/** What happened to the connection. */
let done: string[]
let system: { available: boolean; answers: () => Promise<void> }

/** The password is "right"; deriving it slowly is tried elsewhere. */
const checks: PasswordChecks = {
  derive: () => Promise.reject(new Error('not needed')),
  keep: () => Promise.resolve(),
  remember: async (id) => vault.savePasswordCheck(id, { salt: 'ab'.repeat(16), hash: 'cd'.repeat(32), cost: 2 ** 15, blockSize: 8, parallelization: 3 }),
  matches: (_id, password) => Promise.resolve(password === 'right'),
  exists: async (id) => (await vault.readPasswordCheck(id)).found !== null,
  forgetKnown: () => undefined
}

function become(next: ConnectionState): ConnectionState {
  state = next
  lock.follow(next)
  return next
}
const signedOut: ConnectionState = { status: 'signedOut', why: null, connectionId: null, lastEmail: null, lastServer: null }
const since = '2026-10-01T08:00:00.000Z'

async function open(connection: Connection = session): Promise<void> {
  held = { secretId, connection }
  if (connection.credential.kind === 'session') await vault.saveSession(secretId, tokens)
  else await vault.saveApiKey(secretId, 'key')
  become({ status: 'signedIn', connection })
}

async function lockedWith(proof: ProofOfPresence, connection: Connection = session): Promise<void> {
  await open(connection)
  if (proof === 'password') await checks.remember(secretId, 'right')
  await lock.lock('person')
  state = { ...state, proof } as ConnectionState
}

beforeEach(() => {
  clock = 1_800_000_000_000
  vault = createMemoryVault('refused')
  records = createLockRecords({ path: null, log: quietLog() })
  held = null
  state = signedOut
  done = []
  system = { available: false, answers: () => Promise.resolve() }
  const attempts = createPasswordAttempts({ records, now: () => clock })
  const proofs = createProofs({ vault, checks, attempts, system: { available: () => system.available, ask: () => system.answers() }, log: quietLog() })
  presence = createPresence({
    held: () => {
      if (state.status === 'signedIn' && held) return held
      throw new AppError({ code: state.status === 'locked' ? 'locked' : 'unauthorized', message: '', retryable: false })
    },
    proofs,
    now: () => clock
  })
  lock = createLockService({
    connections: {
      current: () => state,
      held: () => held,
      suspend: async (because) => {
        done.push(`suspend ${because}`)
        if (held === null) return state
        return become({ status: 'locked', connection: held.connection, because, since, proof: await proofs.of(held) })
      },
      resume: () => {
        done.push('resume')
        if (state.status !== 'locked') return Promise.resolve(state)
        return Promise.resolve(become(state.proof === 'signIn' ? signedOut : { status: 'signedIn', connection: state.connection }))
      },
      demand: (proof) => {
        done.push(`demand ${proof}`)
        return Promise.resolve(state.status === 'locked' ? become({ ...state, proof }) : state)
      }
    },
    proofs,
    presence,
    attempts,
    locks: createLocks(records),
    now: () => clock,
    log: quietLog()
  })
})

describe('locking', () => {
  it.each(['person', 'idle', 'suspend', 'screenLock'] as const)('because of: %s', async (because) => {
    await open()
    expect(await lock.lock(because)).toMatchObject({ status: 'locked', because })
    expect(done).toEqual([`suspend ${because}`])
  })

  it('with nobody signed in does nothing', async () => {
    expect(await lock.lock('person')).toEqual(signedOut)
    expect(done).toEqual([])
  })

  it('while it is locked says what it was locked for', async () => {
    await open()
    await lock.lock('idle')
    expect(await lock.lock('screenLock')).toMatchObject({ because: 'idle' })
    expect(done).toEqual(['suspend idle'])
  })

  it('outlives the run, until the password is given; leaving ends it for nothing', async () => {
    await open()
    await checks.remember(secretId, 'right')
    await lock.lock('suspend')
    expect(records.current().locked).toEqual({ because: 'suspend', since, asks: true, byKeychain: [], released: [] })
    become(signedOut)
    expect(records.current().locked).toMatchObject({ asks: true, released: [] })
    become({ status: 'locked', connection: session, because: 'suspend', since, proof: 'password' })
    await lock.unlock('right')
    expect(records.current().locked).toBeNull()
  })

  it('without a question is ended for that credential alone by reading it', async () => {
    await open()
    await lock.lock('suspend')
    await lock.unlock(null)
    expect(records.current().locked).toMatchObject({ asks: false, byKeychain: [{ id: secretId, kind: 'session' }], released: [{ id: secretId, kind: 'session' }] })
  })

  it('is not forgotten while the next start is still reading', async () => {
    await open()
    await lock.lock('person')
    become({ status: 'starting' })
    expect(records.current().locked).not.toBeNull()
  })
})

describe('the proof', () => {
  const proofWhenLocked = async (connection: Connection): Promise<ProofOfPresence | null> => {
    await open(connection)
    const locked = await lock.lock('person')
    return locked.status === 'locked' ? locked.proof : null
  }

  it('is the system’s own question where there is one', async () => {
    system.available = true
    await checks.remember(secretId, 'right')
    expect(await proofWhenLocked(session)).toBe('system')
  })

  it('otherwise the password, where it can be checked', async () => {
    await checks.remember(secretId, 'right')
    expect(await proofWhenLocked(session)).toBe('password')
  })

  it.each([['an API key', apiKey], ['a session begun elsewhere', session], ['the demo', demo]])('otherwise reading the credential again: %s', async (_name, connection) => {
    expect(await proofWhenLocked(connection)).toBe('keychain')
  })

  it('a keychain that does not answer keeps nothing open', async () => {
    vault.readPasswordCheck = () => Promise.reject(new Error('locked'))
    expect(await proofWhenLocked(session)).toBe('keychain')
  })
})

describe('unlocking', () => {
  it('by password', async () => {
    await lockedWith('password')
    expect(await lock.unlock('right')).toMatchObject({ status: 'signedIn' })
    expect(done).toEqual(['suspend person', 'resume'])
  })

  it('with the wrong one reads nothing and stays locked', async () => {
    await lockedWith('password')
    await expect(lock.unlock('wrong')).rejects.toMatchObject({ code: 'wrongPassword' })
    await expect(lock.unlock(null)).rejects.toMatchObject({ code: 'invalidInput' })
    expect([state.status, done]).toEqual(['locked', ['suspend person']])
  })

  it('after ten wrong ones takes signing in only', async () => {
    await lockedWith('password')
    for (let count = 0; count < mostAttempts; count += 1) {
      clock += delayAfter(count)
      await expect(lock.unlock('wrong')).rejects.toMatchObject({ code: 'wrongPassword' })
    }
    expect(state).toMatchObject({ status: 'locked', proof: 'signIn' })
    expect(await lock.unlock('right')).toEqual(signedOut)
  })

  it('by the system’s question', async () => {
    system.available = true
    await lockedWith('system')
    system.answers = () => Promise.reject(new AppError({ code: 'cancelled', message: '', retryable: true }))
    await expect(lock.unlock(null)).rejects.toMatchObject({ code: 'cancelled' })
    expect(state.status).toBe('locked')
    system.answers = () => Promise.resolve()
    expect(await lock.unlock(null)).toMatchObject({ status: 'signedIn' })
  })

  it('when the system can no longer ask, by what is left', async () => {
    await checks.remember(secretId, 'right')
    system.available = true
    await lockedWith('system')
    system.available = false
    expect(await lock.unlock(null)).toMatchObject({ status: 'locked', proof: 'password' })
    expect(await lock.unlock('right')).toMatchObject({ status: 'signedIn' })
  })

  it('by reading the credential again, without a question', async () => {
    await lockedWith('keychain', apiKey)
    expect(await lock.unlock(null)).toMatchObject({ status: 'signedIn' })
  })

  it('is void when it was locked again meanwhile', async () => {
    system.available = true
    await lockedWith('system')
    system.answers = async () => {
      await lock.lock('suspend')
    }
    await expect(lock.unlock(null)).rejects.toMatchObject({ code: 'cancelled' })
    expect([state.status, done.includes('resume')]).toEqual(['locked', false])
  })

  it('what is not locked needs none', async () => {
    await open()
    expect(await lock.unlock('wrong')).toMatchObject({ status: 'signedIn' })
    expect(done).toEqual([])
  })
})

describe('since when there is something to lock', () => {
  it('begins with signing in and again with each unlocking', async () => {
    expect(lock.openSince()).toBeNull()
    await open()
    const first = lock.openSince()
    clock += 1_000
    become({ status: 'signedIn', connection: { ...session, name: 'Renamed' } })
    expect([first, lock.openSince()]).toEqual([clock - 1_000, clock - 1_000])
    await lock.lock('idle')
    expect(lock.openSince()).toBeNull()
    clock += 1_000
    await lock.unlock(null)
    expect(lock.openSince()).toBe(clock)
  })
})

describe('presence', () => {
  it('holds for ten minutes after unlocking and after signing in', async () => {
    await lockedWith('password')
    await lock.unlock('right')
    clock += presenceLastsMs - 1
    await presence.insist()
    clock += 1
    await expect(presence.insist()).rejects.toMatchObject({ code: 'presenceNeeded', data: { details: { foundState: 'password' } } })
    presence.seen(session.id)
    await presence.insist()
  })

  it('is not there after a start from the keychain', async () => {
    await open()
    await checks.remember(secretId, 'right')
    await expect(presence.insist()).rejects.toMatchObject({ code: 'presenceNeeded' })
  })

  it('is proved by password, until the time that is told', async () => {
    await open()
    await checks.remember(secretId, 'right')
    await expect(presence.prove('wrong')).rejects.toMatchObject({ code: 'wrongPassword' })
    await expect(presence.insist()).rejects.toMatchObject({ code: 'presenceNeeded' })
    const { until } = await presence.prove('right')
    expect(until).toBe(new Date(clock + presenceLastsMs).toISOString())
    await presence.insist()
  })

  it('wrong passwords count together with those of the lock screen', async () => {
    await open()
    await checks.remember(secretId, 'right')
    for (let count = 0; count < 3; count += 1) await expect(presence.prove('wrong')).rejects.toMatchObject({ code: 'wrongPassword' })
    await lock.lock('person')
    await expect(lock.unlock('right')).rejects.toMatchObject({ code: 'rateLimited' })
  })

  it('where only the keychain could ask, the credential is read again and nobody is bothered', async () => {
    await open(apiKey)
    await presence.insist()
    clock += presenceLastsMs
    vault.readApiKey = () => Promise.reject(new AppError({ code: 'vaultLocked', message: '', retryable: true }))
    await expect(presence.insist()).rejects.toMatchObject({ code: 'vaultLocked' })
    vault.readApiKey = () => Promise.resolve({ found: null })
    await expect(presence.insist()).rejects.toMatchObject({ code: 'presenceNeeded', data: { details: { foundState: 'signIn' } } })
  })

  it('ends with locking and with leaving, and says nothing of another connection', async () => {
    await open(apiKey)
    presence.seen(apiKey.id)
    await lock.lock('person')
    await expect(presence.insist()).rejects.toMatchObject({ code: 'locked' })
    vault.readApiKey = () => Promise.resolve({ found: null })
    await open(session)
    await checks.remember(secretId, 'right')
    await expect(presence.insist()).rejects.toMatchObject({ code: 'presenceNeeded' })
    presence.seen('another connection')
    await expect(presence.insist()).rejects.toMatchObject({ code: 'presenceNeeded' })
  })

  it('is not given to the connection that was opened while it was asked', async () => {
    await open()
    system.available = true
    system.answers = () => {
      held = { secretId: '11111111-1111-4111-8111-111111111111', connection: session }
      return Promise.resolve()
    }
    await expect(presence.prove(null)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
