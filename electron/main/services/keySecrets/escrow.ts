import { randomUUID } from 'node:crypto'
import { judgeLostAttempt, type OwnKeyNow } from '#shared/rules/lostAttempt'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import type { KeyEscrow } from './keyEscrow'
import { settleLeftovers } from './leftovers'
import { aboutOf, heldRecord, type Owner, type RecordAt, type SecretRecord } from './secretRecord'
import type { Shelf } from './shelf'

export interface EscrowDeps {
  /** Where the secrets of this connection go. */
  placeOf(active: ActiveConnection): { shelf: Shelf; owner: Owner }
  /** Something waits, or waits no more. */
  changed(): void
  now(): number
  log: Logger
}

/** See `KeyEscrow`. */
export function createKeyEscrow({ placeOf, changed, now, log }: EscrowDeps): KeyEscrow {
  const iso = (): string => new Date(now()).toISOString()
  const openOf = (shelf: Shelf, owner: Owner): RecordAt<'lost'>[] =>
    shelf.ledger.of(owner).filter((record): record is RecordAt<'lost'> => record.stage === 'lost' && record.finding === 'unknown' && record.open && record.before !== null)

  /** What came of one attempt, lost or not, is nothing that another one did: neither one that is lost nor one on its way. */
  const accountFor = async (shelf: Shelf, owner: Owner, cause: SecretRecord['cause'], keyId: number): Promise<void> => {
    const onTheirWay = shelf.ledger.of(owner).filter((record) => record.stage === 'sending')
    for (const record of [...openOf(shelf, owner), ...onTheirWay]) {
      const { before } = record
      if (before?.cause === 'regenerate') {
        if (record.stage === 'lost' && cause === 'regenerate' && before.key.id === keyId) await shelf.ledger.stand({ ...record, open: false })
      } else if (before && cause !== 'regenerate' && !before.keyIds.includes(keyId)) {
        await shelf.ledger.stand({ ...record, before: { ...before, keyIds: [...before.keyIds, keyId] } })
      }
    }
  }

  const judge = async (shelf: Shelf, owner: Owner, ownKeys: readonly OwnKeyNow[]): Promise<void> => {
    const open = openOf(shelf, owner)
    for (const record of open) {
      if (record.before === null) continue
      const judged = judgeLostAttempt({ before: record.before, keyName: record.keyName, now: ownKeys, mayStillLand: shelf.mayStillLand(record.id) })
      // Two attempts for the same name, and fewer keys: which of them it was, nobody can say.
      const rivals = open.some((other) => other.id !== record.id && other.before?.cause !== 'regenerate' && other.keyName === record.keyName)
      const shared = judged.finding === 'created' && rivals
      const { finding, keyId, candidates } = shared ? { finding: 'unknown' as const, keyId: null, candidates: judged.keyId === null ? [] : [judged.keyId] } : judged
      shelf.lookedAt.set(record.id, iso())
      if (finding === record.finding && keyId === record.keyId && candidates.join() === record.candidates.join()) continue
      await shelf.ledger.stand({ ...record, finding, keyId, candidates: [...candidates], open: finding === 'unknown' })
      log.info('keySecrets.judged', { id: record.id, finding })
    }
    if (open.length > 0) changed()
  }

  return {
    async prepare({ active, cause, organization, keyName, secure, batchId, before }) {
      const { shelf, owner } = placeOf(active)
      const { ledger } = shelf
      shelf.requireUsable()
      await ledger.ready()
      const id = randomUUID()
      const about = { id, ...owner, cause, organizationId: organization.id, organizationName: organization.name, keyName, secure, batchId, askedAt: iso(), before: structuredClone(before) as RecordAt<'sending'>['before'] }
      // Before the probe, so that what a killed run leaves of it in the keychain is found again.
      shelf.live.add(id)
      try {
        await ledger.put({ ...about, stage: 'preparing' })
        await shelf.prove(id)
        await ledger.put({ ...about, stage: 'sending' })
      } catch (thrown) {
        // The record, if there is one, stays until what may be left of the probe is gone: the next list sees to it.
        shelf.live.delete(id)
        throw thrown
      }
      const over = (): void => {
        shelf.live.delete(id)
        changed()
      }

      return {
        id,
        async keep(secret, keyId) {
          const value = { secret, keyId, receivedAt: iso(), server: owner.server, userId: owner.userId, about: { cause, organizationId: organization.id, organizationName: organization.name, keyName, secure, batchId, askedAt: about.askedAt } }
          const failure = await shelf.keep(id, value)
          await ledger.stand(heldRecord(about, value, failure === null))
          await accountFor(shelf, owner, cause, keyId)
          over()
          if (failure) throw failure
        },
        async withdraw() {
          await ledger.drop(id)
          over()
        },
        async lost(finding, { keyId, candidates }) {
          shelf.givenUp(id)
          await ledger.stand({ ...aboutOf(ledger.get(id) ?? { ...about, stage: 'sending' }), stage: 'lost', keyId, finding, candidates: candidates.slice(0, 100), open: finding === 'unknown' })
          if (finding === 'created' && keyId !== null) await accountFor(shelf, owner, cause, keyId)
          shelf.lookedAt.set(id, iso())
          over()
        }
      }
    },

    async reconcile(active, ownKeys) {
      try {
        const { shelf, owner } = placeOf(active)
        await shelf.ledger.ready()
        // What the keychain has is not lost, whatever the server says.
        await settleLeftovers(shelf, owner, log)
        await judge(shelf, owner, ownKeys)
      } catch (thrown) {
        log.warn('keySecrets.notReconciled', { error: thrown })
      }
    },

    async hasUnknown(active) {
      const { shelf, owner } = placeOf(active)
      await shelf.ledger.ready()
      await settleLeftovers(shelf, owner, log)
      return openOf(shelf, owner).length > 0
    },

    async mayStillLand(active, what) {
      const { shelf, owner } = placeOf(active)
      await shelf.ledger.ready()
      const inDoubt = shelf.ledger.of(owner).filter((record) => (record.stage === 'sending' || (record.stage === 'lost' && record.finding === 'unknown')) && isOf(record, what))
      const longest = Math.max(0, ...inDoubt.map(({ id }) => shelf.mayLandIn(id)))
      return longest > 0 ? longest : null
    }
  }
}

function isOf({ before, keyName }: SecretRecord, what: { keyId: number } | { name: string }): boolean {
  if (before === null) return false
  return 'keyId' in what ? before.cause === 'regenerate' && before.key.id === what.keyId : before.cause !== 'regenerate' && keyName === what.name
}
