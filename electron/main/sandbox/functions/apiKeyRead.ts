import type { Context } from 'hono'
import type { SignedIn } from '../rules/actor'
import { removeKey } from '../rules/apiKeys'
import { isBelowOwnLevel } from '../rules/twoFactor'
import type { ApiKeyRow } from '../store/rows'
import type { Store } from '../store/store'
import { canManage, isKeyIdentifier, NO_ROW, ownKey, publicKey, requireManager, requireManagerOf } from './apiKeyShapes'
import { CapgoError, refused } from './capgoError'

const listed = (key: ApiKeyRow) => ({ ...publicKey(key), global_permissions: key.global_permissions })

/** `GET /apikey`: the caller's own keys; for a key those of them that it manages. */
export function listApiKeys(c: Context, store: Store, actor: SignedIn): Response {
  requireManager(store, actor, 'cannot_list_apikeys')
  const own = isBelowOwnLevel(store, actor) ? [] : store.apiKeys.where('user_id', actor.userId)
  return c.json(own.filter((key) => actor.kind === 'session' || canManage(store, actor, key)).map(listed))
}

/** `GET /apikey/:id`, by number or by the key's own text. */
export function getApiKey(c: Context, store: Store, actor: SignedIn, identifier: string): Response {
  requireManager(store, actor, 'cannot_get_apikey')
  if (!isKeyIdentifier(identifier)) throw refused('invalid_id_format', 'API key ID must be a numeric ID, UUID key, or legacy key token')
  const key = ownKey(store, actor, identifier)
  if (!key) throw new CapgoError(404, 'failed_to_get_apikey', 'Failed to get API key', { supabaseError: NO_ROW })
  requireManagerOf(store, actor, key, 'cannot_get_apikey')
  return c.json(listed(key))
}

/** `DELETE /apikey/:id`. A key cannot delete itself. */
export function deleteApiKey(c: Context, store: Store, actor: SignedIn, identifier: string): Response {
  requireManager(store, actor, 'cannot_delete_apikey')
  if (!isKeyIdentifier(identifier)) throw refused('invalid_id_format', 'API key ID must be a valid UUID or number')
  const key = ownKey(store, actor, identifier)
  if (!key) throw new CapgoError(404, 'api_key_not_found', 'API key not found', { supabaseError: NO_ROW })
  if (actor.kind === 'apiKey' && actor.key.id === key.id) throw new CapgoError(401, 'cannot_delete_apikey', 'API keys cannot delete themselves', { apikeyId: key.id })
  requireManagerOf(store, actor, key, 'cannot_delete_apikey')
  removeKey(store, key)
  return c.json({ status: 'ok' })
}
