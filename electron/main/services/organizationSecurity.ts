import { randomUUID } from 'node:crypto'
import { AppError, asAppError, type AppErrorData } from '#shared/errors/appError'
import type { Member, PasswordStatus, TwoFactorStatus } from '#shared/domain/member'
import type { OrganizationSummary, SecurityPolicies } from '#shared/domain/organization'
import type { Actor, Completeness, Known, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { isNameless, listMembers, listPasswordStatuses, listTwoFactorStatuses, type MemberRow, type StatusRow } from '../capgo/endpoints/members'
import { listOrganizations } from '../capgo/endpoints/organizations'
import { checkOrganizationPermission, readOwnTwoFactor } from '../capgo/endpoints/permissions'
import type { AllRows } from '../capgo/readAllRows'
import type { ActiveConnection } from './connection/connectionService'

/**
 * Everything the Security page shows of people, in one wave of at most six requests for organizations of up to the
 * server's usual row limit; where a password policy is in force, one more follows the list of organizations. Each fact stands by itself: one failed look-up makes its fact unknown and leaves the others.
 * @throws AppError when neither the organization nor its members could be read, or the session has ended
 */
export async function readOrganizationSecurity(active: ActiveConnection, organizationId: string, now: () => number): Promise<OrganizationSecurity> {
  const { requester, signal, connection } = active
  const listed = listOrganizations(requester, signal)
  const [organizations, members, statuses, permission, ownTwoFactor, passwords] = await Promise.allSettled([
    listed,
    listMembers(requester, organizationId, signal),
    listTwoFactorStatuses(requester, organizationId, signal),
    checkOrganizationPermission(requester, organizationId, 'org.update_settings', signal),
    // For an API key the function asks about nobody and says no (Capgo backend: it looks at the session's user only).
    connection.credential.kind === 'session' ? readOwnTwoFactor(requester, signal) : Promise.resolve(null),
    // Without a policy in force the answer says that everybody complies, which is not worth asking for.
    listed.then(({ rows }) => (policyOf(rows, organizationId)?.enabled ? listPasswordStatuses(requester, organizationId, signal) : null))
  ])
  signal.throwIfAborted()
  if (organizations.status === 'rejected' && members.status === 'rejected') throw asAppError(organizations.reason)

  // A failed list of organizations fails this look-up too, and leaves it open whether a policy is in force.
  const asked = passwords.status === 'fulfilled' ? (passwords.value === null ? null : { ...passwords, value: passwords.value }) : organizations.status === 'fulfilled' ? passwords : null
  const organization = organizations.status === 'fulfilled' ? organizations.value.rows.find((row) => row.id === organizationId) : undefined
  if (organizations.status === 'fulfilled' && !organization && organizations.value.completeness.state === 'complete') {
    throw new AppError({ code: 'notFound', message: 'The organization is not among those of the signed-in person.', retryable: false })
  }
  return {
    organizationId,
    readingId: randomUUID(),
    organizationName: organization?.name ?? '',
    readAt: new Date(now()).toISOString(),
    clockSkewMs: organizations.status === 'fulfilled' ? organizations.value.clockSkewMs : null,
    enforcesTwoFactor: organization ? { known: true, value: organization.enforcesTwoFactor } : unknownBecause(organizations),
    policies: organization ? policiesOf(organization) : unknownBecause(organizations),
    mayUpdateSettings: settledFact(permission),
    actor: {
      userId: connection.userId,
      credential: connection.credential.kind,
      level: connection.credential.kind === 'session' ? connection.credential.level : null,
      twoFactor: ownStatus(connection.userId, ownTwoFactor, statuses)
    },
    members: joinStatuses(members, statuses, asked),
    membersCompleteness: membersCompleteness(members, statuses),
    twoFactorCompleteness: completenessOf(statuses),
    passwordCompleteness: asked && completenessOf(asked)
  }
}

function policyOf(organizations: readonly OrganizationSummary[], organizationId: string): SecurityPolicies['passwordPolicy'] {
  return organizations.find(({ id }) => id === organizationId)?.policies?.passwordPolicy ?? null
}

function policiesOf({ policies }: OrganizationSummary): Known<SecurityPolicies> {
  if (policies !== null) return { known: true, value: policies }
  return { known: false, why: new AppError({ code: 'invalidResponse', message: 'The server left out settings of the organization.', retryable: false }).data }
}

/** The person's own answer where there is one, else their row among the members'. */
function ownStatus(userId: string, own: PromiseSettledResult<boolean | null>, statuses: PromiseSettledResult<AllRows<StatusRow>>): Actor['twoFactor'] {
  const answered = own.status === 'fulfilled' ? own.value : null
  const listed = statuses.status === 'fulfilled' ? statuses.value.rows.find((row) => row.user_id === userId)?.status : undefined
  const enabled = answered ?? listed ?? null
  return enabled === null ? 'unknown' : enabled ? 'enabled' : 'notEnabled'
}

/** A member whom the status look-up does not name is unknown: it covers direct members only, and may have been cut. */
function joinStatuses(members: PromiseSettledResult<AllRows<MemberRow>>, statuses: PromiseSettledResult<AllRows<StatusRow>>, passwords: PromiseSettledResult<AllRows<StatusRow>> | null): Member[] {
  if (members.status === 'rejected') return []
  const [enabled, compliant] = [statusById(statuses), statusById(passwords)]
  return members.value.rows.map((row) => {
    const [hasTwoFactor, complies] = [enabled.get(row.uid), compliant.get(row.uid)]
    // Not all that the server sent of them could be read.
    const unreadable = row.unreadable || hasTwoFactor === null || complies === null
    return {
      id: row.uid,
      email: row.email ?? '',
      role: row.role ?? '',
      twoFactor: statusOf(row, hasTwoFactor ?? undefined),
      password: passwords === null ? 'notAsked' : passwordOf(row, complies ?? undefined),
      ...(unreadable ? { unreadable: true as const } : {})
    }
  })
}

function statusById(statuses: PromiseSettledResult<AllRows<StatusRow>> | null): ReadonlyMap<string, boolean | null> {
  return new Map(statuses?.status === 'fulfilled' ? statuses.value.rows.map(({ user_id: id, status }) => [id, status]) : [])
}

function statusOf(row: MemberRow, enabled: boolean | undefined): TwoFactorStatus {
  if (row.is_tmp) return 'pending'
  if (enabled === undefined) return 'unknown'
  return enabled ? 'enabled' : 'notEnabled'
}

function passwordOf(row: MemberRow, compliant: boolean | undefined): PasswordStatus {
  if (row.is_tmp) return 'pending'
  if (compliant === undefined) return 'unknown'
  return compliant ? 'compliant' : 'nonCompliant'
}

/**
 * A list of members that lacks somebody of whom the other look-up speaks, or everybody, is not the whole: nobody would be
 * shown as affected who is.
 */
function membersCompleteness(members: PromiseSettledResult<AllRows<MemberRow>>, statuses: PromiseSettledResult<AllRows<StatusRow>>): Completeness {
  const completeness = completenessOf(members)
  if (members.status === 'rejected' || completeness.state !== 'complete') return completeness
  const listed = new Set(members.value.rows.filter((row) => !row.is_tmp).map((row) => row.uid))
  // A row whose id cannot be read may be any of those who seem to be missing.
  const nameless = members.value.rows.filter((row) => isNameless(row.uid)).length
  const missing = statuses.status === 'fulfilled' ? Math.max(0, statuses.value.rows.filter((row) => !isNameless(row.user_id) && !listed.has(row.user_id)).length - nameless) : 0
  if (missing === 0 && listed.size > 0) return completeness
  return { state: 'incomplete', received: members.value.rows.length, expected: missing === 0 ? null : members.value.rows.length + missing }
}

function completenessOf(result: PromiseSettledResult<AllRows<unknown>>): Completeness {
  return result.status === 'fulfilled' ? result.value.completeness : { state: 'failed', why: asAppError(result.reason).data }
}

function settledFact<T>(result: PromiseSettledResult<T>): Known<T> {
  return result.status === 'fulfilled' ? { known: true, value: result.value } : { known: false, why: asAppError(result.reason).data }
}

function unknownBecause(result: PromiseSettledResult<unknown>): { known: false; why: AppErrorData } {
  const why =
    result.status === 'rejected'
      ? asAppError(result.reason).data
      : new AppError({ code: 'conflict', message: 'The list of organizations changed while it was read.', retryable: true }).data
  return { known: false, why }
}
