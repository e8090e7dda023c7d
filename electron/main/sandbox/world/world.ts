import type { ApiKeyRow, AppRow, AuditLogRow, BillingRow, BundleRow, ChannelRow, OrgRow, OrgUserRow, RoleBindingRow, RoleRow } from '../store/rows'
import type { Timestamp } from '../store/timestamps'

// The form of a seed file: what `--world` reads. Fields that only explain (labels, derived names) are optional.

export interface WorldUser {
  id: string
  email: string
  /** plain text in the file only; the server keeps a hash */
  password?: string | null
  two_factor_verified: boolean
  /** base32; without it a person with `two_factor_verified` has a factor whose secret nobody knows */
  totp_secret?: string
  first_name: string | null
  last_name: string | null
  image_url: string | null
  country: string | null
  user_metadata: Record<string, unknown>
  app_metadata: Record<string, unknown>
  email_confirmed_at: Timestamp
  created_at: Timestamp
  updated_at: Timestamp
}

export type WorldOrg = OrgRow & { billing: Omit<BillingRow, 'org_id'> & { app_count?: number } }
export type WorldRole = Omit<RoleRow, 'permissions'> & { permissions: readonly string[]; inherits?: readonly string[]; permissions_with_inherited: readonly string[] }
export type WorldRoleBinding = RoleBindingRow & { principal_label?: string; role_name?: string }

export interface WorldApiKey extends Omit<ApiKeyRow, 'key'> {
  owner_email?: string
  hashed: boolean
  /** plain text, also of a hashed key: the file is a fixture */
  key: string | null
}

export interface WorldPendingInvitation {
  id: number
  email: string
  org_id: string
  role: string
  first_name: string
  last_name: string
  future_uuid?: string
  created_at?: Timestamp
}

export interface World {
  api_version: string
  anon_key: string
  seeded_at: Timestamp
  /** e-mail address → short name used in descriptions; `super_admin` becomes the sample sign-in */
  aliases?: Record<string, string>
  users: readonly WorldUser[]
  orgs: readonly WorldOrg[]
  permissions: readonly { key: string; scope_type: string; description: string }[]
  roles: readonly WorldRole[]
  role_bindings: readonly WorldRoleBinding[]
  org_users: readonly OrgUserRow[]
  pending_invitations: readonly WorldPendingInvitation[]
  apps: readonly AppRow[]
  channels: readonly ChannelRow[]
  /** Uploaded bundles, where the world has any. */
  bundles?: readonly BundleRow[]
  api_keys: readonly WorldApiKey[]
  audit_logs: readonly AuditLogRow[]
  next_ids: Record<string, number>
}

const LISTS = ['users', 'orgs', 'permissions', 'roles', 'role_bindings', 'org_users', 'pending_invitations', 'apps', 'channels', 'api_keys', 'audit_logs'] as const

/**
 * Checks the outline of a parsed seed file: the parts must be there and be lists. Rows are trusted, as they are ours.
 * @throws Error whose message says which part is missing
 */
export function asWorld(value: unknown): World {
  if (typeof value !== 'object' || value === null) throw new Error('a world is a JSON object')
  const parts = value as Record<string, unknown>
  for (const name of LISTS) if (!Array.isArray(parts[name])) throw new Error(`the world has no list "${name}"`)
  if (typeof parts.anon_key !== 'string') throw new Error('the world has no "anon_key"')
  if (typeof parts.seeded_at !== 'string') throw new Error('the world has no "seeded_at"')
  if (typeof parts.next_ids !== 'object' || parts.next_ids === null) throw new Error('the world has no "next_ids"')
  return value as World
}
