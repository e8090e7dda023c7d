import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { Figure } from '../twoFactorFigures'

export interface PasswordFigures {
  total: Figure
  compliant: Figure
  nonCompliant: Figure
  unknown: Figure
}

const noNumber: Figure = { kind: 'unknown' }

/** What may be said in numbers of proved passwords; null where no policy is in force. */
export function passwordFigures({ members, membersCompleteness, passwordCompleteness }: OrganizationSecurity): PasswordFigures | null {
  if (passwordCompleteness === null) return null
  if (membersCompleteness.state === 'failed') return { total: noNumber, compliant: noNumber, nonCompliant: noNumber, unknown: noNumber }
  const kind = membersCompleteness.state === 'complete' ? 'exact' : 'atLeast'
  const count = (status: string): Figure => ({ kind, count: members.filter(({ password }) => password === status).length })
  const lookedUp = passwordCompleteness.state !== 'failed'
  return {
    total: { kind, count: members.filter(({ twoFactor }) => twoFactor !== 'pending').length },
    compliant: lookedUp ? count('compliant') : noNumber,
    nonCompliant: lookedUp ? count('nonCompliant') : noNumber,
    unknown: count('unknown')
  }
}
