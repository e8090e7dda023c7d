import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { SignedIn } from '../rules/actor'
import { removeKey } from '../rules/apiKeys'
import { hasPermission } from '../rules/permissions'
import { BindingImpossible, BindingRefused, createBinding, type BindingWish } from '../rules/roleBindings'
import { sha256 } from '../store/hashing'
import type { ApiKeyRow } from '../store/rows'
import type { Store } from '../store/store'
import { toSpaced, toTimestamp } from '../store/timestamps'
import { parsedBindings, parsedExpiry, parsedGlobals, requireAdminFor, requireExpiryWithinPolicies } from './apiKeyShapes'
import { jsonBody } from './body'
import { CapgoError, refused } from './capgoError'

/** Roles that somebody who manages keys without managing roles may not hand out. */
const DENIED_TO_KEY_MANAGERS = new Set(['org_super_admin', 'org_admin', 'app_admin', 'channel_admin'])

/**
 * `POST /apikey`, for sessions only. The answer is the only time that the key's text is shown. An organization that
 * enforces hashed keys does not refuse a plain one; it just never accepts it.
 */
export async function createApiKey(c: Context, store: Store, actor: SignedIn): Promise<Response> {
  if (actor.kind === 'apiKey') throw refused('cannot_create_apikey', 'API keys cannot create other API keys')
  const body = await jsonBody(c)
  const requestId = c.get('requestId')
  if (body.bindings !== undefined && !Array.isArray(body.bindings)) throw refused('invalid_bindings', 'bindings must be an array')
  const bindings = parsedBindings((body.bindings as unknown[] | undefined) ?? [])
  if (typeof body.name !== 'string' || !body.name) throw refused('name_is_required', 'Name is required')
  if (bindings.length === 0) throw refused('bindings_required', 'API key bindings are required')
  const expiresAt = parsedExpiry(store, body.expires_at)
  const globals = parsedGlobals(body.global_permissions, requestId) ?? []
  requireAdminFor(globals, bindings, requestId)
  const orgIds = [...new Set(bindings.map((binding) => binding.org_id))]
  requireExpiryWithinPolicies(store, orgIds, expiresAt)
  for (const orgId of orgIds) requireKeyManagement(store, actor, orgId, bindings)

  const text = randomUUID()
  const now = store.now()
  const isHashed = body.hashed === true
  const row = store.apiKeys.insert({
    id: store.takeId('api_keys'), created_at: now, user_id: actor.userId, key: isHashed ? null : text, updated_at: now, name: body.name,
    key_hash: isHashed ? sha256(text) : null, expires_at: expiresAt === null ? null : toTimestamp(expiresAt), rbac_id: randomUUID(), global_permissions: globals
  })
  bindAll(store, row, bindings, actor.userId)
  return c.json({ ...row, key: text, created_at: toSpaced(now), updated_at: toSpaced(now), expires_at: toSpaced(row.expires_at) })
}

/** @throws CapgoError forbidden_binding */
function requireKeyManagement(store: Store, actor: SignedIn, orgId: string, bindings: readonly BindingWish[]): void {
  if (!hasPermission(store, actor, 'org.manage_apikeys', { org: orgId })) {
    throw new CapgoError(403, 'forbidden_binding', `Forbidden - API key management rights required for org ${orgId}`)
  }
  if (hasPermission(store, actor, 'org.update_user_roles', { org: orgId })) return
  const denied = bindings.find((binding) => binding.org_id === orgId && DENIED_TO_KEY_MANAGERS.has(binding.role_name))
  if (denied) throw new CapgoError(403, 'forbidden_binding', `Forbidden - API key managers cannot assign the ${denied.role_name} role`)
}

/** All bindings or none: the real server does this in one transaction, but its sequence of ids moves on regardless. */
function bindAll(store: Store, key: ApiKeyRow, bindings: readonly BindingWish[], grantedBy: string): void {
  try {
    for (const binding of bindings) createBinding(store, 'apikey', key.rbac_id, binding, grantedBy)
  } catch (error) {
    removeKey(store, key)
    if (error instanceof BindingRefused) throw new CapgoError(error.status, 'binding_failed', error.message)
    if (error instanceof BindingImpossible) throw refused('binding_creation_failed', 'Failed to create role bindings for the API key')
    throw error
  }
}
