import { AppError, asAppError } from '#shared/errors/appError'
import type { KeySecret } from '../../vault/secretVault'
import { aboutOf, goneRecord, type Owner, type RecordAt } from './secretRecord'
import type { Shelf } from './shelf'

/** What is done with secrets that are held, of one owner. */
export interface HeldSecrets {
  /** @throws AppError `notFound` */
  get(id: string): RecordAt<'held'>
  /** @throws AppError `notFound`, also when the keychain has it no more: then it is listed as gone; `vaultUnavailable`, `vaultLocked` */
  read(id: string): Promise<KeySecret>
  mark(id: string, done: 'copied' | 'saved'): Promise<void>
  /**
   * Forgets them for good; what is not held any more is skipped.
   * @throws AppError `conflict` when one was neither copied nor saved, before anything is forgotten; `vaultUnavailable`,
   * `vaultLocked`, `storageFailed` when some could not be forgotten: those stay, the others are gone
   */
  release(ids: readonly string[], notNeeded: boolean): Promise<void>
  /** Takes an outcome, or a damaged record that the keychain knows nothing of, off the list. @throws AppError `notFound`, `storageFailed`, `vaultUnavailable`, `vaultLocked` */
  dismiss(id: string): Promise<void>
}

export function createHeldSecrets({ shelf, owner }: { shelf: Shelf; owner: Owner }): HeldSecrets {
  const { ledger } = shelf

  const find = (id: string): RecordAt<'held'> | null => {
    const record = ledger.get(id)
    return record?.stage === 'held' && record.server === owner.server && record.userId === owner.userId ? record : null
  }
  const get = (id: string): RecordAt<'held'> => {
    const record = find(id)
    if (!record) throw notHeld()
    return record
  }

  const forget = async (record: RecordAt<'held'>): Promise<void> => {
    const { keyId, fingerprint, length, receivedAt, copied, saved } = record
    // Written down first: a program that ends here goes on with forgetting, and does not call it gone.
    await ledger.put({ ...aboutOf(record), keyId, fingerprint, length, receivedAt, copied, saved, stage: 'releasing' })
    try {
      await shelf.forget(record.id)
    } catch (thrown) {
      await ledger.stand(record)
      throw thrown
    }
    await ledger.drop(record.id)
  }

  return {
    get,
    async read(id) {
      const record = get(id)
      const found = await shelf.read(record)
      if (found) return found
      await ledger.stand(goneRecord(record))
      throw notHeld()
    },
    async mark(id, done) {
      const record = find(id)
      if (record && !record[done]) await ledger.stand({ ...record, [done]: true })
    },
    async release(ids, notNeeded) {
      const records = [...new Set(ids)].flatMap((id) => find(id) ?? [])
      if (!notNeeded && records.some(({ copied, saved }) => !copied && !saved)) {
        throw new AppError({ code: 'conflict', message: 'A secret that was neither copied nor saved is kept.', retryable: false, details: { foundState: 'notHandedOver' } })
      }
      let failure: AppError | null = null
      for (const record of records) {
        try {
          await forget(record)
        } catch (thrown) {
          failure ??= asAppError(thrown)
        }
      }
      if (failure) throw failure
    },
    async dismiss(id) {
      if (ledger.damaged().includes(id)) {
        // The keychain is asked once more: what is there would be lost with the name of its file.
        if ((await shelf.readAnyones(id)) !== null) throw notHeld()
        return ledger.discard(id)
      }
      const record = ledger.get(id)
      if (record?.stage !== 'lost' || record.server !== owner.server || record.userId !== owner.userId) throw notHeld()
      await ledger.drop(record.id)
    }
  }
}

function notHeld(): AppError {
  return new AppError({ code: 'notFound', message: 'This secret is not held any more.', retryable: false })
}
