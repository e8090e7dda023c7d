import { describe, expect, it } from 'vitest'
import type { Keychain } from '../../../electron/main/vault/keychain'
import { openVault } from '../../../electron/main/vault/openVault'
import { FakeKeychain } from '../../support/fakeKeychain'
import { quietLog } from '../../support/quietLog'

const id = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const check = { salt: 'ab'.repeat(16), hash: 'cd'.repeat(32), cost: 2 ** 15, blockSize: 8, parallelization: 3 }
const withBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' }

function open(keychain: Keychain | Error, options: { platform?: NodeJS.Platform; environment?: NodeJS.ProcessEnv; probeTimeLimitMs?: number } = {}) {
  return openVault({
    log: quietLog(),
    load: () => (keychain instanceof Error ? Promise.reject(keychain) : Promise.resolve(keychain)),
    platform: 'linux',
    environment: withBus,
    ...options
  })
}

function refusing(message: string): FakeKeychain {
  const keychain = new FakeKeychain()
  keychain.mood = { error: new Error(message) }
  return keychain
}

it('uses a keychain that keeps the probe, and leaves nothing of the probe behind', async () => {
  const keychain = new FakeKeychain()
  const vault = await open(keychain)
  expect([vault.state(), vault.storage()]).toEqual(['ready', 'keychain'])
  expect(keychain.items.size).toBe(0)
  expect(keychain.calls).toEqual(['set probe', 'get probe', 'delete probe'])
})

describe('a module that does not load', () => {
  it.each([
    ['libraryMissing', 'libsecret-1.so.0: cannot open shared object file: No such file or directory'],
    ['libraryMissing', 'libglib-2.0.so.0: cannot open shared object file: No such file or directory'],
    ['notCompiled', "Cannot find module '../build/Release/keytar.node'\nRequire stack:\n- /x/keytar/lib/keytar.js"],
    ['notCompiled', "Cannot find package 'keytar' imported from /x/out/main/index.js"],
    ['notCompiled', '/x/keytar.node: invalid ELF header'],
    ['notCompiled', "/lib/libc.so.6: version `GLIBC_2.38' not found"],
    ['notCompiled', '\\\\?\\C:\\x\\keytar.node is not a valid Win32 application.']
  ] as const)('%s: %s', async (state, message) => {
    const vault = await open(new Error(message))
    expect([vault.state(), vault.storage()]).toEqual([state, 'memory'])
  })
})

describe('a keychain that refuses', () => {
  it.each([
    ['noSessionBus', 'Cannot autolaunch D-Bus without X11 $DISPLAY'],
    ['noSessionBus', 'Could not connect: No such file or directory'],
    ['noSessionBus', 'Failed to execute child process “dbus-launch” (No such file or directory)'],
    ['noSecretService', 'The name org.freedesktop.secrets was not provided by any .service files'],
    ['noSecretService', 'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name is not activatable'],
    ['locked', 'Cannot create an item in a locked collection'],
    ['locked', 'Prompt was dismissed'],
    ['refused', 'Object does not exist at path “/org/freedesktop/secrets/collection/login”'],
    ['refused', 'anything else']
  ] as const)('Linux, %s: %s', async (state, message) => {
    const vault = await open(refusing(message))
    expect([vault.state(), vault.storage()]).toEqual([state, 'memory'])
  })

  it('Linux without a bus, in whatever language GLib says so', async () => {
    const vault = await open(refusing('Impossible de lancer automatiquement D-Bus'), { environment: { XDG_RUNTIME_DIR: '/nowhere' } })
    expect(vault.state()).toBe('noSessionBus')
  })

  it.each([
    ['darwin', 'refused', 'The specified keychain could not be found.'],
    ['darwin', 'locked', 'User interaction is not allowed.'],
    ['win32', 'refused', 'The stub received bad data.']
  ] as const)('%s, %s: %s', async (platform, state, message) => {
    expect((await open(refusing(message), { platform, environment: {} })).state()).toBe(state)
  })

  it('one that reads as empty because it is locked', async () => {
    const keychain = new FakeKeychain()
    keychain.mood = 'locked'
    expect((await open(keychain)).state()).toBe('locked')
  })

  it('one that waits for a person who does not come', async () => {
    const keychain = new FakeKeychain()
    keychain.mood = 'silent'
    expect((await open(keychain, { probeTimeLimitMs: 1 })).state()).toBe('locked')
  })

  it('one that keeps something else, and one that does not delete', async () => {
    const other = new FakeKeychain()
    other.getPassword = () => Promise.resolve('other')
    expect((await open(other)).state()).toBe('refused')
    const keeping = new FakeKeychain()
    keeping.deletePassword = () => Promise.resolve(false)
    expect((await open(keeping)).state()).toBe('refused')
  })
})

it('keeps secrets of this run in memory when the keychain cannot, and asks the keychain no more', async () => {
  const keychain = new FakeKeychain()
  keychain.mood = 'locked'
  const vault = await open(keychain)
  const asked = keychain.calls.length
  await vault.saveApiKey(id, 'canary')
  await vault.saveSession(id, { accessToken: 'a', refreshToken: 'r', expiresAt: 1 })
  expect(await vault.readApiKey(id)).toEqual({ found: 'canary' })
  expect(await vault.readSession(id)).toEqual({ found: { accessToken: 'a', refreshToken: 'r', expiresAt: 1 } })
  await vault.savePasswordCheck(id, check)
  expect(await vault.readPasswordCheck(id)).toEqual({ found: check })
  await vault.forgetPasswordCheck(id)
  expect([(await vault.readPasswordCheck(id)).found, (await vault.readSession(id)).found?.accessToken]).toEqual([null, 'a'])
  await vault.savePasswordCheck(id, check)
  await vault.forgetSession(id)
  expect([await vault.readApiKey(id), await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: 'canary' }, { found: null }, { found: null }])
  await vault.saveSession(id, { accessToken: 'a', refreshToken: 'r', expiresAt: 1 })
  await vault.forgetApiKey(id)
  expect([(await vault.readApiKey(id)).found, (await vault.readSession(id)).found?.accessToken]).toEqual([null, 'a'])
  await vault.saveApiKey(id, 'canary')
  await vault.savePasswordCheck(id, check)
  await vault.forgetConnection(id)
  expect([await vault.readApiKey(id), await vault.readSession(id), await vault.readPasswordCheck(id)]).toEqual([{ found: null }, { found: null }, { found: null }])
  expect(keychain.calls).toHaveLength(asked)
})
