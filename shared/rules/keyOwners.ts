import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { Member, TwoFactorStatus } from '../domain/member'

/** How many keys each person is known to own, and whether these are all. */
export interface OwnedKeys {
  counts: ReadonlyMap<string, number>
  /** false: there may be more keys, of these owners and of others. */
  whole: boolean
}

/** Keys that reach the organization. A person's own key that is bound elsewhere only does not; a legacy key, bound nowhere, may. */
export function keysInside({ keys, organizationId }: KeyInventory): KeyFact[] {
  return keys.filter(({ bindings }) => !bindings.known || bindings.value.length === 0 || bindings.value.some((one) => one.organizationId === organizationId))
}

/** null: nobody knows of any key. */
export function ownedKeys(inventory: KeyInventory | null): OwnedKeys {
  const counts = new Map<string, number>()
  if (inventory === null) return { counts, whole: false }
  for (const { ownerId } of keysInside(inventory)) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1)
  return { counts, whole: inventory.organizationKeys.state === 'complete' && inventory.ownKeys.state === 'complete' }
}

export interface KeysByOwner {
  /** Of owners known to have no 2FA. */
  without: KeyFact[]
  /** Of owners of whom it is not known, or who are not in the list of members. */
  unknown: KeyFact[]
}

/** Keys sorted by what is known of their owners; those of owners with 2FA are left out. */
export function keysByOwner(inventory: KeyInventory, members: readonly Member[]): KeysByOwner {
  const statuses = new Map<string, TwoFactorStatus>(members.map(({ id, twoFactor }) => [id, twoFactor]))
  const sorted: KeysByOwner = { without: [], unknown: [] }
  for (const key of keysInside(inventory)) {
    const status = statuses.get(key.ownerId)
    if (status === 'notEnabled') sorted.without.push(key)
    else if (status !== 'enabled') sorted.unknown.push(key)
  }
  return sorted
}
