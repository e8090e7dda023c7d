import { asAppError } from '#shared/errors/appError'
import type { SampleAccount, SandboxOptions } from '../../electron/main/sandbox'
import { createHttpClient } from '../../electron/main/capgo/httpClient'
import { createAccountService } from '../../electron/main/services/account/accountService'
import type { AccountDeps } from '../../electron/main/services/account/ownSession'
import { connectionSetUp } from './connectionSetUp'
import { journalInMemory } from './journalInMemory'
import { quietLog } from './quietLog'

export const emailCode = '135790'

/** Somebody without 2FA, signed in to an embedded server, and the service of their account; nothing between them is replaced. */
export async function accountSetUp(open: { close(): Promise<void> }[], how: { who?: string; sandbox?: SandboxOptions; deps?: Partial<AccountDeps>; timeoutMs?: number } = {}) {
  const setUp = await connectionSetUp(open, how.sandbox)
  const { sandbox } = setUp
  const log = quietLog()
  const http = createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now, ...(how.timeoutMs === undefined ? {} : { timeoutMs: how.timeoutMs }) })
  const connections = setUp.start(undefined, { log, http })
  await connections.start({ demo: false })
  const who = sandbox.demo.accounts[how.who ?? 'super_admin_without_2fa'] as SampleAccount
  await connections.signInWithPassword({ email: who.email, password: who.password, server: sandbox.api })
  const remembered: string[] = []
  const journal = journalInMemory()
  const account = createAccountService({
    active: () => Promise.resolve().then(() => connections.active()),
    replaceSession: (session) => connections.replaceSession(session),
    rememberPassword: (password) => {
      remembered.push(password)
      return Promise.resolve()
    },
    journal,
    log,
    now: Date.now,
    secondLookMs: 1,
    ...how.deps
  })
  const put = (fields: Record<string, unknown>) => sandbox.arrange([{ do: 'set-organization', id: sandbox.demo.organizationId, fields }])
  const fault = (route: string, kind: string, more: Record<string, unknown> = {}) => sandbox.arrange([{ do: 'fault', route, kind, ...more }])
  const mailCode = (code = emailCode) => sandbox.arrange([{ do: 'set-email-otp', email: who.email, code }])
  /** The factors as the server has them, past all of the code under test. */
  const factors = () => (sandbox.state() as unknown as { tables: { factors: { user_id: string; id: string; friendly_name: string; status: string }[] } }).tables.factors.filter(({ user_id }) => user_id === who.userId)
  sandbox.clearRequestLog()
  return { ...setUp, log, connections, account, who, remembered, journal, put, fault, mailCode, factors }
}

export const failure = (promise: Promise<unknown>) => promise.then((value) => asAppError(new Error(`no error but ${JSON.stringify(value).slice(0, 100)}`)), asAppError)
