import { beforeEach, describe, expect, it } from 'vitest'
import type { VaultState } from '#shared/domain/vaultState'
import { createKeytarVault, type KeytarVaultOptions } from '../../../electron/main/vault/keytarVault'
import type { SecretVault } from '../../../electron/main/vault/secretVault'
import { FakeKeychain } from '../../support/fakeKeychain'
import { quietLog, type QuietLog } from '../../support/quietLog'

const id = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const other = '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f'
const check = { salt: 'ab'.repeat(16), hash: 'cd'.repeat(32), cost: 2 ** 15, blockSize: 8, parallelization: 3 }
const session = { accessToken: 'access-canary', refreshToken: 'refresh-canary', expiresAt: 1_800_000_000_000 }

let keychain: FakeKeychain
let vault: SecretVault
let states: VaultState[]
let log: QuietLog

function create(options: Partial<KeytarVaultOptions> = {}): SecretVault {
  return createKeytarVault({ keychain, surroundings: { platform: 'linux', sessionBusPresent: true }, log, ...options })
}

beforeEach(() => {
  keychain = new FakeKeychain()
  states = []
  log = quietLog()
  vault = create()
  vault.onStateChange((state) => states.push(state))
})

describe('an open keychain', () => {
  it('gives back what it was given, by connection and purpose', async () => {
    await vault.saveApiKey(id, 'key-canary')
    await vault.saveSession(other, session)
    expect(await vault.readApiKey(id)).toEqual({ found: 'key-canary' })
    expect(await vault.readSession(other)).toEqual({ found: session })
    expect(await vault.readSession(id)).toEqual({ found: null })
    expect(await vault.readApiKey(other)).toEqual({ found: null })
    expect(vault.storage()).toBe('keychain')
  })

  it('stores under fixed names of its own service', async () => {
    await vault.saveApiKey(id, 'x')
    await vault.saveSession(id, session)
    await vault.savePasswordCheck(id, check)
    expect([...keychain.items.keys()]).toEqual([`Gatehouse api-key/${id}`, `Gatehouse session/${id}`, `Gatehouse password-check/${id}`])
  })

  it('forgets everything of one connection and nothing of another', async () => {
    await vault.saveApiKey(id, 'x')
    await vault.saveSession(id, session)
    await vault.savePasswordCheck(id, check)
    await vault.saveApiKey(other, 'y')
    await vault.forgetConnection(id)
    expect([...keychain.items.keys()]).toEqual([`Gatehouse api-key/${other}`])
    await vault.forgetConnection(id)
  })

  it('forgets one credential and keeps the other; the password check goes with the session', async () => {
    const fill = async (): Promise<void> => {
      await vault.saveApiKey(id, 'x')
      await vault.saveSession(id, session)
      await vault.savePasswordCheck(id, check)
    }
    await fill()
    await vault.forgetApiKey(id)
    expect([await vault.readApiKey(id), await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: null }, { found: session }, { found: check }])
    await fill()
    await vault.forgetPasswordCheck(id)
    expect([await vault.readApiKey(id), await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: 'x' }, { found: session }, { found: null }])
    await fill()
    await vault.forgetSession(id)
    expect([await vault.readApiKey(id), await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: 'x' }, { found: null }, { found: null }])
  })

  it('keeps the key that signs reviews, beside connections', async () => {
    const key = { seed: 'ef'.repeat(32), createdAt: '2027-03-12T09:30:00.000Z' }
    expect(await vault.readSigningKey(id)).toEqual({ found: null })
    await vault.saveSigningKey(id, key)
    await vault.forgetConnection(id)
    expect(await vault.readSigningKey(id)).toEqual({ found: key })
    expect([...keychain.items.keys()]).toEqual([`Gatehouse signing-key/${id}`])
    keychain.items.set(`Gatehouse signing-key/${id}`, '{"version":1,"seed":"ef","createdAt":"2027-03-12T09:30:00.000Z"}')
    await expect(vault.readSigningKey(id)).rejects.toMatchObject({ code: 'vaultUnavailable', data: { details: { foundState: 'damaged' } } })
  })

  it('keeps the key of the journal apart from every connection', async () => {
    const journalKey = { key: 'ab'.repeat(32), floor: { seq: 7, hash: 'cd'.repeat(32) } }
    expect(await vault.readJournalKey(id)).toEqual({ found: null })
    await vault.saveJournalKey(id, journalKey)
    await vault.saveApiKey(id, 'x')
    await vault.forgetConnection(id)
    expect(await vault.readJournalKey(id)).toEqual({ found: journalKey })
    expect([...keychain.items.keys()]).toEqual([`Gatehouse journal-key/${id}`])
    for (const damaged of ['{}', JSON.stringify({ version: 1, ...journalKey, key: 'short' }), JSON.stringify({ version: 1, ...journalKey, floor: { seq: -1, hash: journalKey.floor.hash } })]) {
      keychain.items.set(`Gatehouse journal-key/${id}`, damaged)
      await expect(vault.readJournalKey(id)).rejects.toMatchObject({ code: 'vaultUnavailable', data: { details: { foundState: 'damaged' } } })
    }
  })

  it('keeps the key of the snapshots apart from every connection', async () => {
    const snapshotKey = 'ef'.repeat(32)
    expect(await vault.readSnapshotKey(id)).toEqual({ found: null })
    await vault.saveSnapshotKey(id, snapshotKey)
    await vault.forgetConnection(id)
    expect(await vault.readSnapshotKey(id)).toEqual({ found: snapshotKey })
    expect([...keychain.items.keys()]).toEqual([`Gatehouse snapshot-key/${id}`])
    keychain.items.set(`Gatehouse snapshot-key/${id}`, JSON.stringify({ version: 1, key: 'short' }))
    await expect(vault.readSnapshotKey(id)).rejects.toMatchObject({ code: 'vaultUnavailable', data: { details: { foundState: 'damaged' } } })
  })

  it('keeps the order of writes', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => vault.saveSession(id, { ...session, expiresAt: index })))
    expect((await vault.readSession(id)).found?.expiresAt).toBe(49)
  })

  it('takes only UUIDs as connections', async () => {
    await expect(vault.readApiKey('probe')).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(vault.saveApiKey('../x', 'y')).rejects.toMatchObject({ code: 'invalidInput' })
    expect(keychain.calls).toEqual([])
  })
})

describe('a keychain that is locked during the run', () => {
  beforeEach(async () => {
    await vault.saveApiKey(id, 'key-canary')
    keychain.mood = 'locked'
  })

  it('is never read as "nothing there"', async () => {
    await expect(vault.readApiKey(id)).rejects.toMatchObject({ code: 'vaultLocked', data: { retryable: true, details: { foundState: 'locked' } } })
    await expect(vault.readSession(other)).rejects.toMatchObject({ code: 'vaultLocked' })
    expect(states).toEqual(['locked'])
  })

  it('refuses a write and the forgetting, typed', async () => {
    await expect(vault.saveSession(id, session)).rejects.toMatchObject({ code: 'vaultLocked' })
    await expect(vault.savePasswordCheck(id, check)).rejects.toMatchObject({ code: 'vaultLocked' })
    await expect(vault.forgetApiKey(id)).rejects.toMatchObject({ code: 'vaultLocked' })
    await expect(vault.forgetSession(id)).rejects.toMatchObject({ code: 'vaultLocked' })
    await expect(vault.forgetConnection(id)).rejects.toMatchObject({ code: 'vaultLocked' })
    keychain.mood = 'open'
    expect(await vault.readApiKey(id)).toEqual({ found: 'key-canary' })
    expect(states).toEqual(['locked', 'ready'])
  })

  it('and unlocked between the question and the probe: found after all', async () => {
    keychain.before = (call) => {
      if (call === 'set probe') keychain.mood = 'open'
    }
    expect(await vault.readApiKey(id)).toEqual({ found: 'key-canary' })
  })

  it('tells no listener that has left', async () => {
    const seen: VaultState[] = []
    vault.onStateChange((state) => seen.push(state))()
    await expect(vault.readApiKey(id)).rejects.toThrow()
    expect(seen).toEqual([])
  })
})

describe('other failures during the run', () => {
  it.each([
    ['noSecretService', 'The name org.freedesktop.secrets was not provided by any .service files'],
    ['noSessionBus', 'The connection is closed'],
    ['refused', 'something new']
  ] as const)('%s', async (state, message) => {
    keychain.mood = { error: new Error(message) }
    await expect(vault.saveApiKey(id, 'key-canary')).rejects.toMatchObject({ code: 'vaultUnavailable', data: { details: { foundState: state } } })
    expect([vault.state(), states]).toEqual([state, [state]])
  })

  it('a call that never ends: given up waiting for, and nothing overtakes it', async () => {
    vault = create({ timeLimitMs: 1 })
    keychain.mood = 'silent'
    await expect(vault.saveApiKey(id, 'first')).rejects.toMatchObject({ code: 'vaultLocked' })
    keychain.mood = 'open'
    await expect(vault.saveApiKey(id, 'second')).rejects.toMatchObject({ code: 'vaultLocked' })
    expect(keychain.calls).toHaveLength(1)
  })

  it('a secret that would not go', async () => {
    await vault.saveApiKey(id, 'x')
    const remove = keychain.deletePassword.bind(keychain)
    keychain.deletePassword = (service, account) => (account === 'probe' ? remove(service, account) : Promise.resolve(false))
    await expect(vault.forgetConnection(id)).rejects.toMatchObject({ code: 'vaultUnavailable' })
    await expect(vault.forgetApiKey(id)).rejects.toMatchObject({ code: 'vaultUnavailable' })
    await vault.forgetSession(id)
  })
})

describe('a damaged value', () => {
  it.each(['', 'no json', '{}', '{"version":2,"apiKey":"x"}', '{"version":1,"apiKey":5}', 'null', '{"version":1,"apiKey":"key-canary","more":1}'])('%j says so and quotes nothing', async (stored) => {
    keychain.items.set(`Gatehouse api-key/${id}`, stored)
    const error: unknown = await vault.readApiKey(id).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'vaultUnavailable', data: { message: 'The API key in the keychain is damaged and cannot be used.', details: { foundState: 'damaged' } } })
    expect(error).not.toHaveProperty('cause')
    expect(vault.state()).toBe('ready')
    await vault.saveApiKey(id, 'new')
    expect(await vault.readApiKey(id)).toEqual({ found: 'new' })
  })
})

it.each([
  { ...check, cost: 2 ** 40 },
  { ...check, cost: 20_000 },
  { ...check, blockSize: 0 },
  { ...check, parallelization: 1000 },
  { ...check, salt: 'not hexadecimal' },
  { ...check, hash: '' }
])('a password check that would take this computer apart is damaged: %j', async (stored) => {
  keychain.items.set(`Gatehouse password-check/${id}`, JSON.stringify({ version: 1, ...stored }))
  await expect(vault.readPasswordCheck(id)).rejects.toMatchObject({ code: 'vaultUnavailable', data: { details: { foundState: 'damaged' } } })
})

describe('values larger than the system takes in one item', () => {
  const large = (size: number) => ({ ...session, accessToken: 'tökén🙂'.repeat(size) })
  const put = (name: string) => [...keychain.items.keys()].filter((key) => key.includes(name))

  beforeEach(() => {
    vault = create({ maxItemBytes: 100 })
  })

  it('come back whole, whatever was there before, and leave no part behind', async () => {
    for (const size of [50, 500, 1, 20, 0, 300]) {
      const value = size === 0 ? { accessToken: 'a', refreshToken: 'b', expiresAt: 0 } : large(size)
      await vault.saveSession(id, value)
      expect(await vault.readSession(id)).toEqual({ found: value })
      for (const item of keychain.items.values()) expect(Buffer.byteLength(item)).toBeLessThanOrEqual(100)
    }
    await vault.forgetConnection(id)
    expect(keychain.items.size).toBe(0)
  })

  it('survive a failure at every step of being replaced: the old or the new one, never a mixture', async () => {
    await vault.saveSession(id, large(20))
    const steps = keychain.calls.length + 60
    for (let failing = 0; failing < steps; failing += 1) {
      const before = (await vault.readSession(id)).found
      const next = { ...large(failing % 2 === 0 ? 30 : 10), expiresAt: failing }
      let call = 0
      keychain.before = () => {
        keychain.mood = call++ === failing ? { error: new Error('killed') } : 'open'
      }
      const saved = await vault.saveSession(id, next).then(() => true, () => false)
      keychain.before = () => undefined
      keychain.mood = 'open'
      const after = (await vault.readSession(id)).found
      if (saved) expect(after).toEqual(next)
      else expect([before, next]).toContainEqual(after)
    }
    await vault.forgetConnection(id)
    expect(put(id)).toEqual([])
  })

  it('of which a part is missing are damaged', async () => {
    await vault.saveSession(id, large(20))
    keychain.items.delete(put('/a1')[0] ?? '')
    await expect(vault.readSession(id)).rejects.toMatchObject({ data: { details: { foundState: 'damaged' } } })
  })

  it('are cut as Windows demands', async () => {
    vault = create({ surroundings: { platform: 'win32', sessionBusPresent: true } })
    await vault.saveSession(id, large(2_000))
    for (const item of keychain.items.values()) expect(Buffer.byteLength(item)).toBeLessThanOrEqual(2_560)
    expect(await vault.readSession(id)).toEqual({ found: large(2_000) })
  })
})

it('logs no secret', async () => {
  await vault.saveApiKey(id, 'key-canary')
  await vault.saveSession(id, session)
  keychain.mood = 'locked'
  await expect(vault.saveApiKey(id, 'key-canary')).rejects.toThrow()
  keychain.mood = 'open'
  keychain.items.set(`Gatehouse session/${id}`, '{"version":1,"accessToken":"access-canary"')
  await expect(vault.readSession(id)).rejects.toThrow()
  expect(log.lines.length).toBeGreaterThan(0)
  const text = JSON.stringify(log.lines, (_key, value: unknown) => (value instanceof Error ? [value.message, value.stack, value.cause] : value))
  expect(text).not.toContain('canary')
})
