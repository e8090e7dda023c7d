import { AppError } from '#shared/errors/appError'
import type { ActiveConnection } from '../connection/connectionService'
import { listCertainOwnKeys } from './ownKeys'

/** Connections whose person has several keys: not asked for each key of a bulk run. */
const withSeveral = new WeakSet<ActiveConnection['requester']>()

/**
 * The key that Gatehouse is signed in with must be neither regenerated nor deleted. A person's only key is that one. Among
 * several no answer of the server says which it is, and asking by its text would put it into an address; then it is the
 * server that refuses, before it changes anything (Capgo backend: 401, "API keys cannot … themselves"; see `asRefusal`).
 * @throws AppError `lockoutBlocked` (`keyInUse`), and of the list that cannot be read
 */
export async function requireNotInUse(active: ActiveConnection): Promise<void> {
  if (active.connection.credential.kind !== 'apiKey' || withSeveral.has(active.requester)) return
  const { rows } = await listCertainOwnKeys(active)
  if (rows.length > 1) {
    withSeveral.add(active.requester)
    return
  }
  throw new AppError({ code: 'lockoutBlocked', message: 'Gatehouse is signed in with this very key.', retryable: false, details: { foundState: 'keyInUse' } })
}
