import { AppError } from '#shared/errors/appError'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { OwnKeyRow } from '../../capgo/endpoints/apiKeys'
import type { ActiveConnection } from '../connection/connectionService'
import { listCertainOwnKeys } from './ownKeys'

/** Connections whose person has several keys that may be it: not asked for each key of a bulk run. */
const withSeveral = new WeakSet<ActiveConnection['requester']>()
/** An expiry that is no longer past than this is not believed to have been noticed by the server, in milliseconds. */
const margin = { clockKnown: 60_000, clockUnknown: 86_400_000 }

/**
 * The keys of the person that Gatehouse may be signed in with: those that the server does not refuse for their expiry.
 * @param nowMs by this computer's clock @param clockSkewMs the server's clock minus this computer's; null: not told
 */
function candidatesOf(rows: readonly OwnKeyRow[], nowMs: number, clockSkewMs: number | null): readonly OwnKeyRow[] {
  const latest = clockSkewMs === null ? nowMs - margin.clockUnknown : nowMs + clockSkewMs - margin.clockKnown
  const accepted = rows.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > latest)
  // One of them answered: where none should, it is the clock that is wrong.
  return accepted.length === 0 ? rows : accepted
}

/** Whether a key of the person is the one that Gatehouse is signed in with: no answer of the server says so of one among several. */
export function judgeInUse(rows: readonly OwnKeyRow[], nowMs: number, clockSkewMs: number | null): (keyId: number) => KeyFact['inUse'] {
  const candidates = new Set(candidatesOf(rows, nowMs, clockSkewMs).map(({ id }) => id))
  return (keyId) => (!candidates.has(keyId) ? 'no' : candidates.size === 1 ? 'yes' : 'unknown')
}

/**
 * The key that Gatehouse is signed in with must be neither regenerated nor deleted. A person's only key that has not expired
 * is that one. Among several no answer of the server says which it is, and asking by its text would put it into an address;
 * then it is the server that refuses, before it changes anything (Capgo backend: 401, "API keys cannot … themselves"; see
 * `asRefusal`).
 * @throws AppError `lockoutBlocked` (`keyInUse`), and of the list that cannot be read
 */
export async function requireNotInUse(active: ActiveConnection, keyId: number, nowMs: number): Promise<void> {
  if (active.connection.credential.kind !== 'apiKey' || withSeveral.has(active.requester)) return
  const { rows, clockSkewMs } = await listCertainOwnKeys(active)
  const candidates = candidatesOf(rows, nowMs, clockSkewMs)
  if (candidates.length > 1) withSeveral.add(active.requester)
  if (candidates.length > 1 || candidates.some(({ id }) => id !== keyId)) return
  throw new AppError({ code: 'lockoutBlocked', message: 'Gatehouse is signed in with this very key.', retryable: false, details: { foundState: 'keyInUse' } })
}
