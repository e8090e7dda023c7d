import { AppError } from '#shared/errors/appError'
import type { KeyState } from '#shared/domain/apiKey'
import type { KeyBinding } from '#shared/domain/keyInventory'
import { keyRolesIn } from '#shared/rules/keyRoles'
import { listKeyBindings, type KeyBindingRow, type OwnKeyRow } from '../../capgo/endpoints/apiKeys'
import type { ActiveConnection } from '../connection/connectionService'
import { readCertainOwnKey } from './ownKeys'

/** An own key as it stands now. */
export interface KeyReading {
  row: OwnKeyRow
  /** Every role that the server shows; null: it shows none to an API key. */
  roles: readonly KeyBindingRow[] | null
}

/**
 * @returns null when there is no such key of the person's
 * @throws AppError when it cannot be read; `conflict` when its roles changed while they were read
 */
export async function readKey(active: ActiveConnection, keyId: number): Promise<KeyReading | null> {
  const row = await readCertainOwnKey(active, keyId)
  return row === null ? null : { row, roles: await readRoles(active, row.rbac_id) }
}

async function readRoles({ requester, signal, connection }: ActiveConnection, rbacId: string | null | undefined): Promise<readonly KeyBindingRow[] | null> {
  if (connection.credential.kind === 'apiKey') return null
  if (rbacId == null) return []
  const { rows, completeness } = await listKeyBindings(requester, { rbacIds: [rbacId] }, signal)
  // An edit gives the key again whatever is returned here: roles of anything else are not its own.
  if (completeness.state === 'complete') return rows.filter(({ principal_id }) => principal_id === rbacId)
  throw new AppError({ code: 'conflict', message: 'The roles of the key changed while they were read.', retryable: true, details: { foundState: 'rolesIncomplete' } })
}

/** Roles on the platform belong to no organization. */
export function bindingsOf(roles: readonly KeyBindingRow[]): KeyBinding[] {
  return roles.flatMap(({ org_id, scope_type, app_id, roles: role }) => (org_id === null ? [] : [{ organizationId: org_id, scope: scope_type, appId: app_id, role: role?.name ?? '' }]))
}

export function mayCreateOrganizations({ global_permissions }: OwnKeyRow): boolean {
  return global_permissions?.includes('org.create') ?? false
}

/** What can be edited of it, in one organization. Where no roles are shown it is as if there were none. */
export function stateOf({ row, roles }: KeyReading, organizationId: string): KeyState {
  return { name: row.name ?? '', expiresAt: row.expires_at, roles: keyRolesIn(bindingsOf(roles ?? []), organizationId), mayCreateOrganizations: mayCreateOrganizations(row) }
}
