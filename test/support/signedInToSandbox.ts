import type { CapgoServer } from '../../electron/main/capgo/capgoServer'
import { createRequester, type CredentialSource } from '../../electron/main/capgo/requester'
import { discoverServer } from '../../electron/main/capgo/endpoints/discovery'
import { createHttpClient } from '../../electron/main/capgo/httpClient'
import { startSandbox, totp, type Sandbox, type SandboxOptions } from '../../electron/main/sandbox'
import { createApiKeyCredential } from '../../electron/main/services/connection/apiKeyCredential'
import type { ActiveConnection } from '../../electron/main/services/connection/connectionService'
import { createSessionKeeper, keptSession } from '../../electron/main/services/connection/sessionKeeper'
import { createSignIn, type SignedIn } from '../../electron/main/services/connection/signIn'
import { quietLog } from './quietLog'

export interface SignedInToSandbox {
  sandbox: Sandbox
  active: ActiveConnection
  /** With what a process of its own would be signed in. */
  credentials: CredentialSource
  server: CapgoServer
  /** The same of a process that has just begun: what an earlier one was told by the server it does not know. */
  again(): ActiveConnection
}

// One planted fault is one failure; that reads are repeated has tests of its own.
const http = (timeoutMs?: number) =>
  createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now, repetition: { retries: 0 }, ...(timeoutMs === undefined ? {} : { timeoutMs }) })

/** The demo person, signed in over real HTTP to an embedded server of the test's own. */
export async function signedInToSandbox(options: SandboxOptions = {}, how: { credential?: 'session' | 'apiKey'; timeoutMs?: number } = {}): Promise<SignedInToSandbox> {
  const sandbox = await startSandbox(options)
  const client = http()
  const place = { server: await discoverServer(client, sandbox.api), address: { by: 'discovery', typed: sandbox.api } as const, joins: null }
  const signIn = createSignIn({ http: client, now: Date.now, findPlace: () => Promise.resolve(place) })
  const { email, password, totpSecret, apiKey } = sandbox.demo
  let signedIn: SignedIn
  if (how.credential === 'apiKey') signedIn = await signIn.withApiKey({ apiKey, server: sandbox.api })
  else {
    const first = await signIn.withPassword({ email, password, server: sandbox.api })
    signedIn = 'attemptId' in first ? await signIn.verifyCode(first.attemptId, totp(totpSecret ?? '', (options.clock ?? Date.now)())) : first
  }
  const credentials =
    signedIn.credential.kind === 'apiKey'
      ? createApiKeyCredential(signedIn.credential.key, () => undefined)
      : createSessionKeeper({
          session: keptSession(signedIn.credential.session, Date.now()),
          refresh: () => Promise.reject(new Error('no renewal in this test')),
          save: () => Promise.resolve(true),
          now: Date.now,
          onEnded: () => undefined
        })
  sandbox.clearRequestLog()
  const open = (): ActiveConnection => ({
    connection: {
      id: '11111111-1111-4111-8111-111111111111',
      name: 'Test',
      demo: false,
      server: new URL(sandbox.api).host,
      userId: signedIn.userId,
      credential: signedIn.credential.kind === 'apiKey' ? { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' } : { kind: 'session', storage: 'memory', email, level: 'aal2' },
      has: { apiKey: signedIn.credential.kind === 'apiKey', session: signedIn.credential.kind === 'session' },
      lastOrganizationId: null
    },
    requester: createRequester({ http: http(how.timeoutMs), server: place.server, credentials }),
    signal: new AbortController().signal
  })
  return { sandbox, credentials, server: place.server, active: open(), again: open }
}
