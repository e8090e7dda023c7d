import type { AccountSecurity } from '#shared/domain/account'
import { readOwnAccount, sendEmailCode } from '../../capgo/endpoints/account'
import { createOwnPassword } from './ownPassword'
import { ownSession, type AccountDeps } from './ownSession'
import { createTwoFactorEnrolment } from './twoFactorEnrolment'

export type AccountService = ReturnType<typeof createAccountService>

/** The signed-in person's own sign-in: their second factor and their password. Only a session can speak for it. */
export function createAccountService(deps: AccountDeps) {
  return {
    async security(): Promise<AccountSecurity> {
      const { requester, signal, level } = await ownSession(deps)
      return { ...(await readOwnAccount(requester, signal)), level }
    },

    /** @throws AppError `captchaRequired` where only the console can ask for one, `rateLimited` when codes were sent too often */
    async sendEmailCode(): Promise<void> {
      const { requester, signal } = await ownSession(deps)
      await sendEmailCode(requester, (await readOwnAccount(requester, signal)).email)
    },

    ...createTwoFactorEnrolment(deps),
    ...createOwnPassword(deps)
  }
}
