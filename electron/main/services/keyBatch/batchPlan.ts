import type { KeyState } from '#shared/domain/apiKey'
import type { BatchAction } from '#shared/domain/keyBatch'
import type { KeyFact, KeyInventory } from '#shared/domain/keyInventory'
import { AppError, type AppErrorData } from '#shared/errors/appError'
import { keyRolesIn } from '#shared/rules/keyRoles'
import type { BatchHead } from './batchRecord'

/** What is to be done with each key, each once; what cannot be done is left out, with the reason. */
export function planKeys(inventory: KeyInventory, action: BatchAction, keys: readonly { keyId: number; name: string }[]): BatchHead['keys'] {
  const facts = new Map(inventory.keys.map((key) => [key.id, key]))
  const chosen = new Map(keys.map((key) => [key.keyId, key]))
  return [...chosen.values()].map(({ keyId, name }) => ({ keyId, name, skipped: whyLeftOut(inventory, action, facts.get(keyId)) }))
}

function whyLeftOut(inventory: KeyInventory, { kind }: BatchAction, key: KeyFact | undefined): AppErrorData | null {
  if (key === undefined) return inventory.ownKeys.state === 'complete' ? leftOut('notFound', 'There is no such key any more.', 'gone') : null
  if (!key.own) return leftOut('forbidden', 'The key belongs to somebody else, and only its owner can do this.', 'notOwn')
  if (key.inUse === 'yes' && kind !== 'expire') return leftOut('lockoutBlocked', 'Gatehouse is signed in with this very key.', 'keyInUse')
  // Capgo: a legacy key cannot be edited before it has roles.
  if (kind === 'expire' && key.bindings.known && key.bindings.value.length === 0) return leftOut('policyViolation', 'A legacy key cannot be edited.', 'legacyKey')
  return null
}

export function leftOut(code: AppErrorData['code'], message: string, foundState: string): AppErrorData {
  return new AppError({ code, message, retryable: false, details: { foundState } }).data
}

/** What of the key can be edited, as it was read. */
export function stateOfFact({ name, expiresAt, bindings, mayCreateOrganizations }: KeyFact, organizationId: string): KeyState {
  return { name, expiresAt, roles: keyRolesIn(bindings.known ? bindings.value : [], organizationId), mayCreateOrganizations: mayCreateOrganizations === 'yes' }
}
