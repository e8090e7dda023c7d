import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function lockHandlers() {
  return {
    'lock.lock': notYet,
    'lock.unlock': notYet,
    'presence.prove': notYet
  } satisfies Partial<Handlers>
}
