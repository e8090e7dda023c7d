import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, SignInStep } from '#shared/domain/connection'
import { levelOf, refreshSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester, type CapgoRequester, type CredentialSource } from '../../capgo/requester'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import type { SecretVault } from '../../vault/secretVault'
import { createApiKeyCredential } from './apiKeyCredential'
import type { ConnectionRepository, RememberedConnection } from './connectionRepository'
import type { DemoOrganization } from './demoOrganization'
import { createKeptConnection, type RecalledConnection, type Secret } from './keptConnection'
import { oneFirst } from './oneFirst'
import { createSessionEndings } from './sessionEndings'
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
  const endings = createSessionEndings(deps)
  /** Whatever changes the connection does so alone. */
  const inTurn = createSerialQueue()
  /** Counts what the person has chosen; a sign-in that comes to its end after a later choice is dropped. */
  let choice = 0
  let active: Active | null = null
  let state: ConnectionState = { status: 'starting' }

  const become = (next: ConnectionState): ConnectionState => {
    state = next
    deps.onChange(next)
    return next
  }

  const leave = (): Active | null => {
    const leaving = active
    leaving?.abort.abort()
    active = null
    return leaving
  }

  const signedOut = async (why: AppError | null): Promise<ConnectionState> => {
    leave()
    const offered = await kept.offered()
    // Somebody may have signed in while the file was read.
    return active ? state : become({ status: 'signedOut', why: why?.data ?? null, connectionId: null, ...offered })
  }

  /** The server ended it: stop everything, ask once. The stored API key stays; it may be accepted again later. */
  const endedByServer = (remembered: RememberedConnection) => (error: AppError) => {
    if (active?.remembered.id !== remembered.id) return
    deps.log.warn('connection.ended', { connectionId: remembered.id, code: error.code })
    void signedOut(error).catch((thrown: unknown) => deps.log.error('connection.endFailed', { cause: thrown }))
  }

  /** @param tried whether the server has accepted the credential in this run */
  const activate = ({ remembered, secret, storage }: RecalledConnection, { tried }: { tried: boolean }): Connection => {
    leave()
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
    const source: CredentialSource = keeper ?? createApiKeyCredential(secret.kind === 'apiKey' ? secret.key : '', ended)
    const credentials = tried ? source : oneFirst(source)
    const connection: Connection = {
      id: remembered.id,
      name: asTyped(remembered.server.api),
      demo: remembered.demo,
      has: { apiKey: secret.kind === 'apiKey', session: secret.kind === 'session' },
      server: asTyped(remembered.server.api),
      userId: remembered.userId,
      credential:
        secret.kind === 'session'
          ? { kind: 'session', storage, email: remembered.email ?? '', level: levelOf(secret.session.accessToken) }
          : { kind: 'apiKey', storage, fingerprint: '000000000000' },
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
    const storage = await kept.keep(remembered, secret, address)
    const leftDemo = active?.remembered.demo ?? false
    const step: SignInStep = { step: 'signedIn', connection: activate({ remembered, secret, storage }, { tried: true }) }
    if (leftDemo) await closeDemo()
    return step
  }

  const closeDemo = (): Promise<void> => deps.demo.close().catch((thrown: unknown) => deps.log.warn('demo.notClosed', { cause: thrown }))

  /** Signs in as the person chose, unless they choose something else meanwhile. @throws AppError `cancelled` */
  const choose = async (signingIn: Promise<SignedIn | Exclude<SignInStep, { step: 'signedIn' }>>): Promise<SignInStep> => {
    const mine = ++choice
    const result = await signingIn
    return inTurn(async () => {
      if (mine === choice) return 'step' in result ? result : await keepAndActivate(result)
      if ('credential' in result && result.credential.kind === 'session') endings.end(result.server, Promise.resolve(keptSession(result.credential.session, deps.now())))
      throw new AppError({ code: 'cancelled', message: 'Something else was chosen while this sign-in was under way.', retryable: false })
    })
  }

  const restore = async (): Promise<ConnectionState> => {
    try {
      const recalled = await kept.recall()
      if (!recalled) return await signedOut(null)
      activate(recalled, { tried: false })
      return state
    } catch (thrown) {
      return signedOut(asAppError(thrown))
    }
  }

  const openDemo = async (how: { afresh: boolean }): Promise<ConnectionState> => {
    // Twice at once, or again while it is open: it is there already.
    if (active?.remembered.demo && !how.afresh) return state
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
    activate({ remembered, secret: { kind: 'session', session: keptSession(session, deps.now()) }, storage: 'memory' }, { tried: true })
    return state
  }

  return {
    current: () => state,

    /** @throws AppError `unauthorized` while nobody is signed in */
    active(): ActiveConnection {
      if (!active) throw new AppError({ code: 'unauthorized', message: 'Nobody is signed in.', retryable: false })
      return active
    },

    /**
     * At start: the demo organization, or the connection of last time from the keychain, without asking the server. Whatever
     * fails ends in being signed out with the reason, never in an error: the window must come to the sign-in form.
     */
    start: (how: { demo: boolean }): Promise<ConnectionState> => inTurn(() => (how.demo ? openDemo({ afresh: false }).catch((thrown: unknown) => signedOut(asAppError(thrown))) : restore())),

    /** The demo organization as it was left; `afresh` forgets what was changed there. */
    openDemo(how = { afresh: false }): Promise<ConnectionState> {
      choice++
      return inTurn(() => openDemo(how))
    },

    signInWithApiKey: (input: { apiKey: string; server: string | null }): Promise<SignInStep> => choose(signIn.withApiKey(input.apiKey, input.server)),

    signInWithPassword: (input: { email: string; password: string; server: string | null }): Promise<SignInStep> =>
      choose(signIn.withPassword(input.email, input.password, input.server).then((result) => ('attemptId' in result ? { step: 'codeNeeded', attemptId: result.attemptId, email: input.email } : result))),

    verifyCode: (input: { attemptId: string; code: string }): Promise<SignInStep> => choose(signIn.verifyCode(input.attemptId, input.code)),

    cancelSignIn(attemptId: string): void {
      if (signIn.cancel(attemptId)) choice++
    },

    /** Removes every secret of the connection here; the server hears of it in the background, where it can be reached. */
    signOut(): Promise<ConnectionState> {
      choice++
      return inTurn(async () => {
        const leaving = leave()
        if (!leaving) return state
        if (leaving.keeper) endings.end(leaving.remembered.server, leaving.keeper.leave())
        if (leaving.remembered.demo) {
          // The embedded server answers at once, and is about to stop.
          await endings.settled()
          await closeDemo()
          return restore()
        }
        // A record without its secret opens nothing; the person is signed out either way.
        await kept.forget(leaving.remembered).catch((thrown: unknown) => deps.log.error('connection.notForgotten', { cause: thrown }))
        return signedOut(null)
      })
    },

    /** Resolves, within seconds, when no server is still to be told that a session has ended. */
    settled: (): Promise<void> => endings.settled(),

    rememberOrganization(organizationId: string): Promise<void> {
      const meant = active
      return inTurn(async () => {
        if (!meant || active !== meant) return
        meant.remembered = { ...meant.remembered, lastOrganizationId: organizationId }
        meant.connection = { ...meant.connection, lastOrganizationId: organizationId }
        state = { status: 'signedIn', connection: meant.connection }
        if (!meant.remembered.demo) await kept.update(meant.remembered)
      })
    }
  }
}

/** Without the scheme that everybody takes for granted; plain http, which only this computer may speak, is said. */
function asTyped(origin: string): string {
  const { protocol, host } = new URL(origin)
  return protocol === 'https:' ? host : origin
}
