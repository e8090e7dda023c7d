import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import type { OwnerTwoFactor } from './keyFindings'

/** What tells of people. */
export type PeopleRead = Pick<OrganizationSecurity, 'actor' | 'members' | 'membersCompleteness'>

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

/** What is known of an owner's 2FA. Where the members do not tell, the account tells of one's own. */
export function ownerTwoFactor(people: PeopleRead | null): (ownerId: string) => OwnerTwoFactor {
  if (people === null) return () => 'unknown'
  const { actor, members, membersCompleteness } = people
  const statuses = new Map(members.map(({ id, twoFactor }) => [id, twoFactor]))
  return (ownerId) => {
    const listed = statuses.get(ownerId) ?? (membersCompleteness.state === 'complete' ? 'notListed' : 'unknown')
    return listed === 'unknown' && ownerId === actor.userId ? actor.twoFactor : listed
  }
}

/** Keys sorted by what is known of their owners; those of owners with 2FA are left out. */
export function keysByOwner(inventory: KeyInventory, people: PeopleRead): KeysByOwner {
  const twoFactorOf = ownerTwoFactor(people)
  const sorted: KeysByOwner = { without: [], unknown: [] }
  for (const key of keysInside(inventory)) {
    const status = twoFactorOf(key.ownerId)
    if (status === 'notEnabled') sorted.without.push(key)
    else if (status !== 'enabled') sorted.unknown.push(key)
  }
  return sorted
}
