import type { ConnectionState } from '#shared/domain/connection'
import type { KeyInventory } from '#shared/domain/keyInventory'
import { keySecretFile as fileEn } from '#shared/text/en/keySecretFile'
import { keySecretFile as fileFr } from '#shared/text/fr/keySecretFile'
import type { Settings } from '#shared/domain/settings'
import type { Language } from '#shared/text/language'
import type { EventSender } from './ipc/events'
import { apiKeyHandlers } from './ipc/handlers/apiKeys'
import { keyBatchHandlers } from './ipc/handlers/keyBatch'
import { keyRevocationHandlers } from './ipc/handlers/keyRevocation'
import { keySecretsHandlers } from './ipc/handlers/keySecrets'
import { keyTwinHandlers } from './ipc/handlers/keyTwin'
import type { Handlers } from './ipc/listener'
import type { Journal } from './journal/journal'
import type { Logger } from './log/logger'
import { createApiKeyService } from './services/apiKeys/apiKeys'
import type { ApiKeyService } from './services/apiKeys/apiKeyService'
import { createChangesUnderWay } from './services/apiKeys/changesUnderWay'
import { asListed, mayLandForMs } from './services/apiKeys/lostKeyRequest'
import type { ActiveConnection, ConnectionService } from './services/connection/connectionService'
import { listCertainOwnKeys } from './services/apiKeys/ownKeys'
import { createBatchFiles } from './services/keyBatch/batchFiles'
import { createBatchNotices } from './services/keyBatch/batchNotices'
import { createKeyBatchService, type KeyBatchService } from './services/keyBatch/keyBatchService'
import { createKeyRevocationService, type KeyRevocationService } from './services/keyRevocation/keyRevocationService'
import { createKeySecrets, type KeySecretsService } from './services/keySecrets/keySecrets'
import { createSecretRecords } from './services/keySecrets/secretRecords'
import { createKeyTwinService } from './services/keyTwin/keyTwinService'
import type { Lock } from './services/lock/createLock'
import type { SecretVault } from './vault/secretVault'
import { clearClipboard, copySecret, readClipboard } from './window/clipboard'
import { hidesFromCapture } from './window/contentProtection'
import type { MainWindow } from './window/mainWindow'
import { showNotification } from './window/notification'
import { showProgress } from './window/progress'

export interface KeyAnswersDeps {
  vault: Promise<SecretVault>
  /** `live`: as it is beneath an open snapshot, to know whose secrets wait. */
  opened: Promise<{ connections: ConnectionService; live: ConnectionService; lock: Lock }>
  events: EventSender
  log: Logger
  journal: Pick<Journal, 'begin'>
  now(): number
  inUserData(...names: string[]): string
  language(): Language
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  /** The settings in force. */
  settingsNow(): Settings
  requireWindow(): MainWindow['window']
  /** Brings the window forward, with the page of API keys in it. */
  openKeys(): void
  /** Keeps the window out of pictures of the screen. */
  protectContent(on: boolean): void
}

/** How long the end of the program waits for keys that are being changed, in milliseconds. */
const finishLimitMs = 20_000

/** What the window may ask about API keys and their secrets. */
export function answerAboutKeys({ vault, opened, events, log, journal, now, inUserData, language, save, settingsNow, requireWindow, openKeys, protectContent }: KeyAnswersDeps) {
  let open: KeySecretsService | null = null
  const { known, over } = createChangesUnderWay()
  const secrets = Promise.all([vault, opened]).then(([secretVault, { connections, live, lock }]) => {
    open = createKeySecrets({
      vault: secretVault,
      records: createSecretRecords((name) => inUserData('key-secrets', ...(name === undefined ? [] : [name])), log),
      active: live.active,
      insist: lock.presence.insist,
      listOwnKeys: async (active) => {
        // Refused while a snapshot is open.
        connections.active()
        const { rows, clockSkewMs } = await listCertainOwnKeys(active)
        return { keys: rows.map(asListed), clockSkewMs }
      },
      clipboard: { write: copySecret, read: readClipboard, clear: clearClipboard },
      clipboardKeepsMs: () => settingsNow().clipboardSeconds * 1000,
      protect: protectContent,
      hiddenFromCapture: hidesFromCapture(),
      save,
      fileText: () => ({ en: fileEn, fr: fileFr })[language()],
      onChange: (waiting) => events.send('keySecrets.changed', waiting),
      onClipboard: (what) => events.send('keySecrets.clipboard', what),
      now,
      uptime: () => performance.now(),
      log
    })
    return open
  })
  // Why nothing was opened has been said by then.
  secrets.catch(() => undefined)
  const keys = Promise.all([secrets, opened]).then(([{ escrow }, { connections, lock }]) => {
    let looking = false
    let askedAgain = false
    /** When nothing can land any more, by what the server lists then; once for all that is asked for meanwhile, and once more for those that came late. */
    const lookAgain = (active: ActiveConnection): void => {
      askedAgain = looking
      if (looking) return
      looking = true
      const look = async (): Promise<void> => {
        looking = false
        if (active.signal.aborted) return
        if (askedAgain) lookAgain(active)
        const begunAt = performance.now()
        const { rows, clockSkewMs } = await listCertainOwnKeys(active)
        await escrow.reconcile(active, rows.map(asListed), { begunAt, clockSkewMs })
      }
      setTimeout(() => void look().catch((error: unknown) => log.warn('apiKeys.notLookedAgain', { error })), mayLandForMs + 1000).unref()
    }
    const { create, copy, regenerate, update, delete: remove } = createApiKeyService({ active: () => Promise.resolve().then(connections.active), now, uptime: () => performance.now(), log, journal, escrow, lookAgain })
    const service = { create: known(create), copy: known(copy), regenerate: known(regenerate), update: known(update), delete: known(remove) }
    return { service, insist: lock.presence.insist }
  })
  keys.catch(() => undefined)
  const notices = createBatchNotices({
    progress: (fraction) => showProgress(requireWindow(), fraction),
    focused: () => !requireWindow().isDestroyed() && requireWindow().isFocused(),
    wanted: () => settingsNow().batchNotices,
    language,
    show: (notice) => showNotification({ ...notice, onClick: openKeys })
  })
  let openBatches: KeyBatchService | null = null
  const batches = Promise.all([keys, secrets, opened]).then(([{ service, insist }, keySecrets, { connections }]) => {
    openBatches = createKeyBatchService({
      files: createBatchFiles((name) => inUserData('key-batches', ...(name === undefined ? [] : [name])), { now, uptime: () => performance.now(), log }),
      active: () => Promise.resolve().then(connections.active),
      apiKeys: service,
      secrets: () => keySecrets.list(),
      requirePresence: insist,
      onChange(batch) {
        events.send('keyBatch.changed', batch)
        notices.follow(batch)
      },
      now,
      uptime: () => performance.now(),
      log
    })
    return openBatches
  })
  batches.catch(() => undefined)
  const twins = Promise.all([keys, secrets, opened]).then(([{ service, insist }, keySecrets, { connections }]) =>
    createKeyTwinService({
      path: inUserData('key-twins.json'),
      active: () => Promise.resolve().then(connections.active),
      apiKeys: service,
      secrets: () => keySecrets.list(),
      requirePresence: insist,
      now,
      uptime: () => performance.now(),
      log
    })
  )
  twins.catch(() => undefined)
  const revocations = opened.then(({ connections, lock }) =>
    createKeyRevocationService({ path: inUserData('key-revocations.json'), active: () => Promise.resolve().then(connections.active), journal, requirePresence: lock.presence.insist, now, uptime: () => performance.now(), log })
  )
  revocations.catch(() => undefined)

  return {
    handlers: {
      ...apiKeyHandlers(keys),
      ...keySecretsHandlers(secrets),
      ...keyBatchHandlers(batches),
      ...keyTwinHandlers(twins.then((service) => ({ ...service, start: known(service.start), finish: known(service.finish) }))),
      ...keyRevocationHandlers(revocations)
    } satisfies Partial<Handlers>,

    /** The same, for whatever else changes keys. */
    changes: {
      regenerate: async (input) => (await keys).service.regenerate(input),
      update: async (input) => (await keys).service.update(input),
      delete: async (input) => (await keys).service.delete(input),
      revoke: async (input) => (await revocations).revoke(input)
    } satisfies Pick<ApiKeyService, 'regenerate' | 'update' | 'delete'> & Pick<KeyRevocationService, 'revoke'>,

    /** To be called with every new state of the connection. */
    follow: (state: ConnectionState): void => void secrets.then((service) => service.follow(state), () => undefined),

    /** To be called before keys are read, and what it answers with what was read: what is still unknown may be told by it. */
    readingKeys() {
      const begunAt = performance.now()
      return (active: ActiveConnection, inventory: KeyInventory): void => {
        const { keys, ownKeys, clockSkewMs } = inventory
        if (ownKeys.state !== 'complete') return
        const reconciled = open?.escrow.reconcile(active, keys.filter(({ own }) => own), { begunAt, clockSkewMs }) ?? Promise.resolve()
        // By the escrow a run tells its new secrets, and by the list the rest.
        void reconciled.catch(() => undefined).then(() => openBatches?.keysRead(active, inventory, begunAt))
      }
    },

    /** How many secrets of keys end with this run. */
    atRisk: (): number => open?.atRisk() ?? 0,

    /** Before the program ends. */
    finish: async (): Promise<void> => {
      // The key that is on its way has its secret to be kept; of a copy, its rotation is to be written down as well.
      await Promise.all([openBatches?.finish(), over(finishLimitMs)])
      await open?.finish()
    }
  }
}
