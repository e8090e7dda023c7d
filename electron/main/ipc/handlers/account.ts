import type { Handlers } from '../listener'
import type { AccountService } from '../../services/account/accountService'

export function accountHandlers(account: AccountService) {
  return {
    'account.security': () => account.security(),
    'account.sendEmailCode': async () => {
      await account.sendEmailCode()
      return null
    },
    'account.enrolTwoFactor': (input) => account.enrolTwoFactor(input),
    'account.confirmTwoFactor': (input) => account.confirmTwoFactor(input),
    'account.cancelTwoFactor': async (input) => {
      await account.cancelTwoFactor(input)
      return null
    },
    'account.provePassword': async (input) => {
      await account.provePassword(input)
      return null
    },
    'account.changePassword': async (input) => {
      await account.changePassword(input)
      return null
    }
  } satisfies Partial<Handlers>
}
