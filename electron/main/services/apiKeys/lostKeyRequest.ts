import { judgeLostAttempt, mayLandForMs, type LostAttemptFinding, type OwnKeyNow } from '#shared/rules/lostAttempt'
import type { OwnKeyRow } from '../../capgo/endpoints/apiKeys'
import type { ActiveConnection } from '../connection/connectionService'
import type { AttemptAbout } from '../keySecrets/keyEscrow'
import { listCertainOwnKeys, readCertainOwnKey } from './ownKeys'

export { mayLandForMs }

/**
 * Looks what became of a request whose answer never came, by reading. Never fails: what cannot be read is `unknown`, and is
 * looked for again by the escrow.
 * @param sinceMs since the request was sent
 */
export async function lookForLost(active: ActiveConnection, { before, keyName }: Pick<AttemptAbout, 'before' | 'keyName'>, sinceMs: number): Promise<LostAttemptFinding> {
  const mayStillLand = sinceMs < mayLandForMs
  try {
    return judgeLostAttempt({ before, keyName, now: await keysNow(active, before), mayStillLand })
  } catch {
    return { finding: 'unknown', keyId: before.cause === 'regenerate' ? before.key.id : null, candidates: [] }
  }
}

/** Of a key that is there, only itself: a bulk run would read thousands for each. */
async function keysNow(active: ActiveConnection, before: AttemptAbout['before']): Promise<OwnKeyNow[]> {
  if (before.cause !== 'regenerate') return (await listCertainOwnKeys(active)).rows.map(asListed)
  const row = await readCertainOwnKey(active, before.key.id)
  return row === null ? [] : [asListed(row)]
}

/** An own key as the rules about lost answers have it. */
export function asListed(row: OwnKeyRow): OwnKeyNow {
  return { id: row.id, name: row.name ?? '', updatedAt: row.updated_at ?? null, expiresAt: row.expires_at }
}
