import { AppError } from '#shared/errors/appError'
import type { ActiveConnection } from './connection/connectionService'

/**
 * The reads of one page, of the organization that is open in it: a read of another organization ends those that are under
 * way for the former one, wherever they have got to. Reads of the same organization live side by side.
 *
 * One of these per page and not one for all: another page may look at another organization (its way out, say) while the
 * first is still being read, and its store would wait for an answer that nobody sends.
 */
export function createOpenOrganization() {
  let open: { id: string; abort: AbortController } | null = null
  return {
    /** The connection, with a signal that ends when this organization is no longer the one that is read. */
    reading(active: ActiveConnection, organizationId: string): ActiveConnection {
      if (open?.id !== organizationId) {
        open?.abort.abort(new AppError({ code: 'cancelled', message: 'Another organization was opened.', retryable: true }))
        open = { id: organizationId, abort: new AbortController() }
      }
      return { ...active, signal: AbortSignal.any([active.signal, open.abort.signal]) }
    }
  }
}
