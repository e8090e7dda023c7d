import type { Handlers } from '../listener'
import type { Lock } from '../../services/lock/createLock'

/** @param locking resolves once the keychain has been asked */
export function lockHandlers(locking: Promise<Pick<Lock, 'lock' | 'unlock' | 'presence'>>) {
  return {
    'lock.lock': async () => (await locking).lock('person'),
    'lock.unlock': async ({ password }) => (await locking).unlock(password),
    'presence.prove': async ({ password }) => (await locking).presence.prove(password)
  } satisfies Partial<Handlers>
}
