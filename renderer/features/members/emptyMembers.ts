import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { MemberFilter } from '#shared/rules/memberFilter'
import { isRefused } from '../../stores/datedMembers'

export interface EmptyMembers {
  /** Names of `members.empty`. */
  reason: 'nobody' | 'failed' | 'refused' | 'noMatch' | 'cannotKnow' | 'noneKnown' | 'incomplete'
  unknown: number
}

/** Why no member is shown. An empty list is said to be nobody only where that is known. */
export function emptyMembers(security: OrganizationSecurity, filter: MemberFilter): EmptyMembers {
  const { members, membersCompleteness, twoFactorCompleteness, passwordCompleteness } = security
  const because = (reason: EmptyMembers['reason'], unknown = 0): EmptyMembers => ({ reason, unknown })
  if (members.length === 0) {
    if (isRefused(membersCompleteness)) return because('refused')
    if (membersCompleteness.state === 'failed') return because('failed')
    return because(membersCompleteness.state === 'complete' ? 'nobody' : 'incomplete')
  }
  const { campaign } = filter
  const goesByTwoFactor = ['enabled', 'notEnabled'].includes(filter.twoFactor) || filter.keys === 'ownsWithoutTwoFactor' || (campaign !== null && campaign.goal === 'twoFactor' && campaign.standing !== 'unknown')
  const goesByPassword = ['compliant', 'nonCompliant'].includes(filter.password) || (campaign !== null && campaign.goal === 'password' && campaign.standing !== 'unknown')
  if ((goesByTwoFactor && twoFactorCompleteness.state === 'failed') || (goesByPassword && passwordCompleteness?.state === 'failed')) return because('cannotKnow')
  const unknown = members.filter((member) => (goesByTwoFactor && member.twoFactor === 'unknown') || (goesByPassword && member.password === 'unknown')).length
  if (unknown > 0) return because('noneKnown', unknown)
  return because(membersCompleteness.state === 'complete' ? 'noMatch' : 'incomplete')
}
