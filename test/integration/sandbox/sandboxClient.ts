import { totp, type Sandbox, type SampleAccount } from '../../../electron/main/sandbox/index'

export interface Answer {
  status: number
  headers: Headers
  // Answers of every shape pass through here; each test says what it expects.
  body: unknown
}

interface Call {
  method?: string
  headers?: Record<string, string>
  body?: unknown
}

export interface TestSession {
  access_token: string
  refresh_token: string
  user: { id: string; factors?: { id: string; status: string }[] }
}

/** The few calls that the tests of the embedded server make, with nothing hidden in them. */
export class SandboxClient {
  constructor(readonly sandbox: Sandbox) {}

  async call(path: string, { method = 'GET', headers = {}, body }: Call = {}, base = this.sandbox.supabase): Promise<Answer> {
    const response = await fetch(base + path, {
      method,
      headers: { apikey: this.sandbox.anonKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : (JSON.parse(text) as unknown) }
  }

  rpc(name: string, body: unknown, headers: Record<string, string> = {}, query = ''): Promise<Answer> {
    return this.call(`/rest/v1/rpc/${name}${query}`, { method: 'POST', headers, body })
  }

  /** A session of level aal1. */
  async signIn(account: Pick<SampleAccount, 'email' | 'password'>): Promise<TestSession> {
    const answer = await this.call('/auth/v1/token?grant_type=password', { method: 'POST', body: { email: account.email, password: account.password } })
    if (answer.status !== 200) throw new Error(`signing in ${account.email} answered ${answer.status}`)
    return answer.body as TestSession
  }

  /** A session of the highest level that the account can have. */
  async signInFully(account: SampleAccount, nowMs = Date.now()): Promise<TestSession> {
    const session = await this.signIn(account)
    const factor = session.user.factors?.[0]
    if (!factor || account.totpSecret === null) return session
    const headers = bearer(session)
    const challenge = (await this.call(`/auth/v1/factors/${factor.id}/challenge`, { method: 'POST', headers, body: {} })).body as { id: string }
    const code = totp(account.totpSecret, nowMs)
    const answer = await this.call(`/auth/v1/factors/${factor.id}/verify`, { method: 'POST', headers, body: { challenge_id: challenge.id, code } })
    if (answer.status !== 200) throw new Error(`the second factor of ${account.email} answered ${answer.status}`)
    return answer.body as TestSession
  }

  account(alias: string): SampleAccount {
    const account = this.sandbox.demo.accounts[alias]
    if (!account) throw new Error(`no sample account ${alias}`)
    return account
  }
}

export function bearer(session: { access_token: string }): Record<string, string> {
  return { authorization: `Bearer ${session.access_token}` }
}

/** The claims inside a token, unchecked. */
export function claimsOf(session: { access_token: string }): Record<string, unknown> {
  return JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}
