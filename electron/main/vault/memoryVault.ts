import type { VaultState } from '#shared/domain/vaultState'
import { accountOf } from './keychain'
import type { JournalKey, KeySecret, PasswordCheck, SecretVault, SigningKey, StoredSession } from './secretVault'

/** Secrets for this run only; `state` says why the keychain is not used. */
export function createMemoryVault(state: VaultState): SecretVault {
  const apiKeys = new Map<string, string>()
  const sessions = new Map<string, StoredSession>()
  const passwordChecks = new Map<string, PasswordCheck>()
  const journalKeys = new Map<string, JournalKey>()
  const keySecrets = new Map<string, KeySecret>()
  const snapshotKeys = new Map<string, string>()
  const signingKeys = new Map<string, SigningKey>()
  /** Errors, too, come as they would from the keychain: later. */
  const soon = <T>(work: () => T): Promise<T> => Promise.resolve().then(work)

  const dropApiKey = (connectionId: string): void => void apiKeys.delete(accountOf('api-key', connectionId))
  const dropSession = (connectionId: string): void => {
    passwordChecks.delete(accountOf('password-check', connectionId))
    sessions.delete(accountOf('session', connectionId))
  }

  return {
    state: () => state,
    storage: () => 'memory',
    onStateChange: () => () => undefined,
    saveApiKey: (connectionId, key) => soon(() => void apiKeys.set(accountOf('api-key', connectionId), key)),
    readApiKey: (connectionId) => soon(() => ({ found: apiKeys.get(accountOf('api-key', connectionId)) ?? null })),
    saveSession: (connectionId, session) => soon(() => void sessions.set(accountOf('session', connectionId), { ...session })),
    readSession: (connectionId) =>
      soon(() => {
        const session = sessions.get(accountOf('session', connectionId))
        return { found: session ? { ...session } : null }
      }),
    savePasswordCheck: (connectionId, check) => soon(() => void passwordChecks.set(accountOf('password-check', connectionId), { ...check })),
    readPasswordCheck: (connectionId) =>
      soon(() => {
        const check = passwordChecks.get(accountOf('password-check', connectionId))
        return { found: check ? { ...check } : null }
      }),
    saveJournalKey: (journalId, key) => soon(() => void journalKeys.set(accountOf('journal-key', journalId), structuredClone(key))),
    readJournalKey: (journalId) => soon(() => ({ found: structuredClone(journalKeys.get(accountOf('journal-key', journalId)) ?? null) })),
    proveKeySecret: (secretId) => soon(() => void accountOf('key-secret', secretId)),
    saveKeySecret: (secretId, secret) => soon(() => void keySecrets.set(accountOf('key-secret', secretId), structuredClone(secret))),
    readKeySecret: (secretId) => soon(() => ({ found: structuredClone(keySecrets.get(accountOf('key-secret', secretId)) ?? null) })),
    forgetKeySecret: (secretId) => soon(() => void keySecrets.delete(accountOf('key-secret', secretId))),
    saveSnapshotKey: (folderId, key) => soon(() => void snapshotKeys.set(accountOf('snapshot-key', folderId), key)),
    readSnapshotKey: (folderId) => soon(() => ({ found: snapshotKeys.get(accountOf('snapshot-key', folderId)) ?? null })),
    saveSigningKey: (id, key) => soon(() => void signingKeys.set(accountOf('signing-key', id), { ...key })),
    readSigningKey: (id) => soon(() => ({ found: structuredClone(signingKeys.get(accountOf('signing-key', id)) ?? null) })),
    forgetPasswordCheck: (connectionId) => soon(() => void passwordChecks.delete(accountOf('password-check', connectionId))),
    forgetApiKey: (connectionId) => soon(() => dropApiKey(connectionId)),
    forgetSession: (connectionId) => soon(() => dropSession(connectionId)),
    forgetConnection: (connectionId) =>
      soon(() => {
        dropApiKey(connectionId)
        dropSession(connectionId)
      })
  }
}
