import { asAppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import { aboutOf, goneRecord, heldRecord, type Owner, type SecretRecord } from './secretRecord'
import type { Shelf } from './shelf'

/**
 * What an earlier run left in the middle: a secret that the keychain has is offered again, one that somebody has is
 * forgotten, and what was never sent goes. While the keychain cannot be asked, everything stays as it is. Never throws.
 */
export async function settleLeftovers(shelf: Shelf, owner: Owner, log: Logger): Promise<void> {
  if (!shelf.usable()) return
  for (const record of shelf.ledger.of(owner)) {
    if (shelf.live.has(record.id) || shelf.inMemory(record.id)) continue
    try {
      await settle(shelf, record)
    } catch (thrown) {
      log.warn('keySecrets.leftAsItIs', { id: record.id, stage: record.stage, code: asAppError(thrown).code })
    }
  }
}

async function settle(shelf: Shelf, record: SecretRecord): Promise<void> {
  const { ledger } = shelf
  switch (record.stage) {
    case 'preparing':
    case 'releasing':
      await shelf.forget(record.id)
      return ledger.drop(record.id)
    case 'sending': {
      const found = await shelf.read(record)
      if (found) return ledger.stand(heldRecord(aboutOf(record), found, true))
      return ledger.stand({ ...aboutOf(record), stage: 'lost', keyId: null, finding: 'unknown', candidates: [], open: true })
    }
    case 'held': {
      if (record.kept) return
      const found = await shelf.read(record)
      return ledger.stand(found ? { ...record, kept: true } : goneRecord(record))
    }
    case 'lost':
  }
}

/** Records that could not be read are made again of what the keychain has under their ids. Never throws. */
export async function restoreDamaged(shelf: Shelf, log: Logger): Promise<void> {
  if (!shelf.usable()) return
  for (const id of shelf.ledger.damaged()) {
    try {
      const found = await shelf.readAnyones(id)
      if (found) await shelf.ledger.stand(heldRecord({ id, server: found.server, userId: found.userId, ...found.about, before: null }, found, true))
    } catch (thrown) {
      log.warn('keySecrets.notRestored', { id, code: asAppError(thrown).code })
    }
  }
}
