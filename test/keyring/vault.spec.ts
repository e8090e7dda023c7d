import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildVaultScript, createKeyringHome, type KeyringHome } from './keyringSession'
import type { Step } from './steps'

const id = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const other = '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f'
const session = (accessToken: string) => ({ accessToken, refreshToken: `refresh-${accessToken}`, expiresAt: 1_800_000_000_000 })

const saveKey = (connection: string, key: string): Step => ({ call: 'saveApiKey', args: [connection, key] })
const readKey = (connection: string): Step => ({ call: 'readApiKey', args: [connection] })
const saveSession = (connection: string, value: object): Step => ({ call: 'saveSession', args: [connection, value] })
const readSession = (connection: string): Step => ({ call: 'readSession', args: [connection] })
const forget = (connection: string): Step => ({ call: 'forgetConnection', args: [connection] })

const check = { salt: 'ab'.repeat(16), hash: 'cd'.repeat(32), cost: 2 ** 15, blockSize: 8, parallelization: 3 }
const saveCheck = (connection: string): Step => ({ call: 'savePasswordCheck', args: [connection, check] })
const readCheck = (connection: string): Step => ({ call: 'readPasswordCheck', args: [connection] })
const forgetKey = (connection: string): Step => ({ call: 'forgetApiKey', args: [connection] })
const forgetOneSession = (connection: string): Step => ({ call: 'forgetSession', args: [connection] })

const keySecret = (secret: string) => ({
  secret,
  keyId: 7,
  receivedAt: '2026-11-21T10:00:00.000Z',
  server: 'api.example.com',
  userId: 'anna',
  about: { cause: 'create', organizationId: id, organizationName: 'Zoë’s «漢字»', keyName: 'deploy', secure: true, batchId: null, askedAt: '2026-11-21T10:00:00.000Z' }
})
const prove = (secretId: string): Step => ({ call: 'proveKeySecret', args: [secretId] })
const saveSecret = (secretId: string, secret: string): Step => ({ call: 'saveKeySecret', args: [secretId, keySecret(secret)] })
const readSecret = (secretId: string): Step => ({ call: 'readKeySecret', args: [secretId] })
const forgetSecret = (secretId: string): Step => ({ call: 'forgetKeySecret', args: [secretId] })

const found = (value: unknown) => ({ value: { found: value } })
const done = { value: null }
const locked = { error: 'vaultLocked', foundState: 'locked' }

let home: KeyringHome
beforeAll(buildVaultScript)
beforeEach(async () => {
  home = await createKeyringHome()
})
afterEach(() => home.remove())

describe('an unlocked keyring', () => {
  const unlocked = { bus: 'usual', daemon: 'unlocked' } as const

  it('keeps, replaces and forgets, by connection and purpose', async () => {
    const steps = [readKey(id), saveKey(id, 'one'), saveKey(other, 'two'), readKey(id), saveKey(id, 'three'), readKey(id), saveSession(id, session('a')), readSession(id), forget(id), readKey(id), readSession(id), readKey(other), forget(id)]
    expect(await home.run({ ...unlocked, steps })).toEqual({
      storage: 'keychain',
      states: ['ready'],
      results: [found(null), done, done, found('one'), done, found('three'), done, found(session('a')), done, found(null), found(null), found('two'), done]
    })
  })

  it('forgets one credential of two; the password check goes with the session', async () => {
    const readAll = [readKey(id), readSession(id), readCheck(id)]
    const fill = [saveKey(id, 'one'), saveSession(id, session('a')), saveCheck(id)]
    const { results } = await home.run({ ...unlocked, steps: [...fill, ...readAll, forgetKey(id), ...readAll, ...fill, forgetOneSession(id), ...readAll, ...fill, forget(id), ...readAll] })
    const [key, kept, checked, none] = [found('one'), found(session('a')), found(check), found(null)]
    const filled = [done, done, done]
    expect(results).toEqual([...filled, key, kept, checked, done, none, kept, checked, ...filled, done, key, none, none, ...filled, done, none, none, none])
  })

  it('keeps every character, and 64 KB', async () => {
    const odd = 'Zoë "\\ \u0000\u0001\u007f\ud83d\ude42漢字\r\n\t \u202e$(x)`%n'
    const large = session('é0'.repeat(32 * 1024))
    const { results } = await home.run({ ...unlocked, steps: [saveKey(id, odd), readKey(id), saveSession(other, large), readSession(other)] })
    expect(results.slice(0, 3)).toEqual([done, found(odd), done])
    // Not compared by toEqual, whose report of a difference would be as long.
    expect(JSON.stringify(results[3]) === JSON.stringify(found(large))).toBe(true)
  })

  it('is found again by the next session, and encrypted on disk', async () => {
    const canary = `canary-${randomUUID()}`
    expect((await home.run({ ...unlocked, steps: [saveKey(id, canary), saveSession(id, session(canary))] })).results).toEqual([done, done])
    expect((await home.run({ ...unlocked, steps: [readKey(id), readSession(id)] })).results).toEqual([found(canary), found(session(canary))])
    expect(await home.fileCount()).toBeGreaterThan(1)
    expect(await home.filesWith(canary)).toEqual([])
  })

  it('keeps the secret of a new key until it is let go, whatever becomes of the connection, encrypted on disk', async () => {
    const canary = `canary-${randomUUID()}`
    const first = await home.run({ ...unlocked, steps: [prove(other), readSecret(other), saveSecret(other, canary), saveKey(id, 'x'), forget(id), forget(other), readSecret(other)] })
    expect(first.results).toEqual([done, found(null), done, done, done, done, found(keySecret(canary))])
    expect(await home.filesWith(canary)).toEqual([])
    const next = await home.run({ ...unlocked, steps: [readSecret(other), readSecret(id), forgetSecret(other), readSecret(other), forgetSecret(other)] })
    expect(next.results).toEqual([found(keySecret(canary)), found(null), done, found(null), done])
  })

  it('that is locked before a key is asked for proves no place, and after it neither loses nor forgets its secret', async () => {
    const steps: Step[] = [prove(id), saveSecret(id, 'kept'), { outside: 'lock' }, prove(other), readSecret(id), saveSecret(other, 'x'), forgetSecret(id)]
    expect((await home.run({ bus: 'bare', daemon: 'unlocked', steps })).results).toEqual([done, done, done, locked, locked, locked, locked])
    expect((await home.run({ ...unlocked, steps: [readSecret(id), readSecret(other)] })).results).toEqual([found(keySecret('kept')), found(null)])
  })

  it('that is locked during the run is not taken for empty', async () => {
    const steps: Step[] = [saveKey(id, 'kept'), { outside: 'lock' }, readKey(id), readSession(other), saveKey(other, 'x'), forget(id), forgetKey(id), forgetOneSession(id), readCheck(id)]
    const { states, results } = await home.run({ bus: 'bare', daemon: 'unlocked', steps })
    expect(results).toEqual([done, done, locked, locked, locked, locked, locked, locked, locked])
    expect(states).toEqual(['ready', 'locked'])
    expect((await home.run({ bus: 'usual', daemon: 'unlocked', steps: [readKey(id), readKey(other)] })).results).toEqual([found('kept'), found(null)])
  })

  it('whose service ends during the run is said to be gone, and nothing is lost', async () => {
    const steps: Step[] = [saveKey(id, 'kept'), { outside: 'stopService' }, readKey(id), saveKey(id, 'x'), forget(id)]
    const { states, results } = await home.run({ bus: 'bare', daemon: 'unlocked', steps })
    const gone = { error: 'vaultUnavailable', foundState: 'noSecretService' }
    expect(results).toEqual([done, done, gone, gone, gone])
    expect(states).toEqual(['ready', 'noSecretService'])
    expect((await home.run({ bus: 'usual', daemon: 'unlocked', steps: [readKey(id)] })).results).toEqual([found('kept')])
  })
})

describe('a keyring that cannot be used at start', () => {
  const canary = `canary-${randomUUID()}`
  const steps = [readKey(id), saveKey(id, canary), readKey(id), saveSession(id, session(canary)), readSession(id), forget(id), readKey(id)]
  const results = [found(null), done, found(canary), done, found(session(canary)), done, found(null)]

  it('locked: secrets of this run in memory, those of last time untouched', async () => {
    await home.run({ bus: 'usual', daemon: 'unlocked', steps: [saveKey(id, 'of last time')] })
    for (const bus of ['bare', 'usual'] as const) {
      expect(await home.run({ bus, daemon: 'locked', steps })).toEqual({ storage: 'memory', states: ['locked'], results })
    }
    expect(await home.filesWith(canary)).toEqual([])
    expect((await home.run({ bus: 'usual', daemon: 'unlocked', steps: [readKey(id)] })).results).toEqual([found('of last time')])
  })

  it('no session bus', async () => {
    expect(await home.run({ bus: 'none', daemon: 'absent', steps })).toEqual({ storage: 'memory', states: ['noSessionBus'], results })
    expect(await home.filesWith(canary)).toEqual([])
  })

  it('a bus, and nobody on it who keeps secrets', async () => {
    expect(await home.run({ bus: 'bare', daemon: 'absent', steps })).toEqual({ storage: 'memory', states: ['noSecretService'], results })
    expect(await home.filesWith(canary)).toEqual([])
  })

  it('a service that has no keyring yet and nobody to ask for a password', async () => {
    expect(await home.run({ bus: 'usual', daemon: 'absent', steps })).toEqual({ storage: 'memory', states: ['refused'], results })
    expect(await home.filesWith(canary)).toEqual([])
  })
})
