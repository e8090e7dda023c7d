import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { SignedIn } from '../rules/actor'
import { organizationsOfKey } from '../rules/apiKeyPolicies'
import { hasPermission } from '../rules/permissions'
import { BindingRefused, createBinding, type BindingWish } from '../rules/roleBindings'
import { sha256 } from '../store/hashing'
import type { ApiKeyRow } from '../store/rows'
import type { Store } from '../store/store'
import { instantOf, toTimestamp } from '../store/timestamps'
import { without } from '../store/without'
import {
  isKeyIdentifier, maySetUpOrganizations, NO_ROW, ownKey, parsedBindings, parsedExpiry, parsedGlobals, publicKey, requireAdminFor, requireExpiryWithinPolicies,
  requireManager, requireManagerOf
} from './apiKeyShapes'
import { jsonBody } from './body'
import { CapgoError, refused, unauthorized } from './capgoError'

interface Change {
  name: string | undefined
  /** null: never; undefined: as it is */
  expiresAt: number | null | undefined
  bindings: BindingWish[] | undefined
  globals: string[] | undefined
  regenerate: boolean
}

/** `PUT /apikey[/:id]`: an edit answers without the key's text, a regeneration with the new one. */
export async function updateApiKey(c: Context, store: Store, actor: SignedIn, idInPath: string | undefined): Promise<Response> {
  const requestId = c.get('requestId')
  requireManager(store, actor, 'cannot_update_apikey', { requestId })
  const body = await jsonBody(c)
  const { identifier, change } = parsedChange(store, body, idInPath, requestId)
  const key = ownKey(store, actor, identifier)
  if (!key) throw new CapgoError(404, 'api_key_not_found_or_access_denied', 'API key not found or access denied', { requestId, supabaseError: NO_ROW })
  if (actor.kind === 'apiKey') {
    if (actor.key.id === key.id) throw unauthorized('cannot_update_apikey', 'API keys cannot update themselves', { requestId, apikeyId: key.id })
    if (change.bindings || change.globals) throw unauthorized('cannot_update_apikey', 'API keys cannot update API key permissions', { requestId, apikeyId: actor.key.id })
  }
  requireManagerOf(store, actor, key, 'cannot_update_apikey', { requestId })
  requireFittingExpiry(store, key, change)
  if (change.bindings) replaceBindings(store, actor, key, change.bindings, change.globals, requestId)
  else if (change.globals) replaceGlobals(store, actor, key, change.globals, requestId)
  const updated = applyFields(store, key.id, change)
  if (change.regenerate) return c.json(regenerated(store, updated))
  return c.json({ ...publicKey(updated), ...(change.globals ? { global_permissions: change.globals } : {}) })
}

/** @throws CapgoError in the order in which the real server looks at the fields */
function parsedChange(store: Store, body: Record<string, unknown>, idInPath: string | undefined, requestId: string): { identifier: string; change: Change } {
  const { id, name, expires_at, regenerate } = body
  const bindings = body.bindings === undefined ? undefined : parsedReplacement(body.bindings, requestId)
  const globals = parsedGlobals(body.global_permissions, requestId)
  const identifier = idInPath ?? (typeof id === 'string' || typeof id === 'number' ? String(id) : '')
  if (!identifier) throw refused('api_key_id_required', 'API key ID is required', { requestId })
  if (!isKeyIdentifier(identifier)) throw refused('invalid_id_format', 'API key ID must be a valid UUID or number', { requestId })
  const expiresAt = expires_at === undefined ? undefined : parsedExpiry(store, expires_at)
  if (name !== undefined && typeof name !== 'string') throw refused('name_must_be_a_string', 'Name must be a string', { requestId })
  if (regenerate !== undefined && typeof regenerate !== 'boolean') throw refused('regenerate_must_be_boolean', 'regenerate must be a boolean', { requestId })
  if (name === undefined && expiresAt === undefined && !regenerate && !bindings && !globals) {
    throw refused('no_valid_fields_provided_for_update', 'No valid fields provided for update. Provide name, expires_at, bindings, global_permissions, or regenerate.', { requestId })
  }
  return { identifier, change: { name, expiresAt, bindings, globals, regenerate: regenerate ?? false } }
}

function parsedReplacement(value: unknown, requestId: string): BindingWish[] {
  if (!Array.isArray(value)) throw refused('invalid_bindings', 'bindings must be an array', { requestId })
  if (value.length === 0) throw refused('bindings_required', 'API key bindings are required', { requestId })
  return parsedBindings(value)
}

/** Only a change of expiry or of bindings is held against the policies; renaming and regenerating are not. */
function requireFittingExpiry(store: Store, key: ApiKeyRow, change: Change): void {
  if (change.expiresAt === undefined && !change.bindings) return
  const orgIds = change.bindings ? change.bindings.map((binding) => binding.org_id) : organizationsOfKey(store, key.rbac_id)
  const present = key.expires_at === null ? null : instantOf(key.expires_at)
  requireExpiryWithinPolicies(store, [...new Set(orgIds)], change.expiresAt === undefined ? present : change.expiresAt)
}

function requireAdminRights(store: Store, actor: SignedIn, orgIds: readonly string[], requestId: string): void {
  for (const orgId of new Set(orgIds)) {
    if (!hasPermission(store, actor, 'org.update_user_roles', { org: orgId })) {
      throw new CapgoError(403, 'forbidden_binding', `Forbidden - Admin rights required for org ${orgId}`, { requestId, orgId })
    }
  }
}

/** The new bindings take the place of all former ones, or everything stays as it was. */
function replaceBindings(store: Store, actor: SignedIn, key: ApiKeyRow, bindings: readonly BindingWish[], globals: string[] | undefined, requestId: string): void {
  requireAdminRights(store, actor, [...organizationsOfKey(store, key.rbac_id), ...bindings.map((binding) => binding.org_id)], requestId)
  if (globals) requireAdminFor(globals, bindings, requestId)
  const former = [...store.roleBindings.where('principal_id', key.rbac_id)]
  for (const binding of former) store.roleBindings.delete(binding.id)
  try {
    for (const binding of bindings) createBinding(store, 'apikey', key.rbac_id, binding, actor.userId)
  } catch (error) {
    for (const binding of store.roleBindings.where('principal_id', key.rbac_id)) store.roleBindings.delete(binding.id)
    for (const binding of former) store.roleBindings.insert(binding)
    const moreInfo = { requestId, apikeyId: key.id }
    if (error instanceof BindingRefused) throw new CapgoError(error.status, 'binding_failed', error.message, moreInfo)
    // Meant to be 409 duplicate_binding; the database driver wraps the error so that the real server does not recognize it.
    throw new CapgoError(500, 'binding_update_failed', 'Failed to update role bindings for the API key', moreInfo)
  }
  if (globals) store.apiKeys.update(key.id, { global_permissions: globals })
  else if (!maySetUpOrganizations(bindings)) store.apiKeys.update(key.id, { global_permissions: [] })
}

function replaceGlobals(store: Store, actor: SignedIn, key: ApiKeyRow, globals: string[], requestId: string): void {
  requireAdminRights(store, actor, organizationsOfKey(store, key.rbac_id), requestId)
  const roles = store.roleBindings.where('principal_id', key.rbac_id).map(({ scope_type, role_id }) => ({ scope_type, role_name: store.roles.get(role_id)?.name ?? '' }))
  requireAdminFor(globals, roles, requestId)
  store.apiKeys.update(key.id, { global_permissions: globals })
}

function applyFields(store: Store, id: number, { name, expiresAt, bindings }: Change): ApiKeyRow {
  const changes: Partial<ApiKeyRow> = {}
  // An empty name becomes a generated one (Capgo backend: trigger on the table).
  if (name !== undefined) changes.name = name.trim() || `Apikey ${id}`
  if (expiresAt !== undefined) changes.expires_at = expiresAt === null ? null : toTimestamp(expiresAt)
  // Other roles move the time of the last change as well (Capgo backend, recorded).
  const isChanged = Object.keys(changes).length > 0 || bindings !== undefined
  const row = isChanged ? store.apiKeys.update(id, { ...changes, updated_at: store.now() }) : store.apiKeys.get(id)
  if (!row) throw new CapgoError(500, 'failed_to_update_apikey', 'Failed to load updated API key')
  return row
}

/** A new text for the key; its kind, expiry and bindings stay, also where it has expired. */
function regenerated(store: Store, key: ApiKeyRow) {
  const text = randomUUID()
  const isHashed = key.key_hash !== null
  const row = store.apiKeys.update(key.id, { key: isHashed ? null : text, key_hash: isHashed ? sha256(text) : null, updated_at: store.now() }) ?? key
  return { ...without(row, 'global_permissions'), key: text, is_hashed_key: isHashed }
}
