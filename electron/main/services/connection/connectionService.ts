import { randomUUID } from 'node:crypto'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionState, SecretStorage, SignInStep } from '#shared/domain/connection'
import { endSession, levelOf, refreshSession } from '../../capgo/endpoints/signIn'
import type { HttpClient } from '../../capgo/httpClient'
import { createRequester, type CapgoRequester, type CredentialSource } from '../../capgo/requester'
import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import { createApiKeyCredential } from './apiKeyCredential'
import type { ConnectionRepository, RememberedConnection } from './connectionRepository'
import type { DemoOrganization } from './demoOrganization'
import { createSessionKeeper, keptSession, type KeptSession, type SessionKeeper } from './sessionKeeper'
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
    const { lastEmail, lastServer } = await deps.repository.read()
    return become({ status: 'signedOut', why: why?.data ?? null, lastEmail, lastServer })
  }

  /** The server ended it: stop everything, ask once. The stored API key stays; it may be accepted again later. */
  const endedByServer = (remembered: RememberedConnection) => (error: AppError) => {
    if (active?.remembered.id !== remembered.id) return
    deps.log.warn('connection.ended', { connectionId: remembered.id, code: error.code })
    void signedOut(error).catch((thrown: unknown) => deps.log.error('connection.endFailed', { cause: thrown }))
  }

  const activate = (remembered: RememberedConnection, secret: { kind: 'apiKey'; key: string } | { kind: 'session'; session: KeptSession }, storage: SecretStorage): Connection => {
    active?.abort.abort()
    const abort = new AbortController()
    const ended = endedByServer(remembered)
    const keeper =
      secret.kind === 'session'
        ? createSessionKeeper({
            session: secret.session,
            refresh: (token) => refreshSession(createRequester({ http: deps.http, server: remembered.server, credentials: null }), token),
            save: (session) => (remembered.demo ? Promise.resolve() : keepQuietly(() => deps.vault.saveSession(remembered.id, session))),
            now: deps.now,
            onEnded: ended
          })
        : null
    const credentials: CredentialSource = keeper ?? createApiKeyCredential(secret.kind === 'apiKey' ? secret.key : '', ended)
    const connection: Connection = {
      id: remembered.id,
      demo: remembered.demo,
      server: new URL(remembered.server.api).host,
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

  /** A failing keychain must not throw away a session that works; its own state tells the person. */
  const keepQuietly = async (save: () => Promise<void>): Promise<void> => {
    try {
      await save()
    } catch (thrown) {
      deps.log.error('vault.saveFailed', { cause: thrown })
    }
  }

  /** Removes a connection's secrets, or notes that they are still to be removed. Returns what is left to forget. */
  const forgetOrNote = async (id: string, toForget: string[]): Promise<string[]> => {
    if (deps.vault.storage() === 'memory') {
      await deps.vault.forgetConnection(id)
      // Memory knows nothing of what an earlier run may have put into the keychain.
      return [...toForget, id]
    }
    const left: string[] = []
    for (const each of [...toForget, id]) {
      try {
        await deps.vault.forgetConnection(each)
      } catch (thrown) {
        deps.log.error('vault.forgetFailed', { connectionId: each, cause: thrown })
        left.push(each)
      }
    }
    return left
  }

  /** Secret first, then the record of it, then the screen: whatever breaks in between loses nothing. */
  const keep = async (signedIn: SignedIn): Promise<SignInStep> => {
    const before = await deps.repository.read()
    const former = before.current
    const remembered: RememberedConnection = {
      id: randomUUID(),
      demo: false,
      server: signedIn.server,
      userId: signedIn.userId,
      credential: signedIn.credential.kind,
      email: signedIn.credential.kind === 'session' ? signedIn.credential.session.email : null,
      lastOrganizationId: former?.userId === signedIn.userId ? former.lastOrganizationId : null
    }
    const secret =
      signedIn.credential.kind === 'session'
        ? { kind: 'session' as const, session: keptSession(signedIn.credential.session, deps.now()) }
        : { kind: 'apiKey' as const, key: signedIn.credential.key }
    await keepQuietly(() => (secret.kind === 'session' ? deps.vault.saveSession(remembered.id, secret.session) : deps.vault.saveApiKey(remembered.id, secret.key)))
    const toForget = former ? await forgetOrNote(former.id, before.toForget) : before.toForget
    await deps.repository.write({ current: remembered, lastEmail: remembered.email ?? before.lastEmail, lastServer: signedIn.address, toForget })
    return { step: 'signedIn', connection: activate(remembered, secret, deps.vault.storage()) }
  }

  const restore = async (): Promise<ConnectionState> => {
    const { current } = await deps.repository.read()
    if (!current) return signedOut(null)
    try {
      if (current.credential === 'apiKey') {
        const { found } = await deps.vault.readApiKey(current.id)
        if (found === null) return await signedOut(whyMissing(deps.vault))
        activate(current, { kind: 'apiKey', key: found }, deps.vault.storage())
      } else {
        const { found } = await deps.vault.readSession(current.id)
        if (found === null) return await signedOut(whyMissing(deps.vault))
        activate(current, { kind: 'session', session: found }, deps.vault.storage())
      }
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
      activate(remembered, { kind: 'session', session: keptSession(session, deps.now()) }, 'memory')
      return state
    },

    async signInWithApiKey(input: { apiKey: string; server: string | null }): Promise<SignInStep> {
      return keep(await signIn.withApiKey(input.apiKey, input.server))
    },

    async signInWithPassword(input: { email: string; password: string; server: string | null }): Promise<SignInStep> {
      const result = await signIn.withPassword(input.email, input.password, input.server)
      return 'attemptId' in result ? { step: 'codeNeeded', attemptId: result.attemptId, email: input.email } : keep(result)
    },

    async verifyCode(input: { attemptId: string; code: string }): Promise<SignInStep> {
      return keep(await signIn.verifyCode(input.attemptId, input.code))
    },

    cancelSignIn: (attemptId: string): void => signIn.cancel(attemptId),

    /** Ends the session at the server where it can be reached, and removes every secret of the connection here. */
    async signOut(): Promise<ConnectionState> {
      const leaving = active
      if (!leaving) return state
      if (leaving.keeper) {
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
      const before = await deps.repository.read()
      await deps.repository.write({ ...before, current: null, toForget: await forgetOrNote(leaving.remembered.id, before.toForget) })
      return signedOut(null)
    },

    async rememberOrganization(organizationId: string): Promise<void> {
      if (!active) return
      active.remembered = { ...active.remembered, lastOrganizationId: organizationId }
      active.connection = { ...active.connection, lastOrganizationId: organizationId }
      state = { status: 'signedIn', connection: active.connection }
      if (!active.remembered.demo) await deps.repository.write({ ...(await deps.repository.read()), current: active.remembered })
    }
  }
}

/** An empty keychain needs no words; one that cannot be asked this time may well hold the secret. */
function whyMissing(vault: SecretVault): AppError | null {
  if (vault.storage() === 'keychain') return null
  const locked = vault.state() === 'locked'
  return new AppError({
    code: locked ? 'vaultLocked' : 'vaultUnavailable',
    message: 'The credential of last time is in the keychain, which cannot be read in this run.',
    retryable: false,
    details: { foundState: vault.state() }
  })
}
