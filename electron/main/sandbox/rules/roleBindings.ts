import { randomUUID } from 'node:crypto'
import { isUuid } from '../store/uuid'
import type { PrincipalType, RoleBindingRow, RoleRow, ScopeType } from '../store/rows'
import type { Store } from '../store/store'
import { bindingsOf } from './permissions'

export interface BindingWish {
  role_name: string
  scope_type: ScopeType
  org_id: string
  app_id?: string | null | undefined
  channel_id?: string | number | null | undefined
  reason?: string | undefined
}

/** A binding that the server refuses, with the status and sentence of the real one. */
export class BindingRefused extends Error {
  constructor(
    readonly status: 400 | 403 | 404,
    message: string
  ) {
    super(message)
  }
}

/** What the real server's database refuses: a malformed id, or a second role of the principal at the same scope. */
export class BindingImpossible extends Error {}

/** The highest rank that a person's bindings in the organization carry, whatever their scope. */
export function highestRank(store: Store, userId: string, orgId: string): number {
  const ranks = bindingsOf(store, 'user', userId).filter((binding) => binding.org_id === orgId).map((binding) => store.roles.get(binding.role_id)?.priority_rank ?? 0)
  return Math.max(0, ...ranks)
}

/** @throws BindingRefused when the role cannot be given at this scope by this person */
function assignableRole(store: Store, wish: BindingWish, grantedBy: string): RoleRow {
  const role = store.roleByName(wish.role_name)
  if (!role) throw new BindingRefused(404, 'Role not found')
  if (!role.is_assignable) throw new BindingRefused(403, 'Role is not assignable')
  if (role.scope_type !== wish.scope_type) throw new BindingRefused(400, 'Role scope_type does not match binding scope')
  if (role.priority_rank > highestRank(store, grantedBy, wish.org_id)) throw new BindingRefused(403, 'Cannot assign a role with higher privileges than your own')
  return role
}

/** Checks that app and channel belong where they should. @returns the channel's `rbac_id` for a channel scope, else null */
function scopedChannel(store: Store, wish: BindingWish): string | null {
  if (wish.scope_type === 'app' && !wish.app_id) throw new BindingRefused(400, 'app_id required for app scope')
  const hasChannel = wish.channel_id !== null && wish.channel_id !== undefined && String(wish.channel_id).trim() !== ''
  if (wish.scope_type === 'channel' && (!wish.app_id || !hasChannel)) throw new BindingRefused(400, 'app_id and channel_id required for channel scope')
  if (wish.scope_type === 'org') return null
  if (!isUuid(wish.app_id ?? '')) throw new BindingImpossible('the app is named by the UUID of its row')
  const app = store.apps.get(wish.app_id ?? '')
  if (!app || app.owner_org !== wish.org_id) throw new BindingRefused(404, 'App not found in this org')
  if (wish.scope_type === 'app') return null
  const named = String(wish.channel_id).trim()
  const channel = store.channels.where('app_id', app.app_id).find(({ id, rbac_id }) => (/^\d+$/.test(named) ? id === Number(named) : rbac_id === named))
  if (!channel) throw new BindingRefused(404, 'Channel not found in this app/org')
  return channel.rbac_id
}

/** Whether the principal can be bound in the organization at all. @throws BindingRefused */
export function requirePrincipal(store: Store, type: PrincipalType, id: string, orgId: string): void {
  if (type === 'group') {
    if (store.groups.get(id)?.org_id !== orgId) throw new BindingRefused(400, 'Group not found in this org')
    return
  }
  const owner = type === 'user' ? id : store.apiKeys.where('rbac_id', id)[0]?.user_id
  const isActive = owner !== undefined && bindingsOf(store, 'user', owner).some((binding) => binding.org_id === orgId)
  if (isActive) return
  if (type === 'apikey') throw new BindingRefused(400, 'Invalid API key or access')
  const isInvited = store.orgUsers.where('user_id', id).some((row) => row.org_id === orgId && row.is_invite)
  throw new BindingRefused(400, isInvited ? 'User has not accepted the org invitation yet' : 'User is not a member of this org')
}

function isSameScope(a: RoleBindingRow, b: RoleBindingRow): boolean {
  return a.scope_type === b.scope_type && a.org_id === b.org_id && a.app_id === b.app_id && a.channel_id === b.channel_id
}

/**
 * Binds a principal to a role, after all of the real server's checks.
 * @throws BindingRefused, or BindingImpossible where its database would fail
 */
export function createBinding(store: Store, type: PrincipalType, principalId: string, wish: BindingWish, grantedBy: string): RoleBindingRow {
  const role = assignableRole(store, wish, grantedBy)
  const channelId = scopedChannel(store, wish)
  requirePrincipal(store, type, principalId, wish.org_id)
  const row: RoleBindingRow = {
    id: randomUUID(), principal_type: type, principal_id: principalId, role_id: role.id, scope_type: wish.scope_type, org_id: wish.org_id,
    app_id: wish.scope_type === 'org' ? null : (wish.app_id ?? null), channel_id: channelId, granted_by: grantedBy, granted_at: store.now(),
    expires_at: null, reason: wish.reason ?? null, is_direct: true
  }
  if (store.roleBindings.where('principal_id', principalId).some((other) => isSameScope(other, row))) throw new BindingImpossible('one role per principal and scope')
  return store.roleBindings.insert(row)
}

/** Whether taking this binding away, or another role in its place, would leave the organization without a super admin. */
export function isLastSuperAdmin(store: Store, binding: RoleBindingRow): boolean {
  const superAdmin = store.roleByName('org_super_admin')?.id
  if (binding.role_id !== superAdmin || binding.scope_type !== 'org' || binding.principal_type !== 'user') return false
  return !store.roleBindings.where('org_id', binding.org_id).some(
    (other) => other.id !== binding.id && other.principal_type === 'user' && other.scope_type === 'org' && other.role_id === superAdmin && other.expires_at === null
  )
}
