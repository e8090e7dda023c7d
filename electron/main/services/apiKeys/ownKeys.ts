import { AppError } from '#shared/errors/appError'
import { readOwnKeys, type OwnKeyRow } from '../../capgo/endpoints/apiKeys'
import { readOwnKey } from '../../capgo/endpoints/apiKeyChanges'
import { readOwnTwoFactor } from '../../capgo/endpoints/permissions'
import type { ActiveConnection } from '../connection/connectionService'

/**
 * The person's keys, and how far this computer's clock is behind the server's, in milliseconds.
 * @throws AppError `credentialCannot` for a session that the server would answer emptily
 */
export async function listCertainOwnKeys(active: ActiveConnection): Promise<{ rows: OwnKeyRow[]; clockSkewMs: number | null }> {
  const keys = await readOwnKeys(active.requester, active.signal)
  if (keys.rows.length === 0) await requireOwnLevel(active)
  return keys
}

/**
 * @returns null when there is no such key of the person's
 * @throws AppError `credentialCannot` for a session that the server would tell so of every key
 */
export async function readCertainOwnKey(active: ActiveConnection, keyId: number): Promise<OwnKeyRow | null> {
  const key = await readOwnKey(active.requester, keyId, active.signal)
  if (key === null) await requireOwnLevel(active)
  return key
}

/** Below their person's own level sessions are not refused: the server shows them no keys (Capgo). */
async function requireOwnLevel({ requester, signal, connection: { credential } }: ActiveConnection): Promise<void> {
  if (credential.kind !== 'session' || credential.level === 'aal2' || !(await readOwnTwoFactor(requester, signal))) return
  throw new AppError({ code: 'credentialCannot', message: 'The server shows no keys to a session without the code of its person’s 2FA.', retryable: false })
}
