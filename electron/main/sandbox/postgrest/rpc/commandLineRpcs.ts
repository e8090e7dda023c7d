import { keyWithText } from '../../rules/apiKeys'
import { bindingsOf, hasPermission } from '../../rules/permissions'
import { isBlockedByEnforcement } from '../../rules/twoFactor'
import type { Store } from '../../store/store'
import { EVERYBODY, type RpcArguments, type RpcContext, type RpcDefinition } from './definition'

// What Capgo's command line asks for beside what the console does.

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Resolves the scope that a permission is asked for; the app decides about the organization where one is named. */
function scopeOf(store: Store, args: RpcArguments) {
  const channel = typeof args.channel_id === 'number' ? store.channels.get(args.channel_id) : undefined
  const publicAppId = text(args.app_id) ?? channel?.app_id
  const app = publicAppId === undefined ? undefined : store.apps.where('app_id', publicAppId)[0]
  if (publicAppId !== undefined && !app) return undefined
  const org = app?.owner_org ?? text(args.org_id)
  return org === undefined ? undefined : { org, app: app?.id, channel: channel?.rbac_id }
}

const cliCheckPermission: RpcDefinition = {
  args: {
    apikey: { type: 'text' }, permission_key: { type: 'text' }, org_id: { type: 'uuid', optional: true }, app_id: { type: 'text', optional: true },
    channel_id: { type: 'int', optional: true }
  },
  callableBy: EVERYBODY,
  value: ({ store }, args) => {
    const key = keyWithText(store, String(args.apikey))
    const scope = scopeOf(store, args)
    return key !== undefined && scope !== undefined && hasPermission(store, { kind: 'apiKey', userId: key.user_id, key }, String(args.permission_key), scope)
  }
}

const actorEmail: RpcDefinition = {
  args: {},
  callableBy: EVERYBODY,
  value: ({ store, caller }) => {
    const actor = caller.quietActor()
    return actor.kind === 'anonymous' ? null : (store.users.get(actor.userId)?.email ?? null)
  }
}

const rejectAccessToApp: RpcDefinition = {
  args: { app_id: { type: 'text' } },
  callableBy: EVERYBODY,
  value: ({ store, caller }, { app_id }) => {
    const actor = caller.quietActor()
    const app = store.apps.where('app_id', String(app_id))[0]
    const org = app && store.orgs.get(app.owner_org)
    return actor.kind === 'anonymous' || !org || isBlockedByEnforcement(store, org, actor.userId)
  }
}

/** The organizations that the caller has anything to do with: for a key those that it is bound to. */
const userOrgIds: RpcDefinition = {
  args: {},
  callableBy: EVERYBODY,
  columns: { org_id: 'uuid' },
  rows: ({ store, caller }) => {
    const actor = caller.actor()
    if (actor.kind === 'anonymous') return []
    const bindings = actor.kind === 'apiKey' ? bindingsOf(store, 'apikey', actor.key.rbac_id) : bindingsOf(store, 'user', actor.userId)
    return [...new Set(bindings.map((binding) => binding.org_id))].map((org_id) => ({ org_id }))
  }
}

const billed = (answer: (context: RpcContext, orgId: string) => unknown): RpcDefinition => ({
  args: { orgid: { type: 'uuid' } },
  callableBy: EVERYBODY,
  value: (context, { orgid }) => {
    const orgId = String(orgid)
    return hasPermission(context.store, context.caller.quietActor(), 'org.read', { org: orgId }) ? answer(context, orgId) : false
  }
})

/** Warnings about an organization's plan; the samples exceed none. */
const warnings: RpcDefinition = {
  args: { orgid: { type: 'uuid' }, cli_version: { type: 'text' } },
  callableBy: EVERYBODY,
  value: () => []
}

export const commandLineRpcs: Readonly<Record<string, readonly RpcDefinition[]>> = {
  cli_check_permission: [cliCheckPermission],
  request_actor_email_adress: [actorEmail],
  reject_access_due_to_2fa_for_app: [rejectAccessToApp],
  get_user_org_ids: [userOrgIds],
  is_paying_org: [billed(({ store }, orgId) => store.billing.get(orgId)?.paying ?? false)],
  is_trial_org: [billed(({ store }, orgId) => store.billing.get(orgId)?.trial_left ?? 0)],
  is_allowed_action_org: [billed(({ store }, orgId) => store.billing.get(orgId)?.can_use_more ?? false)],
  get_organization_cli_warnings: [warnings]
}
