import type { ConnectionState } from '#shared/domain/connection'
import { keySecretFile as fileEn } from '#shared/text/en/keySecretFile'
import { keySecretFile as fileFr } from '#shared/text/fr/keySecretFile'
import type { Language } from '#shared/text/language'
import type { EventSender } from './ipc/events'
import { keySecretsHandlers } from './ipc/handlers/keySecrets'
import { notYet } from './ipc/handlers/notYet'
import type { Handlers } from './ipc/listener'
import type { Logger } from './log/logger'
import type { ConnectionService } from './services/connection/connectionService'
import { listCertainOwnKeys } from './services/keyInventory'
import { createKeySecrets, type KeySecretsService } from './services/keySecrets/keySecrets'
import { createSecretRecords } from './services/keySecrets/secretRecords'
import type { Lock } from './services/lock/createLock'
import type { SecretVault } from './vault/secretVault'
import { clearClipboard, copySecret, readClipboard } from './window/clipboard'
import { hidesFromCapture } from './window/contentProtection'

export interface KeyAnswersDeps {
  vault: Promise<SecretVault>
  opened: Promise<{ connections: ConnectionService; lock: Lock }>
  events: EventSender
  log: Logger
  now(): number
  inUserData(...names: string[]): string
  language(): Language
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  /** Keeps the window out of pictures of the screen. */
  protectContent(on: boolean): void
}

/** What the window may ask about API keys and their secrets. */
export function answerAboutKeys({ vault, opened, events, log, now, inUserData, language, save, protectContent }: KeyAnswersDeps) {
  let open: KeySecretsService | null = null
  const secrets = Promise.all([vault, opened]).then(([secretVault, { connections, lock }]) => {
    open = createKeySecrets({
      vault: secretVault,
      records: createSecretRecords((name) => inUserData('key-secrets', ...(name === undefined ? [] : [name])), log),
      active: connections.active,
      insist: lock.presence.insist,
      async listOwnKeys(active) {
        const keys = await listCertainOwnKeys(active)
        return keys.map((row) => ({ id: row.id, name: row.name ?? '', updatedAt: row.updated_at ?? null, expiresAt: row.expires_at }))
      },
      clipboard: { write: copySecret, read: readClipboard, clear: clearClipboard },
      protect: protectContent,
      hiddenFromCapture: hidesFromCapture(),
      save,
      fileText: () => ({ en: fileEn, fr: fileFr })[language()],
      onChange: (waiting) => events.send('keySecrets.changed', waiting),
      now,
      uptime: () => performance.now(),
      log
    })
    return open
  })
  // Why nothing was opened has been said by then.
  secrets.catch(() => undefined)

  return {
    handlers: {
      'apiKeys.create': notYet,
      'apiKeys.update': notYet,
      'apiKeys.regenerate': notYet,
      'apiKeys.delete': notYet,
      ...keySecretsHandlers(secrets),
      'keyBatch.list': notYet,
      'keyBatch.start': notYet,
      'keyBatch.pause': notYet,
      'keyBatch.resume': notYet,
      'keyBatch.forget': notYet,
      'keyTwin.list': notYet,
      'keyTwin.start': notYet,
      'keyTwin.advance': notYet,
      'keyTwin.finish': notYet,
      'keyTwin.abandon': notYet,
      'keyRevocation.list': notYet,
      'keyRevocation.revoke': notYet,
      'keyRevocation.undo': notYet
    } satisfies Partial<Handlers>,

    /** To be called with every new state of the connection. */
    follow: (state: ConnectionState): void => void secrets.then((service) => service.follow(state), () => undefined),

    /** Before the program ends. */
    finish: async (): Promise<void> => {
      await open?.finish()
    }
  }
}
