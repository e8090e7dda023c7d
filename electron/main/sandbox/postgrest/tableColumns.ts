// Columns that clients may select and filter by, with the types that decide how a filter's text is read.

export const ORG = {
  id: 'uuid', created_by: 'uuid', created_at: 'timestamptz', updated_at: 'timestamptz', logo: 'text', name: 'text', management_email: 'text',
  customer_id: 'text', stats_updated_at: 'timestamptz', last_stats_updated_at: 'timestamptz', enforcing_2fa: 'bool', email_preferences: 'json',
  password_policy_config: 'json', enforce_hashed_api_keys: 'bool', require_apikey_expiration: 'bool', max_apikey_expiration_days: 'int',
  enforce_encrypted_bundles: 'bool', required_encryption_key: 'text', has_usage_credits: 'bool', website: 'text', stats_refresh_requested_at: 'timestamptz',
  onboarding: 'json'
} as const

export const ROLE = {
  id: 'uuid', name: 'text', scope_type: 'text', description: 'text', priority_rank: 'int', is_assignable: 'bool', created_at: 'timestamptz', created_by: 'uuid'
} as const

export const ROLE_BINDING = {
  id: 'uuid', principal_type: 'text', principal_id: 'uuid', role_id: 'uuid', scope_type: 'text', org_id: 'uuid', app_id: 'uuid', channel_id: 'uuid',
  granted_by: 'uuid', granted_at: 'timestamptz', expires_at: 'timestamptz', reason: 'text', is_direct: 'bool'
} as const

export const APP = {
  created_at: 'timestamptz', app_id: 'text', icon_url: 'text', user_id: 'uuid', name: 'text', last_version: 'text', updated_at: 'timestamptz', id: 'uuid',
  retention: 'int', owner_org: 'uuid', default_upload_channel: 'text', transfer_history: 'json', channel_device_count: 'int', manifest_bundle_count: 'int',
  expose_metadata: 'bool', allow_preview: 'bool', allow_device_custom_id: 'bool', need_onboarding: 'bool', existing_app: 'bool', ios_store_url: 'text',
  android_store_url: 'text', stats_updated_at: 'timestamptz', stats_refresh_requested_at: 'timestamptz', build_timeout_seconds: 'int',
  build_timeout_updated_at: 'timestamptz', block_provider_infra_requests: 'bool', rollout_channel_count: 'int', rollout_paused_version_names: 'json',
  created_from_onboarding: 'bool', onboarding_completed_at: 'timestamptz'
} as const

export const CHANNEL = { id: 'int', rbac_id: 'uuid', name: 'text', app_id: 'text', owner_org: 'uuid', public: 'bool', created_at: 'timestamptz' } as const

export const API_KEY = {
  id: 'int', created_at: 'timestamptz', user_id: 'uuid', key: 'text', updated_at: 'timestamptz', name: 'text', key_hash: 'text', expires_at: 'timestamptz', rbac_id: 'uuid'
} as const

export const AUDIT_LOG = {
  id: 'int', created_at: 'timestamptz', table_name: 'text', record_id: 'text', operation: 'text', user_id: 'uuid', org_id: 'uuid', old_record: 'json',
  new_record: 'json', changed_fields: 'json', actor_type: 'text', actor_user_id: 'uuid', actor_user_email: 'text', actor_apikey_id: 'int', actor_apikey_name: 'text'
} as const

export const ORG_USER = {
  id: 'int', org_id: 'uuid', user_id: 'uuid', app_id: 'text', channel_id: 'int', rbac_role_name: 'text', is_invite: 'bool', created_at: 'timestamptz', updated_at: 'timestamptz'
} as const

export const USER = {
  id: 'uuid', email: 'text', first_name: 'text', last_name: 'text', image_url: 'text', country: 'text', created_at: 'timestamptz', updated_at: 'timestamptz'
} as const

export const COMPLIANCE = { user_id: 'uuid', org_id: 'uuid', policy_hash: 'text', validated_at: 'timestamptz' } as const

export const GROUP = { id: 'uuid', org_id: 'uuid', name: 'text', description: 'text', is_system: 'bool', created_by: 'uuid', created_at: 'timestamptz' } as const
