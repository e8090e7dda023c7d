import type { PrincipalType, RoleBindingRow, RoleRow } from '../store/rows'
import { instantOf } from '../store/timestamps'
import type { Store } from '../store/store'
import type { Actor } from './actor'
import { isDisarmedByHashEnforcement, isExpired } from './apiKeys'
import { meetsPasswordPolicy } from './passwordPolicy'
import { isBlockedByEnforcement } from './twoFactor'

/** Where a permission is asked for. `app` is the UUID of the app's row; `channel` the UUID (`rbac_id`) of the channel's. */
export interface Scope {
  org: string
  app?: string | undefined
  channel?: string | undefined
}

/** The bindings in force of one principal; a person's include those of the groups that they are in. */
export function bindingsOf(store: Store, type: PrincipalType, id: string): RoleBindingRow[] {
  const own = store.roleBindings.where('principal_id', id).filter((binding) => binding.principal_type === type)
  const groups = type === 'user' ? store.groupMembers.where('user_id', id) : []
  const inherited = groups.flatMap(({ group_id }) => store.roleBindings.where('principal_id', group_id).filter((binding) => binding.principal_type === 'group'))
  return [...own, ...inherited].filter(({ expires_at }) => expires_at === null || instantOf(expires_at) > store.nowMs())
}

/** The role with the highest rank that a person holds on the organization itself, or undefined. */
export function highestOrgRole(store: Store, userId: string, orgId: string): RoleRow | undefined {
  let highest: RoleRow | undefined
  for (const binding of bindingsOf(store, 'user', userId)) {
    if (binding.scope_type !== 'org' || binding.org_id !== orgId) continue
    const role = store.roles.get(binding.role_id)
    if (role?.is_assignable && role.priority_rank > (highest?.priority_rank ?? -1)) highest = role
  }
  return highest
}

function reaches(binding: RoleBindingRow, scope: Scope): boolean {
  if (binding.org_id !== scope.org) return false
  if (binding.scope_type === 'org') return true
  if (binding.scope_type === 'app') return scope.app !== undefined && binding.app_id === scope.app
  return binding.scope_type === 'channel' && scope.channel !== undefined && binding.channel_id === scope.channel
}

/** Whether the bindings of a principal grant the permission, without regard to enforcement. */
export function isGranted(store: Store, type: PrincipalType, id: string, permission: string, scope: Scope): boolean {
  return bindingsOf(store, type, id).some((binding) => reaches(binding, scope) && store.roles.get(binding.role_id)?.permissions.includes(permission))
}

/**
 * Capgo backend: `rbac_check_permission_direct`. A session also has to pass the organization's 2FA enforcement and its
 * password policy; an API key counts with its own bindings and passes both by.
 */
export function hasPermission(store: Store, actor: Actor, permission: string, scope: Scope): boolean {
  const org = store.orgs.get(scope.org)
  if (!org || actor.kind === 'anonymous') return false
  if (actor.kind === 'apiKey') {
    if (isExpired(store, actor.key) || isDisarmedByHashEnforcement(store, actor.key)) return false
    return isGranted(store, 'apikey', actor.key.rbac_id, permission, scope)
  }
  if (isBlockedByEnforcement(store, org, actor.userId) || !meetsPasswordPolicy(store, org, actor.userId)) return false
  return isGranted(store, 'user', actor.userId, permission, scope)
}
