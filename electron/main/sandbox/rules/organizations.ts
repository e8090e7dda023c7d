import type { OrgRow } from '../store/rows'
import type { Store } from '../store/store'
import type { SignedIn } from './actor'
import { meetsPasswordPolicy } from './passwordPolicy'
import { bindingsOf, highestOrgRole } from './permissions'
import { hasTwoFactor, isBlockedByEnforcement } from './twoFactor'

/**
 * Capgo backend: `get_orgs_v7`. Lists the person's organizations; where 2FA enforcement or the password policy keeps
 * them out, the organization stays in the list with its plan and management address blanked. For an API key: those of
 * them that the key itself is bound to, seen with its owner's role.
 */
export function organizationsOf(store: Store, actor: SignedIn) {
  const { userId } = actor
  const pending = new Map(store.orgUsers.where('user_id', userId).filter((row) => row.is_invite).map((row) => [row.org_id, row.rbac_role_name ?? 'org_member']))
  const reachable = new Set([...bindingsOf(store, 'user', userId).map((binding) => binding.org_id), ...pending.keys()])
  const bound = actor.kind === 'apiKey' ? new Set(bindingsOf(store, 'apikey', actor.key.rbac_id).map((binding) => binding.org_id)) : undefined
  return [...reachable]
    .filter((orgId) => !bound || bound.has(orgId))
    .flatMap((orgId) => store.orgs.get(orgId) ?? [])
    .map((org) => organizationEntry(store, org, userId, pending.get(org.id)))
}

function organizationEntry(store: Store, org: OrgRow, userId: string, invitedAs: string | undefined) {
  const blocked = isBlockedByEnforcement(store, org, userId)
  const compliant = meetsPasswordPolicy(store, org, userId)
  const billing = store.billing.get(org.id)
  const shown = blocked || !compliant ? undefined : billing
  return {
    gid: org.id,
    created_by: org.created_by,
    created_at: blocked || !compliant ? null : org.created_at,
    logo: org.logo,
    website: org.website,
    name: org.name,
    role: invitedAs ?? highestOrgRole(store, userId, org.id)?.name ?? 'org_member',
    is_invite: invitedAs !== undefined,
    paying: shown?.paying ?? false,
    trial_left: shown?.trial_left ?? 0,
    can_use_more: shown?.can_use_more ?? false,
    is_canceled: shown?.is_canceled ?? false,
    app_count: shown ? store.apps.where('owner_org', org.id).length : 0,
    subscription_start: shown?.subscription_start ?? null,
    subscription_end: shown?.subscription_end ?? null,
    management_email: blocked || !compliant ? null : org.management_email,
    is_yearly: shown?.is_yearly ?? false,
    stats_updated_at: org.stats_updated_at,
    stats_refresh_requested_at: org.stats_refresh_requested_at,
    next_stats_update_at: billing?.next_stats_update_at ?? null,
    credit_available: shown?.credit_available ?? null,
    credit_total: shown?.credit_total ?? null,
    credit_next_expiration: shown?.credit_next_expiration ?? null,
    enforcing_2fa: org.enforcing_2fa,
    '2fa_has_access': !org.enforcing_2fa || hasTwoFactor(store, userId),
    enforce_hashed_api_keys: org.enforce_hashed_api_keys,
    password_policy_config: org.password_policy_config,
    password_has_access: compliant,
    require_apikey_expiration: org.require_apikey_expiration,
    max_apikey_expiration_days: org.max_apikey_expiration_days,
    enforce_encrypted_bundles: org.enforce_encrypted_bundles,
    required_encryption_key: org.required_encryption_key
  }
}
