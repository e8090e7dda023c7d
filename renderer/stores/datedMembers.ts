import type { Completeness, OrganizationSecurity } from '#shared/domain/organizationSecurity'

/** An organization's security as it is shown, and from when its members are. */
export interface DatedMembers {
  security: OrganizationSecurity
  /** When the members were read, ISO 8601 in UTC, where that is before the rest; null where it is the same reading. */
  membersFrom: string | null
}

export function isWhole({ membersCompleteness, twoFactorCompleteness }: OrganizationSecurity): boolean {
  return membersCompleteness.state === 'complete' && twoFactorCompleteness.state === 'complete'
}

/**
 * The latest reading, with the members of a former whole one where its own look-ups failed or were cut short. Somebody
 * who is refused the list now does not go on seeing it.
 */
export function withFormerMembers(latest: OrganizationSecurity, former: OrganizationSecurity | null): DatedMembers {
  const own = { security: latest, membersFrom: null }
  if (former === null || former.organizationId !== latest.organizationId || isWhole(latest)) return own
  if (isRefused(latest.membersCompleteness) || isRefused(latest.twoFactorCompleteness)) return own
  const { members, membersCompleteness, twoFactorCompleteness, passwordCompleteness, readAt } = former
  return { security: { ...latest, members, membersCompleteness, twoFactorCompleteness, passwordCompleteness, readAt }, membersFrom: readAt }
}

/** The server knows who asks, and says no. */
export function isRefused(completeness: Completeness): boolean {
  return completeness.state === 'failed' && completeness.why.code === 'forbidden'
}
