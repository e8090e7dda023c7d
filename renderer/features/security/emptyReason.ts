import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { isRefused } from '../../stores/datedMembers'

export interface EmptyReason {
  /** Names of `security.without`. Only `none` says that there is nobody. */
  reason: 'none' | 'noneKnown' | 'noneArrived' | 'cannotKnow' | 'notPermitted' | 'nobody'
  unknown: number
}

/** Why the list of members without 2FA is empty, or null when it is not. An empty list alone proves nothing. */
export function emptyReason({ members, membersCompleteness, twoFactorCompleteness }: OrganizationSecurity): EmptyReason | null {
  if (members.some(({ twoFactor }) => twoFactor === 'notEnabled')) return null
  const unknown = members.filter(({ twoFactor }) => twoFactor === 'unknown').length
  if (isRefused(membersCompleteness) || isRefused(twoFactorCompleteness)) return { reason: 'notPermitted', unknown }
  if (membersCompleteness.state === 'failed' || twoFactorCompleteness.state === 'failed') return { reason: 'cannotKnow', unknown }
  if (unknown > 0) return { reason: 'noneKnown', unknown }
  if (membersCompleteness.state === 'incomplete' || twoFactorCompleteness.state === 'incomplete') return { reason: 'noneArrived', unknown }
  return { reason: members.every(({ twoFactor }) => twoFactor === 'pending') ? 'nobody' : 'none', unknown }
}
