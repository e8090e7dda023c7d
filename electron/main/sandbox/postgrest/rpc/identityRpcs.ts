import { hasPermission } from '../../rules/permissions'
import { hasTwoFactor } from '../../rules/twoFactor'
import { EVERYBODY, SERVICE_ONLY, type RpcDefinition } from './definition'

const actorUserId: RpcDefinition = {
  args: {},
  callableBy: EVERYBODY,
  value: ({ caller }) => {
    const actor = caller.quietActor()
    return actor.kind === 'anonymous' ? null : actor.userId
  }
}

/** Looks at the session only: with an API key the answer is always false (Capgo backend: `auth.uid()`). */
const hasOwnTwoFactor: RpcDefinition = {
  args: {},
  callableBy: EVERYBODY,
  value: ({ store, caller }) => caller.session !== undefined && hasTwoFactor(store, caller.session.userId)
}

const hasTwoFactorOf: RpcDefinition = {
  args: { user_id: { type: 'uuid' } },
  callableBy: SERVICE_ONLY,
  value: ({ store }, { user_id }) => hasTwoFactor(store, String(user_id))
}

const checkPermission: RpcDefinition = {
  args: {
    p_permission_key: { type: 'text' },
    p_org_id: { type: 'uuid', optional: true },
    p_app_id: { type: 'text', optional: true },
    p_channel_id: { type: 'int', optional: true }
  },
  callableBy: EVERYBODY,
  value: ({ store, caller }, args) => {
    const channel = args.p_channel_id === undefined || args.p_channel_id === null ? undefined : store.channels.get(Number(args.p_channel_id))
    const publicAppId = args.p_app_id ?? channel?.app_id
    const app = typeof publicAppId === 'string' ? store.apps.where('app_id', publicAppId)[0] : undefined
    const org = app?.owner_org ?? args.p_org_id
    if (typeof org !== 'string') return false
    return hasPermission(store, caller.quietActor(), String(args.p_permission_key), { org, app: app?.id, channel: channel?.rbac_id })
  }
}

export const identityRpcs: Readonly<Record<string, readonly RpcDefinition[]>> = {
  request_actor_user_id: [actorUserId],
  has_2fa_enabled: [hasOwnTwoFactor, hasTwoFactorOf],
  rbac_check_permission: [checkPermission]
}
