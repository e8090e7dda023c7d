import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, SignInStep } from '#shared/domain/connection'
import { endSession, levelOf, refreshSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester, type CapgoRequester, type CredentialSource } from '../../capgo/requester'
import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import { createApiKeyCredential } from './apiKeyCredential'
import type { ConnectionRepository, RememberedConnection } from './connectionRepository'
import type { DemoOrganization } from './demoOrganization'
import { createKeptConnection, type RecalledConnection, type Secret } from './keptConnection'
import { createSessionKeeper, keptSession, type SessionKeeper } from './sessionKeeper'
import { createSignIn, type SignedIn } from './signIn'

/** What the other services work with; all of it ends when the person signs out or the server ends the session. */
export interface ActiveConnection {
  connection: Connection
  requester: CapgoRequester
  /** Aborted when the connection ends, so that no answer of a former one arrives late. */
  signal: AbortSignal
}

interface Active extends ActiveConnection {
  abort: AbortController
  keeper: SessionKeeper | null
  remembered: RememberedConnection
}

export interface ConnectionServiceDeps {
  http: HttpClient
  vault: SecretVault
  repository: ConnectionRepository
  demo: DemoOrganization
  log: Logger
  now(): number
  onChange(state: ConnectionState): void
}

export type ConnectionService = ReturnType<typeof createConnectionService>

/** Signing in and out, and the one connection that everything else uses. */
export function createConnectionService(deps: ConnectionServiceDeps) {
  const signIn = createSignIn(deps)
  const kept = createKeptConnection(deps)
  let active: Active | null = null
  let state: ConnectionState = { status: 'starting' }

  const become = (next: ConnectionState): ConnectionState => {
    state = next
    deps.onChange(next)
    return next
  }

  const signedOut = async (why: AppError | null): Promise<ConnectionState> => {
    active?.abort.abort()
    active = null
    return become({ status: 'signedOut', why: why?.data ?? null, ...(await kept.offered()) })
  }

  /** The server ended it: stop everything, ask once. The stored API key stays; it may be accepted again later. */
  const endedByServer = (remembered: RememberedConnection) => (error: AppError) => {
    if (active?.remembered.id !== remembered.id) return
    deps.log.warn('connection.ended', { connectionId: remembered.id, code: error.code })
    void signedOut(error).catch((thrown: unknown) => deps.log.error('connection.endFailed', { cause: thrown }))
  }

  const activate = ({ remembered, secret, storage }: RecalledConnection): Connection => {
    active?.abort.abort()
    const abort = new AbortController()
    const ended = endedByServer(remembered)
    const keeper =
      secret.kind === 'session'
        ? createSessionKeeper({
            session: secret.session,
            refresh: (token) => refreshSession(createRequester({ http: deps.http, server: remembered.server, credentials: null }), token),
            save: (session) => (remembered.demo ? Promise.resolve() : kept.renew(remembered, session)),
            now: deps.now,
            onEnded: ended
          })
        : null
    const credentials: CredentialSource = keeper ?? createApiKeyCredential(secret.kind === 'apiKey' ? secret.key : '', ended)
    const connection: Connection = {
      id: remembered.id,
      demo: remembered.demo,
      server: asTyped(remembered.server.api),
      userId: remembered.userId,
      credential:
        secret.kind === 'session'
          ? { kind: 'session', storage, email: remembered.email ?? '', level: levelOf(secret.session.accessToken) }
          : { kind: 'apiKey', storage },
      lastOrganizationId: remembered.lastOrganizationId
    }
    active = { connection, requester: createRequester({ http: deps.http, server: remembered.server, credentials }), signal: abort.signal, abort, keeper, remembered }
    become({ status: 'signedIn', connection })
    return connection
  }

  const keepAndActivate = async ({ server, address, userId, credential }: SignedIn): Promise<SignInStep> => {
    const remembered: RememberedConnection = {
      id: randomUUID(),
      demo: false,
      server,
      userId,
      credential: credential.kind,
      email: credential.kind === 'session' ? credential.session.email : null,
      lastOrganizationId: await kept.lastOrganizationOf(userId)
    }
    const secret: Secret = credential.kind === 'session' ? { kind: 'session', session: keptSession(credential.session, deps.now()) } : credential
    return { step: 'signedIn', connection: activate({ remembered, secret, storage: await kept.keep(remembered, secret, address) }) }
  }

  const restore = async (): Promise<ConnectionState> => {
    try {
      const recalled = await kept.recall()
      if (!recalled) return await signedOut(null)
      activate(recalled)
      return state
    } catch (thrown) {
      return signedOut(asAppError(thrown))
    }
  }

  return {
    current: () => state,

    /** @throws AppError `unauthorized` while nobody is signed in */
    active(): ActiveConnection {
      if (!active) throw new AppError({ code: 'unauthorized', message: 'Nobody is signed in.', retryable: false })
      return active
    },

    /** At start: the connection of last time, from the keychain, without asking the server. */
    restore,

    /** The demo organization as it was left; `afresh` forgets what was changed there. */
    async openDemo(how = { afresh: false }): Promise<ConnectionState> {
      const { server, email, session } = await deps.demo.open(deps.http, how)
      const remembered: RememberedConnection = {
        id: randomUUID(),
        demo: true,
        server,
        userId: session.userId,
        credential: 'session',
        email,
        lastOrganizationId: deps.demo.organizationId()
      }
      activate({ remembered, secret: { kind: 'session', session: keptSession(session, deps.now()) }, storage: 'memory' })
      return state
    },

    async signInWithApiKey(input: { apiKey: string; server: string | null }): Promise<SignInStep> {
      return keepAndActivate(await signIn.withApiKey(input.apiKey, input.server))
    },

    async signInWithPassword(input: { email: string; password: string; server: string | null }): Promise<SignInStep> {
      const result = await signIn.withPassword(input.email, input.password, input.server)
      return 'attemptId' in result ? { step: 'codeNeeded', attemptId: result.attemptId, email: input.email } : keepAndActivate(result)
    },

    async verifyCode(input: { attemptId: string; code: string }): Promise<SignInStep> {
      return keepAndActivate(await signIn.verifyCode(input.attemptId, input.code))
    },

    cancelSignIn: (attemptId: string): void => signIn.cancel(attemptId),

    /** Ends the session at the server where it can be reached, and removes every secret of the connection here. */
    async signOut(): Promise<ConnectionState> {
      const leaving = active
      if (!leaving) return state
      if (leaving.keeper) {
        // A renewal under way would put a fresh session into the vault behind our back.
        await leaving.keeper.settled()
        const requester = createRequester({ http: deps.http, server: leaving.remembered.server, credentials: null })
        // The person leaves now; whether the server hears of it does not change that.
        await endSession(requester, leaving.keeper.accessToken()).catch((thrown: unknown) => deps.log.warn('connection.logoutUnheard', { cause: thrown }))
      }
      if (leaving.remembered.demo) {
        active?.abort.abort()
        active = null
        await deps.demo.close()
        return restore()
      }
      // A record without its secret opens nothing; the person is signed out either way.
      await kept.forget(leaving.remembered).catch((thrown: unknown) => deps.log.error('connection.notForgotten', { cause: thrown }))
      return signedOut(null)
    },

    async rememberOrganization(organizationId: string): Promise<void> {
      if (!active) return
      active.remembered = { ...active.remembered, lastOrganizationId: organizationId }
      active.connection = { ...active.connection, lastOrganizationId: organizationId }
      state = { status: 'signedIn', connection: active.connection }
      if (!active.remembered.demo) await kept.update(active.remembered)
    }
  }
}

/** Without the scheme that everybody takes for granted; plain http, which only this computer may speak, is said. */
function asTyped(origin: string): string {
  const { protocol, host } = new URL(origin)
  return protocol === 'https:' ? host : origin
}
