import { AppError } from '#shared/errors/appError'
import type { AccountSecurity } from '#shared/domain/account'
import type { Connection } from '#shared/domain/connection'
import type { SignedInSession } from '../../capgo/endpoints/signIn'
import type { Journal } from '../../journal/journal'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'

export interface AccountDeps {
  active(): Promise<ActiveConnection>
  /** Goes on with this session in place of the one in use, kept before that one is forgotten. */
  replaceSession(session: SignedInSession): Promise<Connection>
  /** The password by which the server now knows the person; unlocking on this computer recognises it from here on. */
  rememberPassword(password: string): Promise<void>
  /** What is changed is written down there first. */
  journal: Pick<Journal, 'begin'>
  log: Logger
  now(): number
  /** Milliseconds before the second look after a lost answer. */
  secondLookMs?: number
}

export interface OwnSession extends ActiveConnection {
  level: AccountSecurity['level']
}

/** @throws AppError `credentialCannot` for an API key, which says nothing about its person's sign-in */
export async function ownSession(deps: Pick<AccountDeps, 'active'>): Promise<OwnSession> {
  const active = await deps.active()
  const { credential } = active.connection
  if (credential.kind === 'session') return { ...active, level: credential.level }
  throw new AppError({ code: 'credentialCannot', message: 'An API key cannot see or change how its person signs in.', retryable: false })
}
