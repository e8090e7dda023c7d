import { randomUUID } from 'node:crypto'
import type { Connection } from '#shared/domain/connection'
import { sessionIdOf } from '../../capgo/endpoints/signIn'
import type { Logger } from '../../log/logger'
import type { PasswordCheck, SecretVault } from '../../vault/secretVault'
import { fingerprintOf } from './apiKeyCredential'
import { defaultName } from './connectionNames'
import { sameServer, secretOf, type ConnectionRecord } from './connectionRecord'
import type { CredentialTests } from './credentialTests'
import type { KeptConnections } from './keptConnections'
import type { OpenConnection } from './openConnection'
import type { Secret } from './openedCredential'
import type { SessionEndings } from './sessionEndings'
import { keptSession, type KeptSession } from './sessionKeeper'
import type { SignedIn } from './signIn'

export interface TakeInDeps {
  kept: KeptConnections
  open: OpenConnection
  tests: CredentialTests
  endings: SessionEndings
  vault: SecretVault
  log: Logger
  now(): number
  passwords?: { keep(secretId: string, check: PasswordCheck | null): Promise<void> } | undefined
}

/** Keeps a credential that the server has just accepted, and opens its connection with it. */
export function createTakeIn({ kept, open, tests, endings, vault, log, now, passwords }: TakeInDeps) {
  /** The session whose place is about to be taken; it renews itself no more. */
  const formerSession = async (record: ConnectionRecord): Promise<KeptSession | null> => {
    if (open.isOpen(record.id, 'session')) return (await open.leave()?.session) ?? null
    await open.isLeft(record.id)
    const recalled = await kept.recall(record, 'session').catch(() => null)
    return recalled?.secret.kind === 'session' ? recalled.secret.session : null
  }

  /**
   * What the password is recognised by is kept before the session: killed in between, there is no session that opens without
   * its password. One that could not be made or kept lets the session stay in memory only.
   */
  const withPasswordCheck = (signedIn: SignedIn) => async (secretId: string): Promise<void> => {
    const check = await signedIn.passwordCheck
    if (check !== null) await passwords?.keep(secretId, check)
  }

  /** Signed in without a password: what is known of one no longer holds. After the session, for the former one still asks for it. */
  const forgetPasswordCheck = async (record: ConnectionRecord, { passwordCheck }: SignedIn): Promise<void> => {
    const ref = secretOf(record, 'session')
    if (ref === null || (await passwordCheck) !== null) return
    await passwords?.keep(ref.id, null).catch((thrown: unknown) => log.warn('connection.passwordCheckNotForgotten', { cause: thrown }))
  }

  const takeIn = async (signedIn: SignedIn, joined: ConnectionRecord | undefined, records: readonly ConnectionRecord[]): Promise<Connection> => {
    const record = recordOf(signedIn, joined, records)
    const secret: Secret = signedIn.credential.kind === 'session' ? { kind: 'session', session: keptSession(signedIn.credential.session, now()) } : signedIn.credential
    const former = secret.kind === 'session' && joined?.session ? await formerSession(joined) : null
    const storage = await kept.keep(record, secret, secret.kind === 'session' ? withPasswordCheck(signedIn) : undefined)
    const connection = open.activate({ record, secret, storage, tried: true })
    // What could not take its place leaves it to the next start.
    const replaced = former !== null && storage === vault.storage()
    if (replaced && secret.kind === 'session' && sessionIdOf(former.accessToken) !== sessionIdOf(secret.session.accessToken)) endings.end(record.server, Promise.resolve(former))
    if (secret.kind === 'session' && storage === vault.storage()) await forgetPasswordCheck(record, signedIn)
    return connection
  }

  return async (signedIn: SignedIn): Promise<Connection> => {
    const records = await kept.known()
    const joined = signedIn.joins === null ? twinOf(records, signedIn) : records.find(({ id }) => id === signedIn.joins)
    return joined ? tests.keptOff(joined.id, () => takeIn(signedIn, joined, records)) : takeIn(signedIn, undefined, records)
  }
}

/** The same person with the same kind of credential at the same server is no second connection; nor is somebody who comes back. */
function twinOf(records: readonly ConnectionRecord[], { server, userId, credential }: SignedIn): ConnectionRecord | undefined {
  const there = records.filter((record) => sameServer(record.server, server))
  return there.find((record) => record[credential.kind]?.userId === userId) ?? there.find(({ uses, lastPerson }) => uses === null && lastPerson?.userId === userId)
}

function recordOf({ server, address, joins, userId, credential }: SignedIn, joined: ConnectionRecord | undefined, records: readonly ConnectionRecord[]): ConnectionRecord {
  const email = credential.kind === 'session' ? credential.session.email : null
  const elsewhere = records.find((record) => sameServer(record.server, server) && [record.session, record.apiKey, record.lastPerson].some((person) => person?.userId === userId))
  const base: ConnectionRecord = joined ?? {
    id: randomUUID(),
    name: defaultName({ server, email }, records.map(({ name }) => name)),
    server,
    address,
    apiKey: null,
    session: null,
    uses: null,
    lastPerson: null,
    lastOrganizationId: elsewhere?.lastOrganizationId ?? null
  }
  const known = base.lastPerson?.userId === userId ? base.lastPerson.email : null
  return {
    ...base,
    server,
    address: joins === null ? address : base.address,
    ...(credential.kind === 'session' ? { session: { userId, email: credential.session.email } } : { apiKey: { userId, fingerprint: fingerprintOf(credential.key) } }),
    uses: credential.kind,
    lastPerson: { userId, email: email ?? known }
  }
}
