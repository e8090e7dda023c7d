import { AppError } from '#shared/errors/appError'
import type { AccountSecurity } from '#shared/domain/account'
import type { Connection } from '#shared/domain/connection'
import { readOwnAccount, sendEmailCode } from '../../capgo/endpoints/account'
import type { SignedInSession } from '../../capgo/endpoints/signIn'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import { createOwnPassword } from './ownPassword'
import { createTwoFactorEnrolment } from './twoFactorEnrolment'

export interface AccountDeps {
  active(): Promise<ActiveConnection>
  /** Goes on with this session in place of the one in use, kept before that one is forgotten. */
  replaceSession(session: SignedInSession): Promise<Connection>
  /** The password by which the server now knows the person; unlocking on this computer recognises it from here on. */
  rememberPassword(password: string): Promise<void>
  log: Logger
  now(): number
  /** Milliseconds before the second look after a lost answer. */
  secondLookMs?: number
}

export interface OwnSession extends ActiveConnection {
  level: AccountSecurity['level']
}

export type AccountService = ReturnType<typeof createAccountService>

/** The signed-in person's own sign-in: their second factor and their password. Only a session can speak for it. */
export function createAccountService(deps: AccountDeps) {
  /** @throws AppError `credentialCannot` for an API key, which says nothing about its person's sign-in */
  const session = async (): Promise<OwnSession> => {
    const active = await deps.active()
    const { credential } = active.connection
    if (credential.kind === 'session') return { ...active, level: credential.level }
    throw new AppError({ code: 'credentialCannot', message: 'An API key cannot see or change how its person signs in.', retryable: false })
  }
  return {
    async security(): Promise<AccountSecurity> {
      const { requester, signal, level } = await session()
      return { ...(await readOwnAccount(requester, signal)), level }
    },

    /** @throws AppError `captchaRequired` where only the console can ask for one, `rateLimited` when codes were sent too often */
    async sendEmailCode(): Promise<void> {
      const { requester, signal } = await session()
      await sendEmailCode(requester, (await readOwnAccount(requester, signal)).email)
    },

    ...createTwoFactorEnrolment(deps, session),
    ...createOwnPassword(deps, session)
  }
}
