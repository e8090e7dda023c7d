import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { z } from 'zod'
import type { ApiKeyActor, SignedIn } from '../rules/actor'
import { recordAudit } from '../rules/audit'
import { hasPermission } from '../rules/permissions'
import { maySetUpOrganizations } from './apiKeyShapes'
import type { OrgRow } from '../store/rows'
import type { Store } from '../store/store'
import { toTimestamp } from '../store/timestamps'
import { bodyOrQuery, parsed } from './body'
import { CapgoError, refused } from './capgoError'

const body = z.object({ name: z.string().min(3), email: z.email().optional(), website: z.string().optional() })

/** Length of the trial that a new organization begins with, in days. */
const TRIAL_DAYS = 15
const DAY_MS = 86_400_000

/** Sessions may; a key needs the global permission and, still, an administrator's role somewhere. */
function mayCreate(store: Store, actor: SignedIn): boolean {
  if (actor.kind === 'session') return true
  const roles = store.roleBindings.where('principal_id', actor.key.rbac_id).map(({ scope_type, role_id }) => ({ scope_type, role_name: store.roles.get(role_id)?.name ?? '' }))
  return actor.key.global_permissions.includes('org.create') && maySetUpOrganizations(roles)
}

/** `POST /organization`: the caller's person becomes its super admin. */
export async function createOrganization(c: Context, store: Store, actor: SignedIn): Promise<Response> {
  const { name, email, website = null } = parsed(body, await bodyOrQuery(c))
  if (!mayCreate(store, actor)) throw refused('cannot_create_org', 'Cannot create org', { error: 'new row violates row-level security policy for table "orgs"' })
  const now = store.now()
  const org: OrgRow = {
    id: randomUUID(), created_by: actor.userId, created_at: now, updated_at: now, logo: '', name, management_email: email ?? store.users.get(actor.userId)?.email ?? '',
    customer_id: `pending_${randomUUID()}`, stats_updated_at: null, last_stats_updated_at: null, enforcing_2fa: false, email_preferences: {}, password_policy_config: null,
    enforce_hashed_api_keys: false, require_apikey_expiration: false, max_apikey_expiration_days: null, enforce_encrypted_bundles: false,
    required_encryption_key: null, has_usage_credits: false, website, stats_refresh_requested_at: null, onboarding: { intent: 'unknown' }
  }
  store.orgs.insert(org)
  store.billing.insert({
    org_id: org.id, paying: false, trial_left: TRIAL_DAYS, can_use_more: true, is_canceled: false, subscription_start: now,
    subscription_end: toTimestamp(store.nowMs() + 30 * DAY_MS), is_yearly: false, next_stats_update_at: null, credit_available: 0, credit_total: 0, credit_next_expiration: null
  })
  recordAudit(store, actor, { table: 'orgs', recordId: org.id, orgId: org.id, before: null, after: org })
  addSuperAdmin(store, actor, org.id)
  return c.json({ id: org.id })
}

function addSuperAdmin(store: Store, actor: SignedIn, orgId: string): void {
  const now = store.now()
  const row = store.orgUsers.insert({
    id: store.takeId('org_users'), org_id: orgId, user_id: actor.userId, app_id: null, channel_id: null, rbac_role_name: 'org_super_admin', is_invite: false, created_at: now, updated_at: now
  })
  recordAudit(store, actor, { table: 'org_users', recordId: row.id, orgId, before: null, after: row })
  store.roleBindings.insert({
    id: randomUUID(), principal_type: 'user', principal_id: actor.userId, role_id: store.roleByName('org_super_admin')?.id ?? '', scope_type: 'org', org_id: orgId, app_id: null,
    channel_id: null, granted_by: actor.userId, granted_at: now, expires_at: null, reason: 'Auto-granted on org creation', is_direct: true
  })
}

/** `DELETE /organization?orgId`: with everything in it. */
export async function deleteOrganization(c: Context, store: Store, actor: ApiKeyActor): Promise<Response> {
  const asked = (await bodyOrQuery(c)) as { orgId?: unknown }
  const orgId = asked.orgId
  if (typeof orgId !== 'string' || !orgId) throw refused('missing_org_id', 'Missing orgId')
  if (!hasPermission(store, actor, 'org.delete', { org: orgId })) throw new CapgoError(403, 'invalid_org_id', "You can't delete this organization", { org_id: orgId })
  for (const binding of store.roleBindings.where('org_id', orgId)) store.roleBindings.delete(binding.id)
  for (const row of store.orgUsers.where('org_id', orgId)) store.orgUsers.delete(row.id)
  for (const row of store.pendingInvitations.where('org_id', orgId)) store.pendingInvitations.delete(row.id)
  for (const group of store.groups.where('org_id', orgId)) store.groups.delete(group.id)
  for (const app of store.apps.where('owner_org', orgId)) store.apps.delete(app.id)
  for (const row of store.auditLogs.where('org_id', orgId)) store.auditLogs.delete(row.id)
  for (const row of store.passwordCompliance.where('org_id', orgId)) store.passwordCompliance.delete(`${row.user_id}:${orgId}`)
  store.billing.delete(orgId)
  store.orgs.delete(orgId)
  return c.json({ status: 'Organization deleted' })
}
