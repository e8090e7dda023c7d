import type { Actor } from '../../rules/actor'
import { countBundles } from '../../rules/bundles'
import { acceptInvitation, InviterOutranked } from '../../rules/invitations'
import type { MemberLists } from '../../rules/members'
import { organizationsOf } from '../../rules/organizations'
import { hasPermission } from '../../rules/permissions'
import { isBlockedByEnforcement } from '../../rules/twoFactor'
import type { OrgRow } from '../../store/rows'
import { ordered } from '../page'
import { raised } from '../postgrestError'
import { EVERYBODY, SIGNED_IN, type RpcContext, type RpcDefinition } from './definition'

const ORGANIZATION_COLUMNS = {
  gid: 'uuid', created_by: 'uuid', created_at: 'timestamptz', logo: 'text', website: 'text', name: 'text', role: 'text', is_invite: 'bool', paying: 'bool',
  trial_left: 'int', can_use_more: 'bool', is_canceled: 'bool', app_count: 'int', subscription_start: 'timestamptz', subscription_end: 'timestamptz',
  management_email: 'text', is_yearly: 'bool', stats_updated_at: 'timestamptz', stats_refresh_requested_at: 'timestamptz', next_stats_update_at: 'timestamptz',
  credit_available: 'int', credit_total: 'int', credit_next_expiration: 'timestamptz', enforcing_2fa: 'bool', '2fa_has_access': 'bool',
  enforce_hashed_api_keys: 'bool', password_policy_config: 'json', password_has_access: 'bool', require_apikey_expiration: 'bool',
  max_apikey_expiration_days: 'int', enforce_encrypted_bundles: 'bool', required_encryption_key: 'text'
} as const

const MEMBER_COLUMNS = { aid: 'int', uid: 'uuid', email: 'text', image_url: 'text', role: 'text', is_tmp: 'bool' } as const
const TWO_FACTOR_COLUMNS = { user_id: 'uuid', '2fa_enabled': 'bool' } as const
const PASSWORD_COLUMNS = { user_id: 'uuid', email: 'text', first_name: 'text', last_name: 'text', password_policy_compliant: 'bool' } as const

const getOrgs: RpcDefinition = {
  args: {},
  callableBy: EVERYBODY,
  columns: ORGANIZATION_COLUMNS,
  rows: ({ store, caller }) => {
    const actor = caller.actor()
    if (actor.kind === 'anonymous') throw raised('No authentication provided - API key or valid session required')
    return organizationsOf(store, actor)
  }
}

const getOrgMembers: RpcDefinition = {
  args: { guild_id: { type: 'uuid' } },
  callableBy: EVERYBODY,
  columns: MEMBER_COLUMNS,
  rows: ({ store, caller, lists }, { guild_id }) => {
    if (!hasPermission(store, caller.quietActor(), 'org.read_members', { org: String(guild_id) })) throw raised('NO_RIGHTS')
    return lists.membersOf(String(guild_id)) as readonly object[] as readonly Record<string, unknown>[]
  }
}

/** What both status calls check first. */
function administered({ store, caller }: RpcContext, orgId: string): { org: OrgRow; actor: Actor } {
  const org = store.orgs.get(orgId)
  if (!org) throw raised('Organization does not exist')
  const actor = caller.actor()
  if (!hasPermission(store, actor, 'org.update_settings', { org: orgId })) throw raised('NO_RIGHTS')
  return { org, actor }
}

const twoFactorStatus: RpcDefinition = {
  args: { org_id: { type: 'uuid' } },
  callableBy: EVERYBODY,
  columns: TWO_FACTOR_COLUMNS,
  rows: (context, { org_id }) => {
    const { org } = administered(context, String(org_id))
    return context.lists.twoFactorOf(org.id) as readonly object[] as readonly Record<string, unknown>[]
  }
}

const passwordStatus: RpcDefinition = {
  args: { org_id: { type: 'uuid' } },
  callableBy: EVERYBODY,
  columns: PASSWORD_COLUMNS,
  rows: (context, { org_id }) => {
    const { org } = administered(context, String(org_id))
    return context.lists.passwordComplianceOf(org) as readonly object[] as readonly Record<string, unknown>[]
  }
}

const rejectAccess: RpcDefinition = {
  args: { org_id: { type: 'uuid' } },
  callableBy: EVERYBODY,
  value: ({ store, caller }, { org_id }) => {
    const actor = caller.quietActor()
    const org = store.orgs.get(String(org_id))
    if (actor.kind === 'anonymous') return true
    return org ? isBlockedByEnforcement(store, org, actor.userId) : false
  }
}

/** For sessions only: an API key comes as `anon`, which may not call it (Capgo backend: grants of the function). */
const acceptInvitationToOrg: RpcDefinition = {
  args: { org_id: { type: 'uuid' } },
  callableBy: SIGNED_IN,
  value: ({ store, caller }, { org_id }) => {
    if (!caller.session) return 'NO_INVITE'
    try {
      return acceptInvitation(store, caller.session, String(org_id))
    } catch (error) {
      if (error instanceof InviterOutranked) throw raised(error.message)
      throw error
    }
  }
}

/** Sorts a large organization's lists by id ahead of the first page asked for: that is how clients page through them. */
export function prepareMemberPages(lists: MemberLists, orgId: string): void {
  ordered(lists.membersOf(orgId) as readonly object[] as readonly Record<string, unknown>[], 'uid', MEMBER_COLUMNS, 'get_org_members')
  ordered(lists.twoFactorOf(orgId) as readonly object[] as readonly Record<string, unknown>[], 'user_id', TWO_FACTOR_COLUMNS, 'check_org_members_2fa_enabled')
}

/** For super admins only: `org.delete` stands for them (Capgo backend). */
const countNonCompliantBundles: RpcDefinition = {
  args: { org_id: { type: 'uuid' }, required_key: { type: 'text', optional: true } },
  callableBy: SIGNED_IN,
  columns: { non_encrypted_count: 'int', wrong_key_count: 'int', total_non_compliant: 'int' },
  rows: ({ store, caller }, { org_id, required_key }) => {
    const actor = caller.actor()
    if (actor.kind === 'anonymous') throw raised('Unauthorized: Authentication required')
    if (!hasPermission(store, actor, 'org.delete', { org: String(org_id) })) throw raised('Unauthorized: Only super_admin can access this function')
    const counts = countBundles(store, String(org_id), typeof required_key === 'string' ? required_key : null)
    return [{ ...counts }]
  }
}

/** Further lists and orders, one at a time: each takes about as long as an answer may. */
export const laterMemberPages: readonly ((lists: MemberLists, org: OrgRow) => unknown)[] = [
  (lists, { id }) => ordered(lists.membersOf(id) as readonly object[] as readonly Record<string, unknown>[], 'email.asc', MEMBER_COLUMNS, 'get_org_members'),
  (lists, org) => lists.passwordComplianceOf(org)
]

export const organizationRpcs: Readonly<Record<string, readonly RpcDefinition[]>> = {
  get_orgs_v7: [getOrgs],
  get_org_members: [getOrgMembers],
  check_org_members_2fa_enabled: [twoFactorStatus],
  check_org_members_password_policy: [passwordStatus],
  reject_access_due_to_2fa_for_org: [rejectAccess],
  accept_invitation_to_org: [acceptInvitationToOrg],
  count_non_compliant_bundles: [countNonCompliantBundles]
}
