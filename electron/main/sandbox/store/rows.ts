import type { Timestamp } from './timestamps'

// Column names are those of Capgo's database, because rows leave the server as they are.

export interface UserRow {
  id: string
  email: string
  /** null: nobody can sign in with a password (an account made by somebody else's import) */
  password_hash: string | null
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

/** Apart from `users`, so that signing in does not void what is kept of lists about people. */
export interface SignInRow {
  user_id: string
  last_sign_in_at: Timestamp
}

export interface PasswordPolicyConfig {
  enabled: boolean
  min_length: number
  require_uppercase: boolean
  require_number: boolean
  require_special: boolean
}

/** The `orgs` row as `PUT /organization` answers it. */
export interface OrgRow {
  id: string
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
  logo: string | null
  name: string
  management_email: string
  customer_id: string | null
  stats_updated_at: string | null
  last_stats_updated_at: string | null
  enforcing_2fa: boolean
  email_preferences: Record<string, boolean>
  password_policy_config: PasswordPolicyConfig | null
  enforce_hashed_api_keys: boolean
  require_apikey_expiration: boolean
  max_apikey_expiration_days: number | null
  enforce_encrypted_bundles: boolean
  required_encryption_key: string | null
  has_usage_credits: boolean
  website: string | null
  stats_refresh_requested_at: string | null
  onboarding: Record<string, unknown>
}

/** What `get_orgs_v7` reports about plan and credits; Capgo computes it from tables that this server does not keep. */
export interface BillingRow {
  org_id: string
  paying: boolean
  trial_left: number
  can_use_more: boolean
  is_canceled: boolean
  subscription_start: Timestamp | null
  subscription_end: Timestamp | null
  is_yearly: boolean
  next_stats_update_at: Timestamp | null
  credit_available: number
  credit_total: number
  credit_next_expiration: Timestamp | null
}

export type ScopeType = 'org' | 'app' | 'channel' | 'bundle' | 'platform'
export type PrincipalType = 'user' | 'group' | 'apikey'

export interface RoleRow {
  id: string
  name: string
  scope_type: ScopeType
  description: string
  priority_rank: number
  is_assignable: boolean
  created_at: Timestamp
  created_by: string | null
  permissions: readonly string[]
}

export interface RoleBindingRow {
  id: string
  principal_type: PrincipalType
  principal_id: string
  role_id: string
  scope_type: ScopeType
  org_id: string
  app_id: string | null
  channel_id: string | null
  granted_by: string
  granted_at: Timestamp
  expires_at: Timestamp | null
  reason: string | null
  is_direct: boolean
}

export interface OrgUserRow {
  id: number
  org_id: string
  user_id: string
  app_id: string | null
  channel_id: number | null
  rbac_role_name: string | null
  is_invite: boolean
  created_at: Timestamp
  updated_at: Timestamp
}

/** An invited e-mail address that has no account yet (`tmp_users`). */
export interface PendingInvitationRow {
  id: number
  email: string
  org_id: string
  role: string
  first_name: string
  last_name: string
  /** the id that the account will get; lists show it as `uid` */
  future_uuid: string
  created_at: Timestamp
  updated_at: Timestamp
}

export interface GroupRow {
  id: string
  org_id: string
  name: string
  description: string | null
  is_system: boolean
  created_by: string | null
  created_at: Timestamp
}

export interface GroupMemberRow {
  group_id: string
  user_id: string
  added_by: string | null
  added_at: Timestamp
}

export interface AppRow {
  id: string
  app_id: string
  name: string | null
  owner_org: string
  user_id: string | null
  created_at: Timestamp
  updated_at: Timestamp
  [column: string]: unknown
}

export interface ChannelRow {
  id: number
  rbac_id: string
  name: string
  app_id: string
  owner_org: string
  public: boolean
  created_at: Timestamp
}

export interface ApiKeyRow {
  id: number
  created_at: Timestamp
  user_id: string
  /** plain text of a plain key, as Capgo keeps it; null for a hashed one */
  key: string | null
  updated_at: Timestamp
  name: string
  /** SHA-256 in hex for a hashed key, else null */
  key_hash: string | null
  expires_at: Timestamp | null
  rbac_id: string
  global_permissions: readonly string[]
}

/** A person proved at `validated_at` that the password fulfils exactly the policy with this hash. */
export interface PasswordComplianceRow {
  user_id: string
  org_id: string
  policy_hash: string
  validated_at: Timestamp
}

export interface AuditLogRow {
  id: number
  created_at: Timestamp
  table_name: string
  record_id: string
  operation: 'INSERT' | 'UPDATE' | 'DELETE'
  user_id: string | null
  org_id: string
  old_record: Record<string, unknown> | null
  new_record: Record<string, unknown> | null
  changed_fields: readonly string[] | null
  actor_type: 'user' | 'apikey' | 'system'
  actor_user_id: string | null
  actor_user_email: string | null
  actor_apikey_id: number | null
  actor_apikey_name: string | null
}

export interface FactorRow {
  id: string
  user_id: string
  friendly_name: string | null
  factor_type: 'totp'
  status: 'unverified' | 'verified'
  secret: string
  created_at: Timestamp
  updated_at: Timestamp
}

export interface ChallengeRow {
  id: string
  factor_id: string
  created_at: Timestamp
  verified_at: Timestamp | null
}

export interface SessionRow {
  id: string
  user_id: string
  aal: 'aal1' | 'aal2'
  /** newest first; `timestamp` in seconds since 1970 */
  amr: readonly { method: string; timestamp: number }[]
  created_at: Timestamp
}

export interface RefreshTokenRow {
  /** SHA-256 of the token: the token itself is known to its holder only */
  token_hash: string
  session_id: string
  revoked: boolean
  updated_at: Timestamp
}

export interface OneTimeCodeRow {
  email: string
  code: string
  sent_at: Timestamp
}

export interface EmailOtpVerifiedRow {
  user_id: string
  verified_at: Timestamp
}

/** An uploaded bundle, as far as its encryption goes. Nothing that this server answers changes one. */
export interface BundleRow {
  id: number
  app_id: string
  name: string
  /** The fingerprint of the key with which it is encrypted; null: it is not. */
  encryption_key: string | null
}
