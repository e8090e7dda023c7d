import type { KeyBinding } from '#shared/domain/keyInventory'
import { AppError, type AppErrorData } from '#shared/errors/appError'
import { listKeyBindings, type KeyBindingRow } from '../../capgo/endpoints/apiKeys'
import type { ActiveConnection } from '../connection/connectionService'
import type { StoredRole } from './revocationFile'

/**
 * A key's roles in one organization as they are now, whoever's key it is.
 * @throws AppError of the look-up; `conflict` where the list changed while it was read
 */
export async function readRolesIn({ requester, signal }: ActiveConnection, organizationId: string, rbacId: string): Promise<KeyBindingRow[]> {
  const { rows, completeness } = await listKeyBindings(requester, { rbacIds: [rbacId] }, signal)
  if (completeness.state !== 'complete') throw new AppError({ code: 'conflict', message: 'The roles of the key changed while they were read.', retryable: true, details: { foundState: 'rolesIncomplete' } })
  return rows.filter(({ org_id, principal_id }) => org_id === organizationId && principal_id === rbacId)
}

/** As they will be kept. @throws AppError `invalidResponse` for a role without a name */
export function storedRole({ id, principal_id, scope_type, org_id, app_id, channel_id, expires_at, reason, roles }: KeyBindingRow): StoredRole {
  if (org_id === null || roles === null) throw new AppError({ code: 'invalidResponse', message: 'The server does not tell a role of the key.', retryable: false })
  const row = { id, principal_id, scope_type, org_id, app_id, channel_id: channel_id ?? null, expires_at: expires_at ?? null, reason: reason ?? null, roles: { name: roles.name } }
  return { row, state: 'stays', why: null, asked: null }
}

/** Whether the key has exactly the roles that were seen, each as often. */
export function isAsSeen(now: readonly KeyBindingRow[], seen: readonly KeyBinding[], organizationId: string): boolean {
  const words = (scope: string, appId: string | null, role: string): string => JSON.stringify([scope, appId, role])
  const have = now.map(({ scope_type, app_id, roles }) => words(scope_type, app_id, roles?.name ?? '')).sort()
  const saw = seen.filter((one) => one.organizationId === organizationId).map(({ scope, appId, role }) => words(scope, appId, role)).sort()
  return JSON.stringify(have) === JSON.stringify(saw)
}

/** By what it grants and where: a role that was given back has another id. */
export function isThere({ row }: StoredRole, now: readonly KeyBindingRow[]): boolean {
  return now.some(({ scope_type, app_id, channel_id, roles }) => scope_type === row.scope_type && app_id === row.app_id && (channel_id ?? null) === row.channel_id && roles?.name === row.roles.name)
}

/**
 * What a reading says of a role of which something was asked.
 * @param mayStillLand whether, when the reading began, what was asked could still be carried out
 */
export function readAs(role: StoredRole, now: readonly KeyBindingRow[], mayStillLand: boolean): StoredRole {
  if (role.asked === null) return role
  const there = isThere(role, now)
  const undecided = role.state === 'unknown' && mayStillLand
  if (role.asked.what === 'take') {
    if (!there) return { ...role, state: 'taken', why: null }
    return undecided ? role : { ...role, state: 'stays', why: decided(role.why, 'The key still has this role.') }
  }
  if (there) return { ...role, state: 'givenBack', why: null }
  return undecided ? role : { ...role, state: 'taken', why: decided(role.why, 'The key does not have this role.') }
}

/** What was not known is known by now; what the server said of it is kept. */
function decided(why: AppErrorData | null, message: string): AppErrorData {
  if (why !== null && why.code !== 'outcomeUnknown') return why
  return new AppError({ code: 'conflict', message, retryable: true, details: { ...why?.details, foundState: 'readBackDiffers' } }).data
}
