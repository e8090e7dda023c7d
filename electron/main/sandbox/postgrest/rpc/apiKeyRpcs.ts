import { hasPermission } from '../../rules/permissions'
import { compareTimestamps } from '../../store/timestamps'
import { raised } from '../postgrestError'
import { EVERYBODY, SIGNED_IN, type RpcDefinition } from './definition'

const ORG_API_KEY_COLUMNS = { id: 'int', rbac_id: 'uuid', name: 'text', user_id: 'uuid', owner_email: 'text', created_at: 'timestamptz', expires_at: 'timestamptz' } as const

/** Every key that is bound in the organization, whoever owns it, the newest first. Keys without bindings are in no organization. */
const getOrgApiKeys: RpcDefinition = {
  args: { p_org_id: { type: 'uuid' } },
  callableBy: SIGNED_IN,
  columns: ORG_API_KEY_COLUMNS,
  rows: ({ store, caller }, { p_org_id }) => {
    const orgId = String(p_org_id)
    if (!caller.session || !hasPermission(store, caller.session, 'org.update_user_roles', { org: orgId })) throw raised('NO_RIGHTS')
    const bound = new Set(store.roleBindings.where('org_id', orgId).filter((binding) => binding.principal_type === 'apikey').map((binding) => binding.principal_id))
    const keys = [...bound].flatMap((rbacId) => store.apiKeys.where('rbac_id', rbacId))
    return keys
      .sort((a, b) => compareTimestamps(b.created_at, a.created_at) || b.id - a.id)
      .map(({ id, rbac_id, name, user_id, created_at, expires_at }) => ({ id, rbac_id, name, user_id, owner_email: store.users.get(user_id)?.email ?? '', created_at, expires_at }))
  }
}

/** The text of a key, given back for whoever may use it: command lines ask so to learn whose it is. */
const getUserId: RpcDefinition = {
  args: { apikey: { type: 'text' } },
  callableBy: EVERYBODY,
  value: ({ store }, { apikey }) => store.apiKeys.where('key', String(apikey))[0]?.user_id ?? null
}

export const apiKeyRpcs: Readonly<Record<string, readonly RpcDefinition[]>> = { get_org_apikeys: [getOrgApiKeys], get_user_id: [getUserId] }
