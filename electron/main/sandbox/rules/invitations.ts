import { randomUUID } from 'node:crypto'
import type { OrgUserRow } from '../store/rows'
import { compareTimestamps } from '../store/timestamps'
import type { Store } from '../store/store'
import type { SessionActor } from './actor'
import { recordAudit } from './audit'
import { highestRank } from './roleBindings'

/** How the bindings are marked that stand for an invitation and grant nothing. */
const PENDING = new Set<string | null>(['Pending invitation', 'Invited via invite_user_to_org_rbac'])

export type AcceptanceAnswer = 'OK' | 'NO_INVITE' | 'ROLE_NOT_FOUND' | 'INVITER_NOT_FOUND'

/** The inviter could no longer give the role; the real server raises this instead of answering. */
export class InviterOutranked extends Error {
  constructor() {
    super('Admins cannot elevate privileges!')
  }
}

/**
 * Capgo backend: `accept_invitation_to_org`. The newest invitation of the person becomes a membership with the role that
 * it names, as long as whoever invited may still give that role. A binding without its membership row counts as well.
 * @throws InviterOutranked
 */
export function acceptInvitation(store: Store, actor: SessionActor, orgId: string): AcceptanceAnswer {
  const invitation = newestInvitation(store, actor.userId, orgId)
  const pending = pendingBinding(store, actor.userId, orgId)
  if (!invitation && !pending) return 'NO_INVITE'
  const roleName = invitation ? invitation.rbac_role_name : (store.roles.get(pending?.role_id ?? '')?.name ?? null)
  const role = roleName === null ? undefined : store.roleByName(roleName)
  if (role?.scope_type !== 'org' || !role.is_assignable) return 'ROLE_NOT_FOUND'
  if (!pending) return 'INVITER_NOT_FOUND'
  if (highestRank(store, pending.granted_by, orgId) < role.priority_rank) throw new InviterOutranked()

  for (const binding of store.roleBindings.where('principal_id', actor.userId)) {
    if (binding.principal_type === 'user' && binding.scope_type === 'org' && binding.org_id === orgId) store.roleBindings.delete(binding.id)
  }
  const now = store.now()
  store.roleBindings.insert({
    id: randomUUID(), principal_type: 'user', principal_id: actor.userId, role_id: role.id, scope_type: 'org', org_id: orgId, app_id: null, channel_id: null,
    granted_by: actor.userId, granted_at: now, expires_at: null, reason: 'Accepted invitation', is_direct: true
  })
  const before = invitation ?? store.orgUsers.insert({
    id: store.takeId('org_users'), org_id: orgId, user_id: actor.userId, app_id: null, channel_id: null, rbac_role_name: role.name, is_invite: true, created_at: now, updated_at: now
  })
  const after = store.orgUsers.update(before.id, { is_invite: false, rbac_role_name: role.name, updated_at: now })
  recordAudit(store, actor, { table: 'org_users', recordId: before.id, orgId, before, after: after ?? null })
  return 'OK'
}

/** An invitation to the organization itself; rows that name an app or a channel are no such thing. */
function newestInvitation(store: Store, userId: string, orgId: string): OrgUserRow | undefined {
  return store.orgUsers
    .where('user_id', userId)
    .filter((row) => row.org_id === orgId && row.is_invite && row.app_id === null && row.channel_id === null)
    .sort((a, b) => compareTimestamps(b.created_at, a.created_at) || b.id - a.id)[0]
}

function pendingBinding(store: Store, userId: string, orgId: string) {
  return store.roleBindings
    .where('principal_id', userId)
    .filter((binding) => binding.principal_type === 'user' && binding.scope_type === 'org' && binding.org_id === orgId && PENDING.has(binding.reason))
    .sort((a, b) => compareTimestamps(b.granted_at, a.granted_at))[0]
}
