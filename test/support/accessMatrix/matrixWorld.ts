import { demoOrganization } from '../../../electron/main/sandbox/world/demoOrganizations'
import { permissionCatalog, roleCatalog, roleIdOf } from '../../../electron/main/sandbox/world/roleCatalog'
import { seededUuid } from '../../../electron/main/sandbox/world/seededUuid'
import { sha256 } from '../../../electron/main/sandbox/store/hashing'
import { toTimestamp } from '../../../electron/main/sandbox/store/timestamps'
import type { World, WorldApiKey, WorldRoleBinding, WorldUser } from '../../../electron/main/sandbox/world/world'

/** Roles that Capgo does not have: one permission each, to tell apart what its own roles always grant together. */
const single = { only_update_settings: 'org.update_settings', only_update_user_roles: 'org.update_user_roles', only_read_audit: 'org.read_audit' }

export const roles = ['org_super_admin', 'org_admin', 'org_billing_admin', 'org_member', 'apikey_manager', 'only_update_settings', 'only_update_user_roles', 'only_read_audit'] as const
export type Role = (typeof roles)[number]

/** Keys to sign in with, and keys of the same person to try changes on, one per change. */
export const usedKeys = ['plain', 'hashed', 'expiring', 'legacy'] as const
export const triedKeys = ['rename', 'regenerate', 'delete', 'roles'] as const
type KeyName = (typeof usedKeys)[number] | (typeof triedKeys)[number]

export const password = 'Harbor-Lantern-42'
const dayMs = 86_400_000

export const personOf = (role: Role) => ({ userId: seededUuid(`person ${role}`), email: `${role}@matrix.example`, organizationId: seededUuid(`organization Matrix ${role}`) })
/** The text of a key, and the number under which it is changed. */
export const keyOf = (role: Role, name: KeyName) => ({ text: seededUuid(`key ${role} ${name}`), id: roles.indexOf(role) * 10 + [...usedKeys, ...triedKeys].indexOf(name) + 1 })

function singleRoles(created_at: string): World['roles'] {
  return Object.entries(single).map(([name, permission]) => ({
    id: roleIdOf(name), name, scope_type: 'org', description: '', priority_rank: 90, is_assignable: true, created_at, created_by: null,
    permissions: ['org.read', permission], permissions_with_inherited: ['org.read', permission]
  }))
}

/** One organization per role, with one person who has it, keys that have the same role, and somebody who founded it. */
export function matrixWorld(nowMs: number): World {
  const created = toTimestamp(nowMs - 400 * dayMs)
  const users: WorldUser[] = []
  const bindings: WorldRoleBinding[] = []
  const keys: WorldApiKey[] = []
  const user = (id: string, email: string, password: string | null): void => {
    users.push({ id, email, password, two_factor_verified: false, first_name: null, last_name: null, image_url: null, country: null, user_metadata: {}, app_metadata: {}, email_confirmed_at: created, created_at: created, updated_at: created })
  }
  const bind = (principal_type: 'user' | 'apikey', principal_id: string, role: string, org_id: string): void => {
    bindings.push({ id: seededUuid(`binding ${principal_id}`), principal_type, principal_id, role_id: roleIdOf(role), scope_type: 'org', org_id, app_id: null, channel_id: null, granted_by: users[0]?.id ?? '', granted_at: created, expires_at: null, reason: null, is_direct: true })
  }
  const addKey = (role: Role, name: KeyName, boundAs: string | null): void => {
    const { userId, organizationId } = personOf(role)
    const { id, text } = keyOf(role, name)
    const hashed = name === 'hashed'
    const expires = name === 'expiring' || (triedKeys as readonly string[]).includes(name)
    const rbac_id = seededUuid(`rbac ${text}`)
    keys.push({ id, rbac_id, user_id: userId, name, hashed, key: text, key_hash: hashed ? sha256(text) : null, created_at: created, updated_at: created, global_permissions: [], expires_at: expires ? toTimestamp(nowMs + 30 * dayMs) : null })
    if (boundAs !== null) bind('apikey', rbac_id, boundAs, organizationId)
  }
  const founder = seededUuid('founder')
  user(founder, 'founder@matrix.example', null)
  for (const role of roles) {
    const { userId, email, organizationId } = personOf(role)
    user(userId, email, password)
    bind('user', userId, role, organizationId)
    for (const name of usedKeys) addKey(role, name, name === 'legacy' ? null : role)
    for (const name of triedKeys) addKey(role, name, 'org_member')
  }
  const orgs = roles.map((role) => demoOrganization({ name: `Matrix ${role}`, managementEmail: 'founder@matrix.example', website: null, createdBy: founder, ageDays: 300 }, nowMs))
  const member = (user_id: string, org_id: string, rbac_role_name: string, id: number) => ({ id, org_id, user_id, app_id: null, channel_id: null, rbac_role_name, is_invite: false, created_at: created, updated_at: created })
  const orgUsers = roles.map((role, index) => member(personOf(role).userId, personOf(role).organizationId, role, index + 1))
  const audit = orgs.map((org, index) => ({
    id: index + 1, created_at: toTimestamp(nowMs - dayMs), table_name: 'orgs', record_id: org.id, operation: 'UPDATE' as const, user_id: founder, org_id: org.id, old_record: {}, new_record: {},
    changed_fields: ['name'], actor_type: 'user' as const, actor_user_id: founder, actor_user_email: 'founder@matrix.example', actor_apikey_id: null, actor_apikey_name: null
  }))
  return {
    api_version: '12.201.7', anon_key: 'matrix-anonymous-key', seeded_at: toTimestamp(nowMs), users, orgs, permissions: permissionCatalog(), roles: [...roleCatalog(created), ...singleRoles(created)],
    role_bindings: bindings, org_users: orgUsers, pending_invitations: [], apps: [], channels: [], api_keys: keys, audit_logs: audit,
    next_ids: { api_keys: 1000, org_users: 1000, pending_invitations: 1, audit_logs: 1000 }
  }
}
