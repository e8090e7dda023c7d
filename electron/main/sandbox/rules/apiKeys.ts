import { sha256 } from '../store/hashing'
import type { ApiKeyRow } from '../store/rows'
import { instantOf } from '../store/timestamps'
import type { Store } from '../store/store'

export function isExpired(store: Store, key: ApiKeyRow): boolean {
  return key.expires_at !== null && instantOf(key.expires_at) <= store.nowMs()
}

/**
 * Capgo backend: where an organization enforces hashed keys, a plain key bound to it is refused everywhere, also by the
 * other organizations that it is bound to.
 */
export function isDisarmedByHashEnforcement(store: Store, key: ApiKeyRow): boolean {
  if (key.key_hash !== null) return false
  return store.roleBindings.where('principal_id', key.rbac_id).some((binding) => store.orgs.get(binding.org_id)?.enforce_hashed_api_keys)
}

/** The key with this plain text, whether or not it may be used. */
export function keyWithText(store: Store, text: string): ApiKeyRow | undefined {
  return store.apiKeys.where('key', text)[0] ?? store.apiKeys.where('key_hash', sha256(text))[0]
}

/** The key that signs a request in, or undefined when there is none, it expired, or enforcement disarms it. */
export function usableKey(store: Store, text: string): ApiKeyRow | undefined {
  const key = keyWithText(store, text)
  return key && !isExpired(store, key) && !isDisarmedByHashEnforcement(store, key) ? key : undefined
}

/** Capgo backend: some endpoints turn a key without expiry away where the organization requires one. */
export function lacksRequiredExpiry(store: Store, key: ApiKeyRow, orgId: string): boolean {
  return key.expires_at === null && store.orgs.get(orgId)?.require_apikey_expiration === true
}

/** Takes a key away with everything that it was bound to. */
export function removeKey(store: Store, key: ApiKeyRow): void {
  for (const binding of store.roleBindings.where('principal_id', key.rbac_id)) store.roleBindings.delete(binding.id)
  store.apiKeys.delete(key.id)
}
