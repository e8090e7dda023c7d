import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '#shared/errors/appError'
import type { ConnectionState } from '#shared/domain/connection'
import type { KeySecrets, SecretInClipboard } from '#shared/domain/heldSecret'
import { mayLandForMs, type OwnKeyNow } from '#shared/rules/lostAttempt'
import type { Logger } from '../../log/logger'
import { createMemoryVault } from '../../vault/memoryVault'
import type { SecretVault } from '../../vault/secretVault'
import type { ActiveConnection } from '../connection/connectionService'
import { createCopiedSecret, type SecretClipboard } from './copiedSecret'
import { createKeyEscrow } from './escrow'
import { createHeldSecrets, type HeldSecrets } from './heldSecrets'
import type { KeyEscrow } from './keyEscrow'
import { createLedger } from './ledger'
import { restoreDamaged, settleLeftovers } from './leftovers'
import { saveSecrets, type SecretFileText } from './saveSecrets'
import type { Owner } from './secretRecord'
import { createRecordsInMemory, type SecretRecords } from './secretRecords'
import { createShelf, type Shelf } from './shelf'
import { createShownSecret } from './shownSecret'
import { endingWithRun, waitingOf } from './waiting'

export interface KeySecretsDeps {
  vault: SecretVault
  records: SecretRecords
  /** The open connection. @throws AppError `unauthorized`, `locked` */
  active(): ActiveConnection
  /** @throws AppError `presenceNeeded` */
  insist(): Promise<void>
  /** Every own key, as the server lists them now, and the clock as `ListReading` has it. @throws AppError when the list could not be read whole */
  listOwnKeys(active: ActiveConnection): Promise<{ keys: readonly OwnKeyNow[]; clockSkewMs: number | null }>
  clipboard: SecretClipboard
  /** How long the clipboard keeps a secret that is copied now, in milliseconds. */
  clipboardKeepsMs(): number
  protect(on: boolean): void
  /** Whether `protect` does anything on this system. */
  hiddenFromCapture: boolean
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  fileText(): SecretFileText
  onChange(secrets: KeySecrets): void
  /** What became of the secret that was copied last. */
  onClipboard(what: SecretInClipboard): void
  now(): number
  /** Milliseconds that only go forward. */
  uptime(): number
  log: Logger
}

export type KeySecretsService = ReturnType<typeof createKeySecrets>

/** How long after a change the window is told, so that a run of many tells it once, in milliseconds. */
const tellAfterMs = 100
/** How long the end of the program waits for the keychain and the clipboard, in milliseconds. */
const finishLimitMs = 5000
/** How long until the keychain is tried again with what it refused, in milliseconds. */
const retryAfterMs = 15_000

/** The secrets of API keys that were made, from the server's answer until somebody has them. */
export function createKeySecrets(deps: KeySecretsDeps) {
  const { vault, records, active, insist, clipboard, protect, hiddenFromCapture, onChange, now, uptime, log } = deps
  const keychain = createShelf({ place: 'keychain', vault, ledger: createLedger(records, log), uptime, log })
  const run = createShelf({ place: 'run', vault: createMemoryVault('ready'), ledger: createLedger(createRecordsInMemory(), log), uptime, log })
  const shown = createShownSecret({ protect, now })
  const copied = createCopiedSecret({ clipboard, onCleared: deps.onClipboard, keepsMs: deps.clipboardKeepsMs, now, log })
  let telling: NodeJS.Timeout | null = null
  let retrying: NodeJS.Timeout | null = null
  let lookingAgain: NodeJS.Timeout | null = null

  const placeOf = ({ connection }: ActiveConnection): { shelf: Shelf; owner: Owner } =>
    connection.demo ? { shelf: run, owner: { server: 'demo', userId: connection.userId } } : { shelf: keychain, owner: { server: connection.server, userId: connection.userId } }
  const openOrNull = (): ActiveConnection | null => {
    try {
      return active()
    } catch {
      return null
    }
  }

  const read = (): KeySecrets => {
    const open = openOrNull()
    if (!open) return { held: [], lost: [], damaged: [], place: 'none', hiddenFromCapture }
    const { shelf, owner } = placeOf(open)
    return { ...waitingOf(shelf, owner), hiddenFromCapture }
  }
  const tell = (): void => {
    telling ??= setTimeout(() => {
      telling = null
      onChange(read())
    }, tellAfterMs)
  }
  const retryLater = (): void => {
    if (!keychain.hasUnkept() || retrying !== null) return
    retrying = setTimeout(() => {
      retrying = null
      void keychain.retry().then(changed)
    }, retryAfterMs)
    retrying.unref()
  }
  const changed = (): void => {
    tell()
    retryLater()
  }

  const escrow: KeyEscrow = createKeyEscrow({ placeOf, changed, now, log })

  /** Reads the records, and ends what an earlier run left in the middle. @throws AppError `storageFailed` */
  const prepared = async (open: ActiveConnection): Promise<ReturnType<typeof placeOf>> => {
    const place = placeOf(open)
    await place.shelf.ledger.ready()
    await place.shelf.ledger.rewrite()
    await restoreDamaged(place.shelf, log)
    await settleLeftovers(place.shelf, place.owner, log)
    return place
  }

  /** Of who is there and has shown it; locked meanwhile, nothing is handed out. */
  const withHeld = async <T>(task: (held: HeldSecrets, stillOpen: () => void) => Promise<T>, presence: boolean): Promise<T> => {
    const open = active()
    if (presence) await insist()
    const stillOpen = (): void => {
      if (open.signal.aborted || openOrNull()?.connection.id !== open.connection.id) throw new AppError({ code: 'cancelled', message: 'Gatehouse was locked, or another connection opened, meanwhile.', retryable: false })
    }
    const held = createHeldSecrets(await prepared(open))
    stillOpen()
    try {
      return await task(held, stillOpen)
    } finally {
      changed()
    }
  }

  /** Looks at the server for what is unknown. Never throws. */
  const look = async (open: ActiveConnection): Promise<void> => {
    try {
      if (!(await escrow.hasUnknown(open))) return
      const begunAt = uptime()
      const { keys, clockSkewMs } = await deps.listOwnKeys(open)
      await escrow.reconcile(open, keys, { begunAt, clockSkewMs })
    } catch (thrown) {
      log.warn('keySecrets.notLooked', { error: thrown })
    }
    // What may still have been carried out by now cannot any more by then.
    if (lookingAgain !== null) clearTimeout(lookingAgain)
    lookingAgain = setTimeout(() => {
      lookingAgain = null
      if (!open.signal.aborted) void look(open)
    }, mayLandForMs + 1000)
    lookingAgain.unref()
  }

  return {
    escrow,

    /** What waits for whoever is signed in; nothing while it is locked. @throws AppError `storageFailed` */
    async list(): Promise<KeySecrets> {
      const open = openOrNull()
      if (open) await prepared(open)
      retryLater()
      return read()
    },

    /** @throws AppError `presenceNeeded`, `notFound`, `vaultUnavailable`, `vaultLocked`, `cancelled`, as of `active` */
    reveal: (id: string): Promise<{ secret: string; until: string }> =>
      withHeld(async (held, stillOpen) => {
        const { secret } = await held.read(id)
        stillOpen()
        return { secret, until: new Date(shown.begin()).toISOString() }
      }, true),

    conceal: (): void => shown.end(),

    /** @throws AppError as of `reveal` */
    copy: (id: string): Promise<{ clearsAt: string; keptOutOfHistory: boolean }> =>
      withHeld(async (held, stillOpen) => {
        const { secret } = await held.read(id)
        stillOpen()
        const { clearsAt, keptOutOfHistory } = await copied.copy(secret)
        await held.mark(id, 'copied')
        return { clearsAt: new Date(clearsAt).toISOString(), keptOutOfHistory }
      }, true),

    /** null: the person closed the dialog. @throws AppError as of `reveal`, `storageFailed` */
    save: (ids: readonly string[], passphrase: string): Promise<{ path: string } | null> =>
      withHeld(async (held, stillOpen) => {
        const distinct = [...new Set(ids)]
        const secrets = []
        for (const id of distinct) secrets.push(await held.read(id))
        stillOpen()
        const saved = await saveSecrets({ save: deps.save, text: deps.fileText, now }, secrets, passphrase)
        if (saved) for (const id of distinct) await held.mark(id, 'saved')
        return saved
      }, true),

    /** What was neither copied nor saved is gone for good: that asks for presence. @throws AppError `presenceNeeded`, as of HeldSecrets.release */
    async release(ids: readonly string[], notNeeded: boolean): Promise<KeySecrets> {
      await withHeld((held) => held.release(ids, notNeeded), notNeeded)
      return read()
    },

    /** @throws AppError as of HeldSecrets.dismiss */
    async dismiss(id: string): Promise<KeySecrets> {
      await withHeld((held) => held.dismiss(id), false)
      return read()
    },

    /** To be called with every new state of the connection. */
    follow({ status }: ConnectionState): void {
      if (status !== 'signedIn') {
        shown.end()
        // Also of who signs out: the next one at this desk is not to find it.
        void copied.clearNow()
        onChange(read())
        return
      }
      const open = openOrNull()
      if (!open) return
      prepared(open)
        .then(tell, (thrown: unknown) => log.warn('keySecrets.notRead', { error: thrown }))
        .then(() => look(open))
        .catch(() => undefined)
    },

    /** How many secrets end with this run, whoever they are of: neither copied nor saved, in memory only, and not superseded since. */
    atRisk: (): number => endingWithRun(keychain) + endingWithRun(run),

    /** Before the program ends: nothing of it stays in the clipboard, and what the keychain or the disk refused is tried once more; within seconds. */
    async finish(): Promise<void> {
      shown.end()
      const done = Promise.all([copied.clearNow(), keychain.retry().then(keychain.ledger.rewrite)])
      await Promise.race([done, delay(finishLimitMs, undefined, { ref: false })])
    }
  }
}
