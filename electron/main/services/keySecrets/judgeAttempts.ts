import { judgeLostAttempt, landingWindow, type LostAttemptFinding, type OwnKeyNow } from '#shared/rules/lostAttempt'
import type { Logger } from '../../log/logger'
import type { ListReading } from './keyEscrow'
import type { Owner, RecordAt, SecretRecord } from './secretRecord'
import type { Shelf } from './shelf'

/** Those of which a reading can still tell more. */
export const openOf = (shelf: Shelf, owner: Owner): RecordAt<'lost'>[] =>
  shelf.ledger.of(owner).filter((record): record is RecordAt<'lost'> => record.stage === 'lost' && record.finding === 'unknown' && record.open && record.before !== null)

/** What came of one attempt, lost or not, is nothing that another one did: neither one that is lost nor one on its way. */
export async function accountFor(shelf: Shelf, owner: Owner, cause: SecretRecord['cause'], keyId: number): Promise<void> {
  if (cause === 'regenerate') return changedOtherwise(shelf, owner, keyId)
  const onTheirWay = shelf.ledger.of(owner).filter((record): record is RecordAt<'sending'> => record.stage === 'sending')
  for (const record of [...openOf(shelf, owner), ...onTheirWay]) {
    const { before } = record
    if (before === null || before.cause === 'regenerate' || before.keyIds.includes(keyId)) continue
    const known = { ...before, keyIds: [...before.keyIds, keyId] }
    await shelf.ledger.stand(record.stage === 'lost' ? { ...record, before: known, candidates: record.candidates.filter((id) => id !== keyId) } : { ...record, before: known })
  }
}

/** The key's time of change is not the lost regeneration's any more. */
export async function changedOtherwise(shelf: Shelf, owner: Owner, keyId: number): Promise<void> {
  for (const record of openOf(shelf, owner)) if (record.before?.cause === 'regenerate' && record.before.key.id === keyId) await shelf.ledger.stand({ ...record, open: false })
}

/** Of a finding, what stands beside the other attempts: a key that another one made, or may have made, is not this one's. */
export function besideOthers(shelf: Shelf, record: SecretRecord, judged: LostAttemptFinding): LostAttemptFinding {
  if (judged.finding !== 'created' || judged.keyId === null) return judged
  const { keyId } = judged
  const others = shelf.ledger.of(record).filter(({ id, cause }) => id !== record.id && cause !== 'regenerate')
  const accounted = record.before !== null && record.before.cause !== 'regenerate' && record.before.keyIds.includes(keyId)
  if (accounted || others.some((other) => 'keyId' in other && other.keyId === keyId)) return { finding: 'unknown', keyId: null, candidates: [] }
  // Two for the same name, and fewer keys: which of them it was, nobody can say.
  const rivals = others.some((other) => other.keyName === record.keyName && (other.stage === 'sending' || (other.stage === 'lost' && other.finding === 'unknown' && other.open)))
  return rivals ? { finding: 'unknown', keyId: null, candidates: [keyId] } : judged
}

/** Judges what is unknown by a list. @returns whether there was anything to judge */
export async function judgeAttempts(shelf: Shelf, owner: Owner, ownKeys: readonly OwnKeyNow[], { begunAt, clockSkewMs }: ListReading, at: string, log: Logger): Promise<boolean> {
  const open = openOf(shelf, owner)
  for (const { id } of open) {
    // As it stands by now: one before it may have been told meanwhile.
    const record = shelf.ledger.get(id)
    if (record?.stage !== 'lost' || !record.open || record.before === null) continue
    const taken = new Set(shelf.ledger.of(owner).flatMap((other) => (other.id !== id && other.cause !== 'regenerate' && 'keyId' in other ? (other.keyId ?? []) : [])))
    const now = record.cause === 'regenerate' ? ownKeys : ownKeys.filter((key) => !taken.has(key.id))
    const judged = judgeLostAttempt({ before: record.before, keyName: record.keyName, now, mayStillLand: shelf.mayStillLand(id, begunAt), window: landingWindow(record.askedAt, clockSkewMs) })
    const { finding, keyId, candidates } = besideOthers(shelf, record, judged)
    shelf.lookedAt.set(id, at)
    if (finding === record.finding && keyId === record.keyId && candidates.join() === record.candidates.join()) continue
    await shelf.ledger.stand({ ...record, finding, keyId, candidates: [...candidates], open: finding === 'unknown' })
    log.info('keySecrets.judged', { id, finding })
  }
  return open.length > 0
}
