import type { HeldSecret, KeySecrets, LostAttempt } from '#shared/domain/heldSecret'
import { deadSecrets } from '#shared/rules/deadSecrets'
import type { Owner, SecretRecord } from './secretRecord'
import type { Shelf } from './shelf'

/** What waits for this person, as the window is told; never a secret. */
export function waitingOf(shelf: Shelf, owner: Owner): Pick<KeySecrets, 'held' | 'lost' | 'damaged' | 'place'> {
  const records = shelf.ledger.of(owner)
  return {
    held: records.flatMap((record) => heldOf(shelf, record) ?? []),
    lost: records.flatMap((record) => lostOf(shelf, record) ?? []),
    damaged: [...shelf.ledger.damaged()],
    place: shelf.usable() ? shelf.place : 'none'
  }
}

/** Secrets of this shelf that are in memory only and that nobody has taken; without those that are known to work no longer. */
export function endingWithRun(shelf: Shelf): number {
  return shelf.ledger.owners().reduce((sum, owner) => {
    const { held, lost } = waitingOf(shelf, owner)
    const dead = deadSecrets(held, lost, null)
    return sum + held.filter(({ id, kept, copied, saved }) => kept === 'run' && !copied && !saved && !dead.has(id)).length
  }, 0)
}

const shown = ({ id, cause, organizationId, organizationName, keyName, batchId, askedAt }: SecretRecord) => ({ id, cause, organizationId, organizationName, keyName, batchId, askedAt })

function heldOf(shelf: Shelf, record: SecretRecord): HeldSecret | null {
  if (record.stage !== 'held') return null
  const { keyId, secure, fingerprint, length, receivedAt, copied, saved } = record
  const inMemory = shelf.inMemory(record.id)
  return { ...shown(record), keyId, secure, fingerprint, length, receivedAt, copied, saved, kept: inMemory || shelf.place === 'run' ? 'run' : 'keychain', readable: inMemory || shelf.readable() }
}

function lostOf(shelf: Shelf, record: SecretRecord): LostAttempt | null {
  if (shelf.live.has(record.id)) return null
  const lookedAt = shelf.lookedAt.get(record.id) ?? null
  // Of an earlier run; the keychain, which may have its secret, could not be asked yet.
  if (record.stage === 'sending') return { ...shown(record), keyId: null, finding: 'unknown', candidates: [], lookedAt }
  if (record.stage !== 'lost') return null
  return { ...shown(record), keyId: record.keyId, finding: record.finding, candidates: [...record.candidates], lookedAt }
}
