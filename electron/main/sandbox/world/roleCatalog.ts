import type { ScopeType } from '../store/rows'
import type { Timestamp } from '../store/timestamps'
import { seededUuid } from './seededUuid'
import type { WorldRole } from './world'

// Capgo's built-in roles: what each grants itself, and whose permissions it takes over. Checked against recorded answers.

const CHANNEL_READ = ['channel.read', 'channel.read_audit', 'channel.read_forced_devices', 'channel.read_history']
const CHANNEL_DEVELOP = ['channel.manage_forced_devices', 'channel.promote_bundle', 'channel.rollback_bundle']
const APP_READ = ['app.read', 'app.read_audit', 'app.read_bundles', 'app.read_channels', 'app.read_devices', 'app.read_logs', ...CHANNEL_READ]

interface Definition {
  scope: ScopeType
  rank: number
  description: string
  grants: readonly string[]
  takesOver?: readonly string[]
  isAssignable?: false
}

const definitions: Readonly<Record<string, Definition>> = {
  org_super_admin: {
    scope: 'org', rank: 95, description: 'Super admin for an org (same permissions as org_admin)', takesOver: ['org_admin'],
    grants: ['app.delete', 'app.transfer', 'org.delete', 'org.update_billing']
  },
  org_admin: {
    scope: 'org', rank: 90, description: 'Full org administration', takesOver: ['app_admin'],
    grants: ['org.create_app', 'org.invite_user', 'org.manage_apikeys', 'org.read', 'org.read_audit', 'org.read_billing', 'org.read_billing_audit', 'org.read_invoices', 'org.read_members', 'org.update_settings', 'org.update_user_roles']
  },
  org_billing_admin: {
    scope: 'org', rank: 80, description: 'Billing-only administrator for an org',
    grants: ['org.create_app', 'org.read', 'org.read_billing', 'org.read_billing_audit', 'org.read_invoices', 'org.update_billing']
  },
  apikey_manager: { scope: 'org', rank: 78, description: 'Manage API keys for CI/CD without org role assignment rights', grants: ['org.manage_apikeys', 'org.read'] },
  org_member: { scope: 'org', rank: 75, description: 'Basic org member: org-only access', grants: ['org.create_app', 'org.read', 'org.read_members'] },
  apikey_org_reader: { scope: 'org', rank: 10, description: 'Read-only org access for API keys', grants: ['org.read'], isAssignable: false },
  app_admin: {
    scope: 'app', rank: 70, description: 'Full administration of an app', takesOver: ['app_developer', 'bundle_admin', 'channel_admin'],
    grants: ['app.create_channel', 'app.update_settings', 'app.update_user_roles', 'bundle.delete']
  },
  app_preview: {
    scope: 'app', rank: 69, description: 'Preview deployment bootstrap for an app: upload bundles and create channels',
    grants: ['app.create_channel', 'app.read', 'app.read_bundles', 'app.upload_bundle']
  },
  app_developer: {
    scope: 'app', rank: 68, description: 'Developer access: upload bundles, manage devices, but no destructive operations', takesOver: ['app_uploader'],
    grants: ['app.build_native', 'app.create_channel', 'app.manage_devices', 'app.manage_notifications', ...CHANNEL_DEVELOP]
  },
  app_uploader: { scope: 'app', rank: 66, description: 'Upload-only access: read app data and upload bundles', takesOver: ['app_reader'], grants: ['app.upload_bundle', 'channel.promote_bundle'] },
  app_reader: { scope: 'app', rank: 65, description: 'Read-only access to an app', grants: APP_READ },
  app_notifications: { scope: 'app', rank: 64, description: 'Send and inspect notifications for an app without device or update settings access', grants: ['app.manage_notifications'] },
  bundle_admin: { scope: 'bundle', rank: 62, description: 'Full administration of a bundle', takesOver: ['bundle_reader'], grants: [] },
  bundle_reader: { scope: 'bundle', rank: 61, description: 'Read-only access to a bundle', grants: [] },
  channel_preview: { scope: 'channel', rank: 68, description: 'Preview channel lifecycle', grants: ['channel.delete', 'channel.promote_bundle', 'channel.read'], isAssignable: false },
  channel_admin: { scope: 'channel', rank: 60, description: 'Full administration of a channel', takesOver: ['channel_reader'], grants: ['channel.delete', 'channel.update_settings', ...CHANNEL_DEVELOP] },
  channel_developer: {
    scope: 'channel', rank: 58, description: 'Developer access to a channel: promote and rollback bundles without settings writes', grants: [...CHANNEL_READ, ...CHANNEL_DEVELOP]
  },
  channel_uploader: { scope: 'channel', rank: 57, description: 'Upload-only access to a channel: read metadata and promote bundles', grants: ['channel.promote_bundle', 'channel.read'] },
  channel_reader: { scope: 'channel', rank: 55, description: 'Read-only access to a channel', grants: CHANNEL_READ }
}

function allGrants(name: string): string[] {
  const definition = definitions[name]
  return definition ? [...definition.grants, ...(definition.takesOver ?? []).flatMap(allGrants)] : []
}

export const roleIdOf = (name: string) => seededUuid(`role ${name}`)

export function roleCatalog(createdAt: Timestamp): WorldRole[] {
  return Object.entries(definitions).map(([name, { scope, rank, description, grants, takesOver = [], isAssignable = true }]) => ({
    id: roleIdOf(name), name, scope_type: scope, description, priority_rank: rank, is_assignable: isAssignable, created_at: createdAt, created_by: null,
    permissions: grants, inherits: takesOver, permissions_with_inherited: [...new Set(allGrants(name))].sort()
  }))
}

export function permissionCatalog(): { key: string; scope_type: string; description: string }[] {
  const keys = new Set(Object.keys(definitions).flatMap(allGrants))
  return [...keys].sort().map((key) => ({ key, scope_type: key.split('.')[0] === 'bundle' ? 'app' : (key.split('.')[0] ?? 'org'), description: key.replace(/[._]/g, ' ') }))
}
