import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function overviewHandlers() {
  return {
    'organizations.countTwoFactor': notYet,
    'organizations.acceptInvitation': notYet
  } satisfies Partial<Handlers>
}
