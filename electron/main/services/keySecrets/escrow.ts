import { randomUUID } from 'node:crypto'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import { accountFor, besideOthers, changedOtherwise, judgeAttempts, openOf } from './judgeAttempts'
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
        before: () => ledger.get(id)?.before ?? before,
        async keep(secret, keyId) {
          const value = { secret, keyId, receivedAt: iso(), server: owner.server, userId: owner.userId, about: { cause, organizationId: organization.id, organizationName: organization.name, keyName, secure, batchId, askedAt: about.askedAt } }
          // Offered before the keychain answers: one that hangs must not be all that knows of it.
          const keeping = shelf.keep(id, value)
          await ledger.stand(heldRecord(about, value, false))
          changed()
          await accountFor(shelf, owner, cause, keyId)
          const failure = await keeping
          const held = ledger.get(id)
          if (failure === null && held?.stage === 'held') await ledger.stand({ ...held, kept: true })
          // Somebody has had it, and let it go, meanwhile: it must not come back.
          if (failure === null && held === null) await shelf.forget(id).catch((thrown: unknown) => log.warn('keySecrets.notForgotten', { id, error: thrown }))
          over()
          if (failure) throw failure
        },
        async withdraw() {
          await ledger.drop(id)
          over()
        },
        async lost(told, found) {
          shelf.givenUp(id)
          const record = aboutOf(ledger.get(id) ?? { ...about, stage: 'sending' })
          const { finding, keyId, candidates } = besideOthers(shelf, { ...record, stage: 'sending' }, { finding: told, ...found })
          await ledger.stand({ ...record, stage: 'lost', keyId, finding, candidates: candidates.slice(0, 100), open: finding === 'unknown' })
          if (finding === 'created' && keyId !== null) await accountFor(shelf, owner, cause, keyId)
          shelf.lookedAt.set(id, iso())
          over()
          return finding
        }
      }
    },

    async reconcile(active, ownKeys, reading) {
      try {
        const { shelf, owner } = placeOf(active)
        await shelf.ledger.ready()
        // What the keychain has is not lost, whatever the server says.
        await settleLeftovers(shelf, owner, log)
        if (await judgeAttempts(shelf, owner, ownKeys, reading, iso(), log)) changed()
      } catch (thrown) {
        log.warn('keySecrets.notReconciled', { error: thrown })
      }
    },

    async edited(active, keyId) {
      try {
        const { shelf, owner } = placeOf(active)
        await shelf.ledger.ready()
        await changedOtherwise(shelf, owner, keyId)
      } catch (thrown) {
        log.warn('keySecrets.editNotNoted', { error: thrown })
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
