import { toTimestamp } from '../store/timestamps'
import type { AppRow } from '../store/rows'
import { DAY_MS } from './demoPeople'
import { seededUuid } from './seededUuid'
import type { WorldOrg } from './world'

const EMAIL_PREFERENCES = {
  onboarding: true, usage_limit: true, credit_usage: true, device_error: true, weekly_stats: true, monthly_stats: true, bundle_created: true,
  bundle_deployed: true, deploy_stats_24h: true, billing_period_stats: true, channel_self_rejected: true
}

export interface OrganizationWish {
  name: string
  managementEmail: string
  website: string | null
  createdBy: string
  ageDays: number
  /** its security settings, where they are not the server's defaults */
  policies?: Partial<Pick<WorldOrg, 'enforcing_2fa' | 'password_policy_config' | 'enforce_hashed_api_keys' | 'require_apikey_expiration' | 'max_apikey_expiration_days'>>
}

export function demoOrganization(wish: OrganizationWish, nowMs: number): WorldOrg {
  const created = toTimestamp(nowMs - wish.ageDays * DAY_MS)
  const slug = wish.name.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  return {
    id: seededUuid(`organization ${wish.name}`), created_by: wish.createdBy, created_at: created, updated_at: created, logo: '', name: wish.name,
    management_email: wish.managementEmail, customer_id: `cus_${slug}`, stats_updated_at: null, last_stats_updated_at: null, enforcing_2fa: false,
    email_preferences: EMAIL_PREFERENCES, password_policy_config: null, enforce_hashed_api_keys: false, require_apikey_expiration: false,
    max_apikey_expiration_days: null, enforce_encrypted_bundles: false, required_encryption_key: null, has_usage_credits: false, website: wish.website,
    stats_refresh_requested_at: null, onboarding: { intent: 'unknown' }, ...wish.policies,
    billing: {
      paying: true, trial_left: 0, can_use_more: true, is_canceled: false, subscription_start: toTimestamp(nowMs - 12 * DAY_MS),
      subscription_end: toTimestamp(nowMs + 18 * DAY_MS), is_yearly: false, next_stats_update_at: toTimestamp(nowMs + DAY_MS / 4), credit_available: 0,
      credit_total: 0, credit_next_expiration: null
    }
  }
}

export function demoApp(appId: string, name: string, organizationId: string, owner: string, createdMs: number): AppRow {
  const created = toTimestamp(createdMs)
  return {
    created_at: created, app_id: appId, icon_url: '', user_id: owner, name, last_version: '1.0.0', updated_at: created, id: seededUuid(`app ${appId}`),
    retention: 2_592_000, owner_org: organizationId, default_upload_channel: 'production', transfer_history: [], channel_device_count: 0,
    manifest_bundle_count: 0, expose_metadata: false, allow_preview: false, allow_device_custom_id: true, need_onboarding: false, existing_app: false,
    ios_store_url: null, android_store_url: null, stats_updated_at: null, stats_refresh_requested_at: null, build_timeout_seconds: 900,
    build_timeout_updated_at: created, block_provider_infra_requests: true, rollout_channel_count: 0, rollout_paused_version_names: [],
    created_from_onboarding: false, onboarding_completed_at: null
  }
}
