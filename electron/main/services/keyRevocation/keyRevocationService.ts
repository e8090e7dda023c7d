import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { KeyRevocation } from '#shared/domain/keyRevocation'
import { AppError, asAppError, type AppErrorData } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import { listOrganizationKeys, type OrganizationKeyRow } from '../../capgo/endpoints/apiKeys'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import { giveKeyRole, removeRoleBinding } from '../../capgo/endpoints/roleBindings'
import type { Journal, JournalResult } from '../../journal/journal'
import type { Logger } from '../../log/logger'
import { rolesInWords } from '../apiKeys/createKey'
import { sameAgain } from '../apiKeys/keyBindings'
import { mayLandForMs } from '../apiKeys/lostKeyRequest'
import { createOneAtATime } from '../apiKeys/oneAtATime'
import { fateOfWrite, notAsSeen, sessionOnly } from '../apiKeys/refusals'
import type { ActiveConnection } from '../connection/connectionService'
import { notApplied, outcomeUnknown } from '../lostAnswer'
import { isOf, placeOf } from '../ownPlace'
import { settled } from '../settled'
import { createRevocationFile, toldRevocation, type StoredRevocation, type StoredRole } from './revocationFile'
import { isAsSeen, isThere, readAs, readRolesIn, storedRole } from './revokedRoles'

export interface KeyRevocationDeps {
  path: string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  /** Writes down what is sent before it is, and what came of it. */
  journal: Pick<Journal, 'begin'>
  /** @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  now(): number
  /** Milliseconds on a clock that only goes forward: nobody sets it, and it begins anew with the program. */
  uptime(): number
  log: Logger
  /** Milliseconds before the second look after a lost answer; a request still on its way has then had time to land. */
  secondLookMs?: number
}

type Standing = Pick<StoredRole, 'state' | 'why'>
type What = NonNullable<StoredRole['asked']>['what']

export type KeyRevocationService = ReturnType<typeof createKeyRevocationService>

/**
 * Disarms somebody else's key by taking its roles in one organization away, and gives them back. What is to be taken is on
 * the disk before the first request, what is asked for each role before that request: after a crash nothing is forgotten
 * and nothing sent twice.
 */
export function createKeyRevocationService({ path, active, journal, requirePresence, now, uptime, log, secondLookMs = 2000 }: KeyRevocationDeps) {
  const file = createRevocationFile(path, ({ reason }) => log.warn('keyRevocation.setAside', { reason }))
  const alone = createOneAtATime()
  const begunAt = uptime()
  /** By what was asked: when it was given up, by `uptime`; null: it was answered, so nothing of it is on its way. Of former runs nothing is known. */
  const givenUpAt = new Map<string, number | null>()
  const asking = (revocation: StoredRevocation, at: number): string => `${revocation.id} ${String(at)}`
  const mayStillLand = (revocation: StoredRevocation, at: number, lookedAt: number): boolean => {
    const since = givenUpAt.get(asking(revocation, at))
    return since !== null && lookedAt - (since ?? begunAt) < mayLandForMs
  }
  const iso = (): string => new Date(now()).toISOString()

  const put = async (revocation: StoredRevocation): Promise<StoredRevocation> => {
    await file.update(({ revocations }) => ({ revocations: revocations.some(({ id }) => id === revocation.id) ? revocations.map((one) => (one.id === revocation.id ? revocation : one)) : [revocation, ...revocations] }))
    return revocation
  }
  const withRole = (revocation: StoredRevocation, at: number, role: StoredRole): StoredRevocation => ({ ...revocation, roles: revocation.roles.map((one, index) => (index === at ? role : one)) })

  /** What reading says of roles of which nobody knows. @throws AppError where they cannot be read */
  const readNow = async (open: ActiveConnection, revocation: StoredRevocation): Promise<StoredRevocation> => {
    const lookedAt = uptime()
    const found = await readRolesIn(open, revocation.organizationId, revocation.rbacId)
    return put({ ...revocation, roles: revocation.roles.map((role, at) => (role.state === 'unknown' ? readAs(role, found, mayStillLand(revocation, at, lookedAt)) : role)) })
  }

  /**
   * Asks for one role after the other, each once, and reads all of them back: an answer alone says of no role that it is taken or there.
   * @param wanted the positions of the roles that are asked for
   */
  const carryOut = async (open: ActiveConnection, begun: StoredRevocation, wanted: readonly number[], what: What, send: (role: StoredRole) => Promise<void>): Promise<StoredRevocation> => {
    let revocation = begun
    let stopped: AppErrorData | null = null
    for (const at of wanted) {
      const role = revocation.roles[at]
      if (!role) continue
      const before = role.state
      if (stopped !== null) {
        revocation = withRole(revocation, at, { ...role, why: stopped })
        continue
      }
      revocation = await put(withRole(revocation, at, { ...role, state: 'unknown', why: null, asked: { what, at: iso() } }))
      const standing = await send(role).then(
        (): Standing & { answered: boolean } => ({ state: 'unknown', why: unread, answered: true }),
        (thrown: unknown): Standing & { answered: boolean } => {
          const error = asAppError(thrown)
          const fate = fateOfWrite(error)
          // Without a network, or where silence is asked for, the others would not get there either.
          if (fate === 'notSent' || error.code === 'rateLimited' || error.code === 'sessionEnded') stopped = error.data
          if (fate === 'notSent') return { state: before, why: notApplied(error).data, answered: true }
          // Gone by another hand, or never seen by the function (a gateway's): reading tells which.
          if (what === 'take' && error.code === 'notFound') return { state: 'unknown', why: outcomeUnknown(error, 'The role was not found.', 'unreadable').data, answered: true }
          if (fate === 'refused') return { state: before, why: error.data, answered: true }
          return { state: 'unknown', why: outcomeUnknown(error, 'The answer was lost.', 'unknown').data, answered: false }
        }
      )
      givenUpAt.set(asking(revocation, at), standing.answered ? null : uptime())
      // Refused, or never sent: nothing was asked that could still come.
      const { state, why } = standing
      revocation = withRole(revocation, at, { ...role, state, why, asked: state === before ? role.asked : { what, at: iso() } })
    }
    revocation = await put(revocation)
    const unsure = (): boolean => revocation.roles.some(({ state }) => state === 'unknown')
    revocation = await readNow(open, revocation).catch(() => revocation)
    if (!unsure()) return revocation
    await wait(secondLookMs)
    return readNow(open, revocation).catch(() => revocation)
  }

  const journalledChange = async (open: ActiveConnection, kind: 'keyRolesTaken' | 'keyRolesGivenBack', revocation: StoredRevocation, wanted: readonly number[], task: () => Promise<StoredRevocation>): Promise<StoredRevocation> => {
    const words = rolesInWords(wanted.flatMap((at) => (revocation.roles[at] ? [{ role_name: revocation.roles[at].row.roles.name }] : [])))
    const [before, after] = kind === 'keyRolesTaken' ? [words, []] : [[], words]
    const { organizationId: id, organizationName: name, keyId, keyName } = revocation
    const entry = await journal.begin({ kind, connection: open.connection, organization: { id, name }, key: { id: keyId, name: keyName }, changes: [{ field: 'roles', before, after }] })
    try {
      const done = await task()
      await entry.outcome(resultOf(done, wanted, kind === 'keyRolesTaken' ? 'taken' : 'givenBack'))
      return done
    } catch (thrown) {
      await entry.outcome({ word: 'unknown', code: asAppError(thrown).code })
      throw thrown
    }
  }

  const find = async (open: ActiveConnection, revocationId: string): Promise<StoredRevocation> => {
    const kept = (await file.read()).value.revocations.find((one) => one.id === revocationId && isOf(one, placeOf(open)))
    if (kept) return kept
    throw new AppError({ code: 'notFound', message: 'There is no such revocation.', retryable: false })
  }
  const keyOf = (open: ActiveConnection, rbacId: string): string => `${open.connection.server} ${rbacId}`

  return {
    /** Looks again at what is not known. @throws AppError `storageFailed` */
    async list({ organizationId }: ParsedInput<'keyRevocation.list'>): Promise<KeyRevocation[]> {
      const open = await active()
      const kept = (await file.read()).value.revocations.filter((one) => one.organizationId === organizationId && isOf(one, placeOf(open)))
      const look = async (one: StoredRevocation): Promise<StoredRevocation> =>
        one.roles.some(({ state }) => state === 'unknown') ? alone(keyOf(open, one.rbacId), () => readNow(open, one)).catch(() => one) : one
      const looked = await Promise.all(kept.map(look))
      return looked.map(toldRevocation)
    },

    /**
     * @throws AppError `presenceNeeded`; `credentialCannot` (an API key); `conflict` (`gone`, `drifted`: nothing was sent;
     * `changeInFlight`); `storageFailed` (nothing was sent); the server's refusal where not one role was taken
     */
    async revoke({ organizationId, keyId, name, rbacId, seen }: ParsedInput<'keyRevocation.revoke'>): Promise<KeyRevocation> {
      await requirePresence()
      const open = await active()
      requireSession(open)
      return alone(keyOf(open, rbacId), async () => {
        const [roles, keys, organizations] = await Promise.all([readRolesIn(open, organizationId, rbacId), listOrganizationKeys(open.requester, organizationId, open.signal), settled(listOrganizations(open.requester, open.signal))])
        const key = requireKey(keys.rows, keyId, name, rbacId)
        if (roles.length === 0 || !isAsSeen(roles, seen, organizationId)) throw notAsSeen('drifted')
        const organizationName = (organizations.known ? organizations.value.rows.find(({ id }) => id === organizationId)?.name : undefined) ?? ''
        const begun: StoredRevocation = {
          ...placeOf(open), id: randomUUID(), organizationId, organizationName, keyId, rbacId, keyName: name, ownerEmail: key.owner_email ?? null, at: iso(), roles: roles.map(storedRole)
        }
        await put(begun)
        const all = begun.roles.map((_, at) => at)
        const done = await journalledChange(open, 'keyRolesTaken', begun, all, () => carryOut(open, begun, all, 'take', ({ row }) => removeRoleBinding(open.requester, row.id))).catch(async (thrown: unknown) => {
          // The journal could not be written: nothing was sent, and there is nothing to be given back.
          await forgetUntouched(begun.id)
          throw thrown
        })
        const refused = done.roles.every(isUntouched) ? done.roles.find(({ why }) => why !== null)?.why : null
        if (refused) {
          await forgetUntouched(done.id)
          throw new AppError(refused)
        }
        return toldRevocation(done)
      })
    },

    /**
     * Gives back what was taken, as it was; what the key has again by then is not asked for.
     * @throws AppError `presenceNeeded`, `credentialCannot`, `notFound`, `conflict` (`changeInFlight`), `storageFailed`, and where the roles cannot be read
     */
    async undo({ revocationId }: ParsedInput<'keyRevocation.undo'>): Promise<KeyRevocation> {
      await requirePresence()
      const open = await active()
      requireSession(open)
      const kept = await find(open, revocationId)
      return alone(keyOf(open, kept.rbacId), async () => {
        const lookedAt = uptime()
        const found = await readRolesIn(open, kept.organizationId, kept.rbacId)
        const begun = await put({
          ...kept,
          roles: kept.roles.map((role, at): StoredRole => {
            // One that was asked for and found to stay is looked at again, too: what this program asked for is given back.
            const read = role.state === 'unknown' || role.state === 'stays' ? readAs(role, found, mayStillLand(kept, at, lookedAt)) : role
            if (read.state !== 'taken') return read
            return isThere(read, found) ? { ...read, state: 'givenBack', why: null } : { ...read, why: whyNotAgain(read) }
          })
        })
        const wanted = begun.roles.flatMap((role, at) => (role.state === 'taken' && whyNotAgain(role) === null ? [at] : []))
        if (wanted.length === 0) return toldRevocation(begun)
        return toldRevocation(
          await journalledChange(open, 'keyRolesGivenBack', begun, wanted, () =>
            carryOut(open, begun, wanted, 'giveBack', async ({ row }) => {
              await giveKeyRole(open.requester, kept.rbacId, sameAgain(row))
            })
          )
        )
      })
    },

    /**
     * Takes one off the list; the journal keeps what was done. Which roles were taken is known here alone, so that those that
     * could still be given back are given up only where the person says so.
     * @throws AppError `notFound`, `conflict` (`rolesToGiveBack`, `changeInFlight`), `storageFailed`
     */
    async dismiss({ revocationId, alsoTaken }: ParsedInput<'keyRevocation.dismiss'>): Promise<null> {
      const open = await active()
      const kept = await find(open, revocationId)
      return alone(keyOf(open, kept.rbacId), async () => {
        const { roles } = await find(open, revocationId)
        if (!alsoTaken && roles.some(({ state }) => state === 'taken' || state === 'unknown')) {
          throw new AppError({ code: 'conflict', message: 'Roles of this key can still be given back.', retryable: false, details: { foundState: 'rolesToGiveBack' } })
        }
        await file.update(({ revocations }) => ({ revocations: revocations.filter(({ id }) => id !== revocationId) }))
        return null
      })
    }
  }

  /** Nothing of it was taken, nor could be. */
  async function forgetUntouched(revocationId: string): Promise<void> {
    await file.update(({ revocations }) => ({ revocations: revocations.filter(({ id, roles }) => id !== revocationId || !roles.every(isUntouched)) }))
  }
}

const unread: AppErrorData = new AppError({ code: 'outcomeUnknown', message: 'The server says that it is done; it could not be read back.', retryable: false, details: { foundState: 'unreadable' } }).data

const isUntouched = ({ state, asked }: StoredRole): boolean => state === 'stays' && asked === null

/** Why a role cannot be asked for as it was (it runs out, say); null: it can. */
function whyNotAgain({ row }: StoredRole): AppErrorData | null {
  try {
    sameAgain(row)
    return null
  } catch (thrown) {
    return asAppError(thrown).data
  }
}

/** @throws AppError `credentialCannot` (Capgo backend: "API keys cannot manage role bindings") */
function requireSession({ connection }: ActiveConnection): void {
  if (connection.credential.kind !== 'session') throw sessionOnly('Roles are taken and given by a person, signed in with a session; an API key cannot.')
}

/** @throws AppError `conflict` */
function requireKey(keys: readonly OrganizationKeyRow[], keyId: number, name: string, rbacId: string): OrganizationKeyRow {
  const key = keys.find(({ id }) => id === keyId)
  if (!key) throw notAsSeen('gone')
  if ((key.name ?? '') !== name || key.rbac_id !== rbacId) throw notAsSeen('drifted')
  return key
}

function resultOf({ roles }: StoredRevocation, wanted: readonly number[], asAsked: StoredRole['state']): JournalResult {
  const asked = wanted.flatMap((at) => roles[at] ?? [])
  const code = asked.find(({ why }) => why !== null)?.why
  const said = code?.details?.backendCode ?? code?.code ?? null
  const done = asked.filter(({ state }) => state === asAsked).length
  if (done === asked.length) return { word: 'applied' }
  if (asked.some(({ state }) => state === 'unknown')) return { word: 'unknown', code: said }
  return { word: done > 0 ? 'partlyApplied' : 'refused', code: said }
}
