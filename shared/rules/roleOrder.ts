import { organizationRoles } from '../domain/organization'

/** Sorts role names: the known organization roles first, highest first, then every other by its name. */
export function compareRoles(one: string, other: string): number {
  const difference = rank(one) - rank(other)
  if (difference !== 0) return difference
  return one < other ? -1 : one > other ? 1 : 0
}

function rank(role: string): number {
  const position = (organizationRoles as readonly string[]).indexOf(role)
  return position === -1 ? organizationRoles.length : position
}
