import { setTimeout as delay } from 'node:timers/promises'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Connection, ConnectionOutline, ConnectionState, ConnectionTest, CredentialKind, LockReason, ProofOfPresence, ServerAddress, SignInStep } from '#shared/domain/connection'
import type { CapgoServer } from '../../capgo/capgoServer'
import type { SignedInSession } from '../../capgo/endpoints/signIn'
import { createRateGates } from '../../capgo/rateGate'
import { createSerialQueue } from '../../storage/serialQueue'
import { createConnectionList } from './connectionList'
import { createConnectionLock } from './connectionLock'
import { foundBy, sameServer, secretsOf, type ConnectionRecord, type SecretRef } from './connectionRecord'
import type { ConnectionServiceDeps } from './connectionServiceDeps'
import { createCredentialTests } from './credentialTests'
import { createDemoConnection } from './demoConnection'
import { createKeptConnections } from './keptConnections'
import { createLeaving } from './leaving'
import { createOpenConnection, isLocked, type ActiveConnection, type HeldConnection } from './openConnection'
import { createOpening } from './opening'
import { findPlace, noSuchConnection, type AskedPlace } from './places'
import { replaceSession } from './replaceSession'
import { createSessionEndings } from './sessionEndings'
import { keptSession } from './sessionKeeper'
import { createSignIn, type CodeNeeded, type ForeignTokens, type SignedIn } from './signIn'
import { createTakeIn } from './takeIn'

export type { ConnectionServiceDeps } from './connectionServiceDeps'
export type { ActiveConnection, HeldConnection } from './openConnection'

/** How long the end of the program waits for a renewal, in milliseconds. */
const quitLimitMs = 5000

/** A session that the person began elsewhere; `address` as they gave it. */
export interface SessionFromElsewhere extends ForeignTokens {
  server: CapgoServer
  address: ServerAddress
}

export type ConnectionService = ReturnType<typeof createConnectionService>

/** The connections, the one that is open, and signing in and out. */
export function createConnectionService(deps: ConnectionServiceDeps) {
  const { http, now, log } = deps
  const kept = createKeptConnections(deps)
  const gates = createRateGates({ now, uptime: deps.uptime })
  const open = createOpenConnection({
    http,
    kept,
    gates,
    log,
    now,
    onChange(state) {
      deps.onChange(state)
      void list.tell()
    }
  })
  const list = createConnectionList({ kept, open, log, onChange: (connections) => deps.onConnectionsChange?.(connections) })
  const endings = createSessionEndings(deps)
  const tests = createCredentialTests({ http, kept, open, gates, now, locks: deps.locks })
  const demo = createDemoConnection({ http, demo: deps.demo, open, log, now })
  const place = (asked: AskedPlace) => findPlace({ http, find: kept.find }, asked)
  const signIn = createSignIn({ http, gates, now, findPlace: place, passwords: deps.passwords })
  const takeIn = createTakeIn({ ...deps, kept, open, tests, endings })
  const opening = createOpening({ kept, open, tests, locks: deps.locks })
  const leaving = createLeaving({ kept, open, tests, endings, log })
  const lock = createConnectionLock({ kept, open, demo, leaving, now, proofOf: deps.proofOf, locks: deps.locks })

  /** Whatever changes the connections does so alone, and the window hears of it. */
  const queue = createSerialQueue()
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => queue(() => task().finally(list.tell))
  /** Counts what the person has chosen; a sign-in that comes to its end after a later choice is dropped. */
  let choice = 0
  /** Somebody has locked, and the secrets are being dropped. */
  let locking = 0

  const requireUnlocked = (): void => {
    if (open.state().status === 'locked' || locking > 0) throw isLocked()
  }

  /** What replaces the open connection ends the demo, if that is what is open. */
  const insteadOfDemo = async <T>(task: () => Promise<T>): Promise<T> => {
    const wasDemo = open.active()?.demo ?? false
    const result = await task()
    if (wasDemo && !open.active()?.demo) await demo.close()
    return result
  }

  /** Signs in as the person chose, unless they choose something else meanwhile. @throws AppError `cancelled`, `locked` */
  const choose = async (signingIn: () => Promise<SignedIn | CodeNeeded>): Promise<SignInStep> => {
    requireUnlocked()
    const mine = ++choice
    const result = await signingIn()
    return inTurn(async () => {
      if (mine === choice) return 'step' in result ? result : await signedIn(result)
      if ('credential' in result && result.credential.kind === 'session') endings.end(result.server, Promise.resolve(keptSession(result.credential.session, now())))
      throw new AppError({ code: 'cancelled', message: 'Something else was chosen while this sign-in was under way.', retryable: false })
    })
  }

  const signedIn = async (result: SignedIn): Promise<SignInStep> => {
    const connection = await insteadOfDemo(() => takeIn(result))
    const held = open.held()
    const record = open.shown()?.record
    if (held && record) deps.onSignedIn?.(held, shownBy(held, record))
    return { step: 'signedIn', connection }
  }

  const restore = (): Promise<ConnectionState> => opening.restore(lock.beginLocked)

  const openDemo = async (how: { afresh: boolean }): Promise<ConnectionState> => {
    await demo.open(how)
    return open.state()
  }

  const leaveDemo = async (): Promise<ConnectionState> => {
    const left = open.leave()
    if (left) endings.end(left.left.record.server, left.session.then((session) => session ?? Promise.reject(new Error('no session'))))
    // The embedded server answers at once, and is about to stop.
    await endings.settled()
    await demo.close()
    return restore()
  }

  return {
    current: () => open.state(),

    /** @throws AppError `unauthorized` while nobody is signed in, `locked` */
    active(): ActiveConnection {
      requireUnlocked()
      const active = open.active()
      if (!active) throw new AppError({ code: 'unauthorized', message: 'Nobody is signed in.', retryable: false })
      return active
    },

    /** What is open or locked; null when nobody is signed in. */
    held: (): HeldConnection | null => open.held(),

    /**
     * At start: the demo organization, or the connection of last time from the keychain, without asking the server; locked, if
     * it was locked when the last run ended. Whatever fails ends in being signed out with the reason, never in an error: the
     * window must come to the sign-in form.
     */
    start: (how: { demo: boolean }): Promise<ConnectionState> =>
      inTurn(() => (how.demo ? openDemo({ afresh: false }).catch((thrown: unknown) => open.signedOut(asAppError(thrown), null)) : restore())),

    /** The demo organization as it was left; `afresh` forgets what was changed there. */
    async openDemo(how = { afresh: false }): Promise<ConnectionState> {
      requireUnlocked()
      choice++
      return inTurn(() => openDemo(how))
    },

    /** The server that a sign-in would go to. @throws AppError as of `findPlace` */
    findServer: async (asked: AskedPlace): Promise<CapgoServer> => (await place(asked)).server,

    signInWithApiKey: (input: AskedPlace & { apiKey: string }): Promise<SignInStep> => choose(() => signIn.withApiKey(input)),

    signInWithPassword: (input: AskedPlace & { email: string; password: string }): Promise<SignInStep> => choose(() => signIn.withPassword(input)),

    verifyCode: (input: { attemptId: string; code: string }): Promise<SignInStep> => choose(() => signIn.verifyCode(input.attemptId, input.code)),

    /** A session that the person began elsewhere (the console's own sign-in page): checked with its server, then as any other. */
    acceptSession: ({ server, address, ...tokens }: SessionFromElsewhere, connectionId: string | null): Promise<SignInStep> =>
      choose(async () => {
        const meant = connectionId === null ? { server, address: foundBy(address), joins: null } : await place({ server: address, connectionId })
        if (!sameServer(meant.server, server)) throw new AppError({ code: 'invalidInput', message: 'The session is of another server than the connection.', retryable: false })
        return signIn.withTokens(tokens, meant)
      }),

    cancelSignIn(attemptId: string): void {
      if (signIn.cancel(attemptId)) choice++
    },

    /**
     * The person's session has a new level: the open connection goes on with it, and nothing under way is stopped. Kept first.
     * @throws AppError `cancelled` when another connection, another person's, or none is open by now
     */
    replaceSession: (session: SignedInSession): Promise<Connection> => replaceSession({ kept, open, now }, session),

    list: (): Promise<ConnectionOutline[]> => list.list(),

    /** Whether a lock stands on something that is kept, also beside what is open. @throws AppError `storageFailed` */
    lockStands: async (): Promise<boolean> => (await kept.list()).some((record) => secretsOf(record).some((secret) => (deps.locks?.on(secret) ?? null) !== null)),

    /**
     * Opens a connection, or the other credential of the open one, from the keychain and without asking the server; null: the
     * credential that it used last. What was open is left as it is at its server.
     * @param password the proof, where the credential is locked and takes one
     * @throws AppError `notFound`, `unauthorized` (it has no such credential any more), `vaultLocked`, `vaultUnavailable`, `locked`;
     * as of LocksOnKept.prove
     */
    async use(connectionId: string, credential: CredentialKind | null, password: string | null = null): Promise<ConnectionState> {
      requireUnlocked()
      choice++
      return inTurn(() => insteadOfDemo(() => opening.use(connectionId, credential, password)))
    },

    /** @throws AppError `notFound`, `storageFailed`, `locked` */
    async rename(connectionId: string, name: string): Promise<void> {
      requireUnlocked()
      await inTurn(async () => {
        const record = await kept.find(connectionId)
        if (!record) throw noSuchConnection()
        await kept.change(connectionId, (one) => ({ ...one, name }))
        open.rename(connectionId, name)
      })
    },

    /** Tries each credential at its server; the one in use stays in use. @throws AppError `notFound`, `locked` */
    async test(connectionId: string): Promise<ConnectionTest> {
      requireUnlocked()
      const shown = open.shown()
      const record = shown?.demo && shown.record.id === connectionId ? shown.record : await kept.find(connectionId)
      if (!record) throw noSuchConnection()
      requireUnlocked()
      return tests.test(record)
    },

    /** Ends the session, or forgets the key. @throws AppError `notFound`, `storageFailed` (the secret is gone all the same), `locked` */
    async removeCredential(connectionId: string, credential: CredentialKind): Promise<ConnectionState> {
      requireUnlocked()
      if (open.isOpen(connectionId, credential)) choice++
      return inTurn(() => leaving.removeCredential(connectionId, credential))
    },

    /** Removes every secret and all that is kept of it. @throws AppError `notFound`, `storageFailed` (the secrets are gone all the same), `locked` */
    async remove(connectionId: string): Promise<ConnectionState> {
      requireUnlocked()
      const shown = open.shown()
      if (shown?.record.id === connectionId) choice++
      return inTurn(() => (shown?.demo && shown.record.id === connectionId ? leaveDemo() : leaving.remove(connectionId)))
    },

    /** Removes the credential in use here; its server hears of it in the background, where it can be reached. */
    signOut(): Promise<ConnectionState> {
      choice++
      return inTurn(() => (open.shown()?.demo ? leaveDemo() : leaving.signOut()))
    },

    /**
     * Locks at once: stops everything under way and drops every secret from memory. Nothing is ended at the server or removed
     * from the keychain; a renewal under way comes to its end first, so that nobody is signed out by locking.
     */
    async suspend(because: LockReason): Promise<ConnectionState> {
      choice++
      locking++
      signIn.forgetAttempts()
      const locked = lock.lock(because)
      const tested = tests.stop()
      try {
        await Promise.all([locked, tested])
        // What was being opened meanwhile is locked as well.
        return await inTurn(() => lock.lock(because))
      } finally {
        locking--
      }
    },

    /** The locked connection takes another proof from now on. */
    demand: (proof: ProofOfPresence): Promise<ConnectionState> => inTurn(() => Promise.resolve(lock.demand(proof))),

    /**
     * Unlocks: reads the credential again. Where only signing in is left (it was in memory only, or that proof is demanded),
     * the person is signed out.
     * @throws AppError as of `unlock`, `locked` while it is still being locked; the connection then stays locked
     */
    async resume(): Promise<ConnectionState> {
      // Which proof it takes is not known yet.
      if (locking > 0) throw isLocked()
      return inTurn(lock.unlock)
    },

    /** Resolves, within seconds, when no server is still to be told that a session has ended. */
    settled: (): Promise<void> => endings.settled(),

    /** Before the program ends: within seconds, a renewal under way is kept and servers have heard of sessions that ended. */
    async finish(): Promise<void> {
      const renewals = Promise.all([tests.stop(), open.quiet()])
      await Promise.all([endings.settled(), Promise.race([renewals, delay(quitLimitMs, undefined, { ref: false })])])
    },

    rememberOrganization(organizationId: string): Promise<void> {
      const meant = open.active()
      return inTurn(async () => {
        if (!meant || open.active() !== meant) return
        open.chooseOrganization(organizationId)
        if (!meant.demo) await kept.remember(meant.record.id, (record) => ({ ...record, lastOrganizationId: organizationId }))
      })
    }
  }
}

/** A whole sign-in by e-mail shows who it is: what else that person has in this connection is open with it. A key shows only itself. */
function shownBy({ connection: { credential, userId } }: HeldConnection, record: ConnectionRecord): SecretRef[] {
  return secretsOf(record).filter(({ kind }) => kind === credential.kind || (credential.kind === 'session' && record[kind]?.userId === userId))
}
