import { randomBytes } from 'node:crypto'
import type { VaultState } from '#shared/domain/vaultState'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import { createSerialQueue } from '../storage/serialQueue'
import { accountOf, type Keychain, type Purpose } from './keychain'
import { stateOfFailure, toVaultError, type KeychainSurroundings } from './keychainFailure'
import { createKeychainItem, itemLimitOf } from './keychainItem'
import { probeKeychain, withTimeLimit } from './keychainProbe'
import {
  decodeApiKey,
  decodeJournalKey,
  decodeKeySecret,
  decodePasswordCheck,
  decodeSession,
  decodeSigningKey,
  decodeSnapshotKey,
  encodeApiKey,
  encodeJournalKey,
  encodeKeySecret,
  encodePasswordCheck,
  encodeProbe,
  encodeSession,
  encodeSigningKey,
  encodeSnapshotKey
} from './secretCodec'
import type { Found, SecretVault } from './secretVault'

/** The door to keytar. It is an optional dependency, so that it may be missing; then this throws what the loader threw. */
export async function loadKeytar(): Promise<Keychain> {
  const { default: keytar } = await import('keytar')
  return keytar
}

export interface KeytarVaultOptions {
  keychain: Keychain
  surroundings: KeychainSurroundings
  log: Logger
  /** How long one operation may take, waiting for its turn included, in milliseconds. */
  timeLimitMs?: number
  /** For tests of large values where the system has no limit. */
  maxItemBytes?: number
}

/** Secrets in the system's keychain. Made by `openVault`, after a probe has shown that the keychain can be used. */
export function createKeytarVault({ keychain, surroundings, log, timeLimitMs = 60_000, maxItemBytes }: KeytarVaultOptions): SecretVault {
  const listeners = new Set<(state: VaultState) => void>()
  // One call after the other, and the next only when the last has really ended: a write that was given up waiting for
  // must not overtake a later one.
  const inTurn = createSerialQueue()
  let state: VaultState = 'ready'

  function found(now: VaultState): void {
    if (now === state) return
    state = now
    log.info('vault.stateChanged', { state })
    for (const listener of [...listeners]) listener(state)
  }

  async function run<T>(operation: string, task: () => Promise<T>): Promise<T> {
    try {
      const result = await withTimeLimit(inTurn(task), timeLimitMs)
      found('ready')
      return result
    } catch (error) {
      // A damaged value: the keychain itself works.
      if (error instanceof AppError) throw error
      const failed = stateOfFailure(error, surroundings)
      log.warn('vault.failed', { operation, state: failed, error })
      found(failed)
      throw toVaultError(failed, error)
    }
  }

  const item = (purpose: Purpose, connectionId: string) =>
    createKeychainItem(keychain, accountOf(purpose, connectionId), maxItemBytes ?? itemLimitOf(surroundings.platform))

  async function read<T>(purpose: Purpose, connectionId: string, decode: (text: string) => T | null): Promise<Found<T>> {
    const stored = item(purpose, connectionId)
    return run(`read ${purpose}`, async () => {
      const text = await stored.read()
      if (text !== null) return { found: decode(text) }
      await probeKeychain(keychain)
      // It may have been unlocked between the question and the probe.
      const again = await stored.read()
      return { found: again === null ? null : decode(again) }
    })
  }

  async function forget(operation: string, connectionId: string, purposes: readonly Purpose[]): Promise<void> {
    const items = purposes.map((purpose) => item(purpose, connectionId))
    await run(operation, async () => {
      for (const stored of items) await stored.remove()
      // "Nothing was there" is also what a locked keychain says.
      await probeKeychain(keychain)
      for (const stored of items) {
        if (await stored.remove()) continue
        if ((await stored.read()) !== null) throw new Error('The keychain did not delete a secret.')
      }
    })
  }

  return {
    state: () => state,
    storage: () => 'keychain',
    onStateChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async saveApiKey(connectionId, key) {
      const stored = item('api-key', connectionId)
      await run('save api-key', () => stored.write(encodeApiKey(key)))
    },
    readApiKey: (connectionId) => read('api-key', connectionId, decodeApiKey),
    async saveSession(connectionId, session) {
      const stored = item('session', connectionId)
      await run('save session', () => stored.write(encodeSession(session)))
    },
    readSession: (connectionId) => read('session', connectionId, decodeSession),
    async savePasswordCheck(connectionId, check) {
      const stored = item('password-check', connectionId)
      await run('save password-check', () => stored.write(encodePasswordCheck(check)))
    },
    readPasswordCheck: (connectionId) => read('password-check', connectionId, decodePasswordCheck),
    async saveJournalKey(journalId, key) {
      const stored = item('journal-key', journalId)
      await run('save journal-key', () => stored.write(encodeJournalKey(key)))
    },
    readJournalKey: (journalId) => read('journal-key', journalId, decodeJournalKey),
    async proveKeySecret(secretId) {
      const stored = item('key-secret', secretId)
      const probe = encodeProbe(randomBytes(32).toString('hex'))
      await run('prove key-secret', async () => {
        await stored.write(probe)
        const read = await stored.read()
        const removed = await stored.remove()
        if (read !== probe) throw new Error('The keychain did not give back what was written.')
        if (!removed) throw new Error('The keychain did not delete what was written.')
      })
    },
    async saveKeySecret(secretId, secret) {
      const stored = item('key-secret', secretId)
      await run('save key-secret', () => stored.write(encodeKeySecret(secret)))
    },
    readKeySecret: (secretId) => read('key-secret', secretId, decodeKeySecret),
    forgetKeySecret: (secretId) => forget('forget key-secret', secretId, ['key-secret']),
    async saveSnapshotKey(folderId, key) {
      const stored = item('snapshot-key', folderId)
      await run('save snapshot-key', () => stored.write(encodeSnapshotKey(key)))
    },
    readSnapshotKey: (folderId) => read('snapshot-key', folderId, decodeSnapshotKey),
    async saveSigningKey(id, key) {
      const stored = item('signing-key', id)
      await run('save signing-key', () => stored.write(encodeSigningKey(key)))
    },
    readSigningKey: (id) => read('signing-key', id, decodeSigningKey),
    forgetPasswordCheck: (connectionId) => forget('forget password-check', connectionId, ['password-check']),
    forgetApiKey: (connectionId) => forget('forget api-key', connectionId, ['api-key']),
    forgetSession: (connectionId) => forget('forget session', connectionId, ['password-check', 'session']),
    forgetConnection: (connectionId) => forget('forget connection', connectionId, ['api-key', 'password-check', 'session'])
  }
}
