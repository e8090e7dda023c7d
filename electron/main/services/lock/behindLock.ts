import type { Connection, ConnectionState } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import { isOf, placeOf, type OwnPlace } from '../ownPlace'

/** Whether what is kept for that person may be told, opened and changed now; null: nobody knows whose it is. */
export type MaySee = (whose: OwnPlace | null) => boolean

export interface SightDeps {
  current(): ConnectionState
  /** Whether a lock stands on something that is kept. @throws AppError `storageFailed` */
  lockStands(): Promise<boolean>
}

/**
 * While a lock stands on something that is kept, whoever signed in otherwise, or opened the demonstration beside it, sees their
 * own things and nobody else's. Without one, everything that is on this computer.
 * @throws AppError `locked` behind the lock itself, and for whoever is signed out beside it; `storageFailed`
 */
export async function sightBeside({ current, lockStands }: SightDeps): Promise<MaySee> {
  const stands = await lockStands()
  // Last: it may have been locked meanwhile.
  const state = current()
  if (state.status === 'locked' || (stands && state.status !== 'signedIn')) throw new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })
  if (!stands || state.status !== 'signedIn') return () => true
  const own = placeOf(state)
  return (whose) => whose !== null && isOf(whose, own)
}

/** @throws AppError `locked` with `behindLock` */
export function requireSeen(maySee: MaySee, whose: OwnPlace | null): void {
  if (!maySee(whose)) throw new AppError({ code: 'locked', message: 'It is behind the lock, which stands on another connection.', retryable: false, details: { foundState: 'behindLock' } })
}

/** Whose something is that says of which server it is and of whom there. */
export function whoseOf({ server, demo }: Pick<Connection, 'server' | 'demo'>, userId: string | null): OwnPlace | null {
  return userId === null ? null : { server: demo ? 'demo' : server, userId }
}

/**
 * Reads what tells whose it is, and looks whether it may be seen; what cannot be read is nobody's.
 * @throws AppError `locked` with `behindLock`; of the reading, where it may be seen that something is there
 */
export async function seen<T>(maySee: MaySee, read: () => Promise<T>, whose: (found: T) => OwnPlace | null): Promise<T> {
  try {
    const found = await read()
    requireSeen(maySee, whose(found))
    return found
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.data.details?.foundState === 'damaged') requireSeen(maySee, null)
    throw thrown
  }
}
