import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function connectionsHandlers() {
  return {
    'connections.list': notYet,
    'connections.use': notYet,
    'connections.rename': notYet,
    'connections.test': notYet,
    'connections.removeCredential': notYet,
    'connections.remove': notYet
  } satisfies Partial<Handlers>
}
