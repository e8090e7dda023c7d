import { AppError } from '#shared/errors/appError'
import { mayLandForMs } from '#shared/rules/lostAttempt'
import type { Logger } from '../../log/logger'
import { toVaultError } from '../../vault/keychainFailure'
import type { KeySecret, SecretVault } from '../../vault/secretVault'
import type { Ledger } from './ledger'
import type { Owner, SecretRecord } from './secretRecord'

/** One place for secrets, with the records of what is in it. */
export interface Shelf {
  /** `run`: the demonstration's, whose server lives in this process and ends with it. */
  place: 'keychain' | 'run'
  ledger: Ledger
  /** Attempts of this run that are not over. */
  live: Set<string>
  /** When an unknown attempt was last looked for in this run, ISO 8601 in UTC. */
  lookedAt: Map<string, string>
  /** Nobody waits for its answer any more, from now on. */
  givenUp(id: string): void
  /** @param at by `uptime`: then, or later */
  mayStillLand(id: string, at: number): boolean
  /** How long it may still be carried out, in milliseconds; not above 0: not any more. */
  mayLandIn(id: string): number
  /** Whether secrets can be kept at all in this run. */
  usable(): boolean
  /** @throws AppError `vaultUnavailable`, `vaultLocked` unless `usable` */
  requireUsable(): void
  /** @throws AppError `vaultUnavailable`, `vaultLocked` */
  prove(id: string): Promise<void>
  /** Writes it and reads it back; where that fails, it stays in memory, and the failure is answered. Never throws. */
  keep(id: string, secret: KeySecret): Promise<AppError | null>
  /** Secrets that are in memory only, because the keychain refused them: tried again. Never throws. */
  retry(): Promise<void>
  inMemory(id: string): boolean
  /** Whether any secret is in memory only. */
  hasUnkept(): boolean
  /** Whether the keychain answers, as far as is known. */
  readable(): boolean
  /** null: the keychain was asked, and it is not there. @throws AppError `vaultUnavailable`, `vaultLocked` */
  read(record: SecretRecord): Promise<KeySecret | null>
  /** As `read`, of whomever it is: to make a record of it, never to show it. */
  readAnyones(id: string): Promise<KeySecret | null>
  /** @throws AppError `vaultUnavailable`, `vaultLocked` */
  forget(id: string): Promise<void>
}

export interface ShelfDeps {
  place: Shelf['place']
  vault: SecretVault
  ledger: Ledger
  /** Milliseconds that only go forward. */
  uptime(): number
  log: Logger
}

export function createShelf({ place, vault, ledger, uptime, log }: ShelfDeps): Shelf {
  const begun = uptime()
  const live = new Set<string>()
  const givenUpAt = new Map<string, number>()
  const unkept = new Map<string, KeySecret>()
  const usable = (): boolean => place === 'run' || vault.storage() === 'keychain'

  // Of an attempt of an earlier run nobody knows when it was sent; it was before this one. One that is on its way was sent now at the latest.
  const landsUntil = (id: string): number => (live.has(id) ? uptime() : (givenUpAt.get(id) ?? begun)) + mayLandForMs

  const requireUsable = (): void => {
    if (usable()) return
    const state = vault.state()
    throw toVaultError(state === 'ready' ? 'refused' : state)
  }

  const save = async (id: string, secret: KeySecret): Promise<void> => {
    requireUsable()
    await vault.saveKeySecret(id, secret)
    const { found } = await vault.readKeySecret(id)
    if (found?.secret !== secret.secret) throw toVaultError('refused')
  }

  return {
    place,
    ledger,
    live,
    lookedAt: new Map(),
    givenUp: (id) => void givenUpAt.set(id, uptime()),
    mayStillLand: (id, at) => landsUntil(id) > at,
    mayLandIn: (id) => landsUntil(id) - uptime(),
    usable,
    requireUsable,
    async prove(id) {
      requireUsable()
      await vault.proveKeySecret(id)
    },
    async keep(id, secret) {
      // In memory from the first moment: a keychain that hangs must not be the only one to know it.
      unkept.set(id, secret)
      try {
        await save(id, secret)
        unkept.delete(id)
        return null
      } catch (thrown) {
        const error = thrown instanceof AppError ? thrown : toVaultError('refused', thrown)
        log.error('keySecrets.notKept', { id, code: error.code })
        return error
      }
    },
    async retry() {
      for (const [id, secret] of [...unkept]) {
        const record = ledger.get(id)
        // One that is being kept for the first time is not tried from here.
        if (record?.stage !== 'held') continue
        try {
          await save(id, secret)
        } catch {
          continue
        }
        // It may have been let go meanwhile, and must not come back.
        const now = ledger.get(id)
        if (now?.stage !== 'held') {
          await vault.forgetKeySecret(id).catch(() => undefined)
          continue
        }
        await ledger.stand({ ...now, kept: true })
        unkept.delete(id)
      }
    },
    inMemory: (id) => unkept.has(id),
    hasUnkept: () => unkept.size > 0,
    readable: () => place === 'run' || (vault.storage() === 'keychain' && vault.state() === 'ready'),
    async read(record) {
      const inMemory = unkept.get(record.id)
      if (inMemory) return inMemory
      requireUsable()
      const kept = (await vault.readKeySecret(record.id)).found
      if (kept !== null && !belongs(kept, record)) throw new AppError({ code: 'vaultUnavailable', message: 'The secret in the keychain belongs to somebody else.', retryable: false, details: { foundState: 'damaged' } })
      return kept
    },
    async readAnyones(id) {
      requireUsable()
      return (await vault.readKeySecret(id)).found
    },
    async forget(id) {
      const inMemoryOnly = unkept.has(id) && !usable()
      if (!inMemoryOnly) {
        requireUsable()
        await vault.forgetKeySecret(id)
      }
      unkept.delete(id)
    }
  }
}

const belongs = (secret: KeySecret, owner: Owner): boolean => secret.server === owner.server && secret.userId === owner.userId
