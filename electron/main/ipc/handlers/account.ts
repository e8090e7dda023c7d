import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function accountHandlers() {
  return {
    'account.security': notYet,
    'account.sendEmailCode': notYet,
    'account.enrolTwoFactor': notYet,
    'account.confirmTwoFactor': notYet,
    'account.cancelTwoFactor': notYet,
    'account.provePassword': notYet,
    'account.changePassword': notYet
  } satisfies Partial<Handlers>
}
