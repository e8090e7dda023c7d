import { AppError } from '#shared/errors/appError'
import type { KeyBindingRow } from '../../capgo/endpoints/apiKeys'
import { mayCreateOrganizations, readKey, type KeyReading } from '../apiKeys/keyReading'
import { listCertainOwnKeys } from '../apiKeys/ownKeys'
import { sessionOnly } from '../apiKeys/refusals'
import type { ActiveConnection } from '../connection/connectionService'

/** How long a copy has to work still, in milliseconds, for the old key to go: the server tells its time in whole seconds, and late. */
const marginMs = 60_000

/**
 * The copy has to be there, to work by the server's clock, and to reach all that the old key reaches, before that one goes.
 * @throws AppError `conflict` (`newKeyGone`, `newKeyExpired`, `newKeyExpiryUnknown`, `newKeyReachesLess`), `credentialCannot` for an API key, which
 * is shown no roles, and where the keys cannot be read
 */
export async function requireCopy(active: ActiveConnection, { oldKeyId, newKeyId }: { oldKeyId: number; newKeyId: number | null }, now: () => number): Promise<void> {
  if (active.connection.credential.kind !== 'session') throw sessionOnly('An API key is shown no roles, so it cannot tell whether the copy reaches what the old key does.')
  if (newKeyId === null || newKeyId < 1 || newKeyId === oldKeyId) throw copyConflict('The copy is gone, so the old key stays.', 'newKeyGone')
  const [{ clockSkewMs }, copy, old] = await Promise.all([listCertainOwnKeys(active), readKey(active, newKeyId), readKey(active, oldKeyId)])
  if (copy === null) throw copyConflict('The copy is gone, so the old key stays.', 'newKeyGone')
  if (copy.row.expires_at !== null) {
    if (clockSkewMs === null) throw copyConflict('The server does not tell its time, so whether the copy has expired is not known.', 'newKeyExpiryUnknown')
    if (Date.parse(copy.row.expires_at) <= now() + clockSkewMs + marginMs) throw copyConflict('The copy has expired, or is about to, so the old key stays.', 'newKeyExpired')
  }
  if (!reachesAsFar(copy, old)) throw copyConflict('The copy does not reach all that the old key reaches, so the old key stays.', 'newKeyReachesLess')
}

/** Where the copy shows no role at all, nothing says that it works. */
function reachesAsFar(copy: KeyReading, old: KeyReading | null): boolean {
  const has = copy.roles ?? []
  if (has.length === 0) return false
  if (old === null) return true
  return (mayCreateOrganizations(copy.row) || !mayCreateOrganizations(old.row)) && (old.roles ?? []).every((role) => has.some((one) => isAsGood(one, role)))
}

function isAsGood(one: KeyBindingRow, role: KeyBindingRow): boolean {
  const grants = ({ org_id, scope_type, app_id, channel_id, roles }: KeyBindingRow): string => JSON.stringify([org_id, scope_type, app_id, channel_id ?? null, roles?.name ?? null])
  const ends = ({ expires_at }: KeyBindingRow): number => (expires_at == null ? Number.POSITIVE_INFINITY : Date.parse(expires_at))
  return grants(one) === grants(role) && ends(one) >= ends(role)
}

export function copyConflict(message: string, foundState: string): AppError {
  return new AppError({ code: 'conflict', message, retryable: false, details: { foundState } })
}
