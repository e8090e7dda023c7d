import type { HeldSecret, LostAttempt } from '../domain/heldSecret'
import type { KeyInventory } from '../domain/keyInventory'

/** `superseded`: its key was regenerated again since, so it works no longer. `deleted`: its key is there no more. */
export type DeadSecret = 'superseded' | 'deleted'

/**
 * The held secrets that are known to work no longer, by their ids. What is not known is not called dead: a key counts as
 * deleted only where the person's own keys were read whole, of the secret's organization, after the secret was received.
 */
export function deadSecrets(held: readonly HeldSecret[], lost: readonly LostAttempt[], inventory: Pick<KeyInventory, 'organizationId' | 'readAt' | 'ownKeys' | 'keys'> | null): Map<string, DeadSecret> {
  const latest = new Map<number, number>()
  const since = (keyId: number, iso: string): void => void latest.set(keyId, Math.max(latest.get(keyId) ?? 0, Date.parse(iso)))
  for (const { keyId, receivedAt } of held) since(keyId, receivedAt)
  for (const { keyId, finding, askedAt } of lost) if (finding === 'rotated' && keyId !== null) since(keyId, askedAt)
  const there = inventory?.ownKeys.state === 'complete' ? new Set(inventory.keys.map(({ id }) => id)) : null
  const dead = new Map<string, DeadSecret>()
  for (const { id, keyId, receivedAt, organizationId } of held) {
    const read = there !== null && inventory?.organizationId === organizationId && Date.parse(inventory.readAt) > Date.parse(receivedAt)
    if (read && !there.has(keyId)) dead.set(id, 'deleted')
    else if ((latest.get(keyId) ?? 0) > Date.parse(receivedAt)) dead.set(id, 'superseded')
  }
  return dead
}

/** Those that may work first, the others last; within both as they were. */
export function deadLast(held: readonly HeldSecret[], dead: ReadonlyMap<string, DeadSecret>): HeldSecret[] {
  return [...held.filter(({ id }) => !dead.has(id)), ...held.filter(({ id }) => dead.has(id))]
}
