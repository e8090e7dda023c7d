import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ApiKeyActor, SignedIn } from '../rules/actor'
import { recordAudit } from '../rules/audit'
import { bindingsOf, hasPermission } from '../rules/permissions'
import { isLastSuperAdmin } from '../rules/roleBindings'
import type { Store } from '../store/store'
import { instantOf, toTimestamp } from '../store/timestamps'
import { bodyOrQuery, parsed } from './body'
import { cannotAccessOrganization, CapgoError, refused } from './capgoError'

const ROLES = ['org_member', 'org_billing_admin', 'org_admin', 'org_super_admin'] as const
const LEGACY = ['read', 'upload', 'write', 'admin', 'super_admin', 'invite_read', 'invite_upload', 'invite_write', 'invite_admin', 'invite_super_admin'] as const
const invitation = z.object({ orgId: z.string(), email: z.email(), invite_type: z.enum([...ROLES, ...LEGACY]) })
const removal = z.object({ orgId: z.string(), email: z.email() })

function roleOf(inviteType: string): string {
  const legacy = inviteType.replace(/^invite_/, '')
  if (legacy === 'super_admin') return 'org_super_admin'
  if (legacy === 'admin') return 'org_admin'
  return ROLES.find((role) => role === inviteType) ?? 'org_member'
}

const notInvited = (data: string) => refused('error_inviting_user_to_organization', 'Error inviting user to organization', { data })

/** `POST /organization/members`: invites somebody who has an account; an address without one cannot be invited here. */
export async function inviteMember(c: Context, store: Store, actor: ApiKeyActor): Promise<Response> {
  const { orgId, email, invite_type } = parsed(invitation, await bodyOrQuery(c))
  if (!hasPermission(store, actor, 'org.invite_user', { org: orgId })) throw cannotAccessOrganization(orgId)
  const role = store.roleByName(roleOf(invite_type))
  if (!role) throw notInvited('ROLE_NOT_FOUND')
  const isSuper = role.name === 'org_super_admin'
  const rank = Math.max(0, ...bindingsOf(store, 'apikey', actor.key.rbac_id).filter((binding) => binding.org_id === orgId).map((binding) => store.roles.get(binding.role_id)?.priority_rank ?? 0))
  if (rank < role.priority_rank || (isSuper && !hasPermission(store, actor, 'org.update_user_roles', { org: orgId }))) throw notInvited('NO_RIGHTS')
  const user = store.userByEmail(email)
  if (!user) throw notInvited(store.pendingInvitations.where('org_id', orgId).some((row) => row.email === email) ? 'ALREADY_INVITED' : 'NO_EMAIL')
  if (store.orgUsers.where('user_id', user.id).some((row) => row.org_id === orgId)) throw notInvited('ALREADY_INVITED')
  const now = store.now()
  const row = store.orgUsers.insert({
    id: store.takeId('org_users'), org_id: orgId, user_id: user.id, app_id: null, channel_id: null, rbac_role_name: role.name, is_invite: true, created_at: now, updated_at: now
  })
  recordAudit(store, actor, { table: 'org_users', recordId: row.id, orgId, before: null, after: row })
  // A binding that expired a second ago marks the invitation; accepting it makes a real one.
  store.roleBindings.insert({
    id: randomUUID(), principal_type: 'user', principal_id: user.id, role_id: role.id, scope_type: 'org', org_id: orgId, app_id: null, channel_id: null,
    granted_by: actor.userId, granted_at: now, expires_at: toTimestamp(instantOf(now) - 1000), reason: 'Pending invitation', is_direct: true
  })
  return c.json({ status: 'ok' })
}

/** `DELETE /organization/members`. The last super admin cannot be removed. */
export async function removeMember(c: Context, store: Store, actor: SignedIn): Promise<Response> {
  const { orgId, email } = parsed(removal, await bodyOrQuery(c))
  if (!hasPermission(store, actor, 'org.update_user_roles', { org: orgId })) throw cannotAccessOrganization(orgId)
  const user = store.userByEmail(email)
  if (!user) throw new CapgoError(404, 'user_not_found', 'User not found', { error: { code: 'PGRST116', message: 'Cannot coerce the result to a single JSON object' } })
  const memberships = store.orgUsers.where('user_id', user.id).filter((row) => row.org_id === orgId)
  if (memberships.length === 0) throw new CapgoError(404, 'organization_member_not_found', 'User is not a member of this organization', { orgId, email })
  const bindings = store.roleBindings.where('principal_id', user.id).filter((binding) => binding.org_id === orgId)
  if (bindings.some((binding) => isLastSuperAdmin(store, binding))) {
    const error = { code: 'P0001', message: 'CANNOT_DELETE_LAST_SUPER_ADMIN_BINDING', details: null, hint: null }
    throw refused('error_deleting_user_from_organization', 'Error deleting user from organization', { error })
  }
  for (const row of memberships) {
    store.orgUsers.delete(row.id)
    recordAudit(store, actor, { table: 'org_users', recordId: row.id, orgId, before: row, after: null })
  }
  for (const binding of bindings) store.roleBindings.delete(binding.id)
  return c.json({ status: 'ok' })
}
