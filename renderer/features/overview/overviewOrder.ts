import type { OrganizationSummary } from '#shared/domain/organization'
import type { OrganizationState } from '#shared/rules/organizationPosture'
import { compareRoles } from '#shared/rules/roleOrder'
import type { VirtualSort } from '../../components/virtualColumn'

export const sortableColumns = ['name', 'role', 'state', 'twoFactor', 'password', 'keys', 'expiry', 'without'] as const
export type SortableColumn = (typeof sortableColumns)[number]
export type OverviewSort = VirtualSort & { by: SortableColumn }

/** An organization with the name that it is shown by. */
export interface NamedOrganization {
  organization: OrganizationSummary
  name: string
}

interface Order {
  /** How the names stand in the person's language. */
  compareNames: (one: string, other: string) => number
  stateOf: (organization: OrganizationSummary) => OrganizationState
  /** Members without 2FA; null where that is not known. */
  without: (organization: OrganizationSummary) => number | null
}

/** What needs attention first; null, not known, is last in both directions. */
const ranks: Record<Exclude<SortableColumn, 'name' | 'role' | 'state' | 'without'>, (organization: OrganizationSummary) => number | null> = {
  twoFactor: ({ enforcesTwoFactor }) => Number(enforcesTwoFactor),
  password: ({ policies }) => (policies === null ? null : policies.passwordPolicy?.enabled ? policies.passwordPolicy.minLength : 0),
  keys: ({ policies }) => (policies === null ? null : Number(policies.enforcesSecureKeys)),
  // No duty, a duty without limit, then the longest limit first.
  expiry: ({ policies }) => (policies === null ? null : policies.requiresKeyExpiration ? 1 / (policies.maxKeyExpirationDays ?? Number.POSITIVE_INFINITY) : -1)
}

/** In the order asked for, and by name where that decides nothing. */
export function arrangeOrganizations<One extends NamedOrganization>(organizations: readonly One[], { by, direction }: OverviewSort, order: Order): One[] {
  const turn = direction === 'ascending' ? 1 : -1
  const byName = (one: One, other: One): number => order.compareNames(one.name, other.name) || (one.organization.id < other.organization.id ? -1 : 1)
  if (by === 'name') return organizations.toSorted((one, other) => turn * byName(one, other))
  if (by === 'role') return organizations.toSorted((one, other) => turn * compareRoles(one.organization.role, other.organization.role) || byName(one, other))
  return organizations
    .map((one) => ({ one, rank: rankOf(one.organization, by, order) }))
    .sort((a, b) => {
      if (a.rank === null || b.rank === null) return Number(a.rank === null) - Number(b.rank === null) || byName(a.one, b.one)
      return turn * (a.rank - b.rank) || byName(a.one, b.one)
    })
    .map(({ one }) => one)
}

function rankOf(organization: OrganizationSummary, by: Exclude<SortableColumn, 'name' | 'role'>, order: Order): number | null {
  if (by === 'state') return ['blocked', 'invited', 'open'].indexOf(order.stateOf(organization))
  if (by !== 'without') return ranks[by](organization)
  // The most members without 2FA first.
  const without = order.without(organization)
  return without === null ? null : -without
}
