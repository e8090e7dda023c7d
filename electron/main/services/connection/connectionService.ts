import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, ProofOfPresence, SignInStep } from '#shared/domain/connection'
import { levelOf, refreshSession, type SignedInSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester, type CapgoRequester } from '../../capgo/requester'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import type { SecretVault } from '../../vault/secretVault'
import { createApiKeyCredential, type ApiKeyCredential } from './apiKeyCredential'
import type { ConnectionRepository, RememberedConnection } from './connectionRepository'
import type { DemoOrganization } from './demoOrganization'
import { createKeptConnection, type RecalledConnection, type Secret } from './keptConnection'
import { oneFirst } from './oneFirst'
import { createSessionEndings } from './sessionEndings'
import { createSessionKeeper, keptSession, type SessionKeeper } from './sessionKeeper'
import { createSignIn, type SessionFromElsewhere, type SignedIn } from './signIn'

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
  key: ApiKeyCredential | null
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
  /** How somebody will show that it is still them; asked when a connection whose secret is in the keychain is locked. */
  proofOf?(connectionId: string): Promise<ProofOfPresence>
}

type Locked = Extract<ConnectionState, { status: 'locked' }>
export type LockReason = Locked['because']

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
  /** Somebody has locked, and the secrets are being dropped. */
  let locking = 0
  const isLocked = (): boolean => state.status === 'locked' || locking > 0

  const become = (next: ConnectionState): ConnectionState => {
    state = next
    deps.onChange(next)
    return next
  }

  const leave = (): Active | null => {
    const leaving = active
    leaving?.abort.abort()
    leaving?.key?.leave()
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
    const key = secret.kind === 'apiKey' ? createApiKeyCredential(secret.key, ended) : null
    const source = keeper ?? key
    const credentials = tried || !source ? source : oneFirst(source)
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
    active = { connection, requester: createRequester({ http: deps.http, server: remembered.server, credentials }), signal: abort.signal, abort, keeper, key, remembered }
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

  const requireUnlocked = (): void => {
    if (isLocked()) throw new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })
  }

  /** Signs in as the person chose, unless they choose something else meanwhile. @throws AppError `cancelled` */
  const choose = async (signingIn: () => Promise<SignedIn | Exclude<SignInStep, { step: 'signedIn' }>>): Promise<SignInStep> => {
    requireUnlocked()
    const mine = ++choice
    const result = await signingIn()
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

  const proofOf = async ({ remembered, connection }: Active): Promise<ProofOfPresence> => {
    if (remembered.demo) return 'keychain'
    if (connection.credential.storage === 'memory') return 'signIn'
    return (await deps.proofOf?.(remembered.id)) ?? 'keychain'
  }

  const lock = async (because: LockReason): Promise<ConnectionState> => {
    const leaving = leave()
    if (!leaving) return state
    const since = new Date(deps.now()).toISOString()
    // Not awaited before the state is said: a server that does not answer must not keep the screen open.
    const renewed = leaving.keeper?.leave()
    const proof = await proofOf(leaving)
    become({ status: 'locked', connection: leaving.connection, because, since, proof })
    await renewed
    if (deps.vault.storage() === 'memory') await kept.forgetInMemory()
    return state
  }

  const unlock = async (): Promise<ConnectionState> => {
    if (state.status !== 'locked') return state
    const { connection } = state
    if (connection.demo) return openDemo({ afresh: false, as: connection.id })
    if (connection.credential.storage === 'memory') {
      return become({ status: 'signedOut', why: null, connectionId: connection.id, ...(await kept.offered()) })
    }
    const recalled = await kept.recall()
    if (!recalled) throw new AppError({ code: 'vaultUnavailable', message: 'The credential is no longer in the keychain.', retryable: false, details: { foundState: 'gone' } })
    activate(recalled, { tried: false })
    return state
  }

  const openDemo = async (how: { afresh: boolean; as?: string }): Promise<ConnectionState> => {
    // Twice at once, or again while it is open: it is there already.
    if (active?.remembered.demo && !how.afresh) return state
    const { server, email, session } = await deps.demo.open(deps.http, how)
    const remembered: RememberedConnection = {
      id: how.as ?? randomUUID(),
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

    /** @throws AppError `unauthorized` while nobody is signed in, `locked` */
    active(): ActiveConnection {
      requireUnlocked()
      if (!active) throw new AppError({ code: 'unauthorized', message: 'Nobody is signed in.', retryable: false })
      return active
    },

    /**
     * At start: the demo organization, or the connection of last time from the keychain, without asking the server. Whatever
     * fails ends in being signed out with the reason, never in an error: the window must come to the sign-in form.
     */
    start: (how: { demo: boolean }): Promise<ConnectionState> => inTurn(() => (how.demo ? openDemo({ afresh: false }).catch((thrown: unknown) => signedOut(asAppError(thrown))) : restore())),

    /** The demo organization as it was left; `afresh` forgets what was changed there. */
    async openDemo(how = { afresh: false }): Promise<ConnectionState> {
      requireUnlocked()
      choice++
      return inTurn(() => openDemo(how))
    },

    signInWithApiKey: (input: { apiKey: string; server: string | null }): Promise<SignInStep> => choose(() => signIn.withApiKey(input.apiKey, input.server)),

    signInWithPassword: (input: { email: string; password: string; server: string | null }): Promise<SignInStep> =>
      choose(() => signIn.withPassword(input.email, input.password, input.server)),

    verifyCode: (input: { attemptId: string; code: string }): Promise<SignInStep> => choose(() => signIn.verifyCode(input.attemptId, input.code)),

    /** A session that the person began elsewhere (the console's own sign-in page): checked with its server, then as any other. */
    acceptSession: (input: SessionFromElsewhere, connectionId: string | null): Promise<SignInStep> => choose(() => signIn.withSession(input, connectionId)),

    /**
     * The person's session has a new level: the open connection goes on with it, and nothing under way is stopped. Kept first.
     * @throws AppError `cancelled` when another connection, another person's, or none is open by now; the session is ended then
     */
    async replaceSession(session: SignedInSession): Promise<Connection> {
      const meant = active
      const next = keptSession(session, deps.now())
      if (!meant?.keeper || meant.remembered.userId !== session.userId || !(await meant.keeper.replace(next))) {
        throw new AppError({ code: 'cancelled', message: 'The connection for which the session was renewed is no longer open.', retryable: false })
      }
      const { connection } = meant
      if (connection.credential.kind === 'session') meant.connection = { ...connection, credential: { ...connection.credential, level: session.level } }
      if (active === meant) become({ status: 'signedIn', connection: meant.connection })
      return meant.connection
    },

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

    /**
     * Locks: stops everything under way and drops every secret from memory. Nothing is ended at the server or removed from
     * the keychain; a renewal under way comes to its end first, so that nobody is signed out by locking.
     */
    async suspend(because: LockReason): Promise<ConnectionState> {
      choice++
      locking++
      signIn.forgetAttempts()
      active?.abort.abort()
      try {
        return await inTurn(() => lock(because))
      } finally {
        locking--
      }
    },

    /**
     * Unlocks: reads the credential again. A credential that was in memory only is gone: the person is signed out.
     * @throws AppError `vaultLocked`, `vaultUnavailable`, `storageFailed`; the connection then stays locked
     */
    resume: (): Promise<ConnectionState> => inTurn(unlock),

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
