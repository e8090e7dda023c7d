import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { AppError } from '#shared/errors/appError'
import { isRefused } from '../../stores/datedMembers'

export interface LookUpProblem {
  /** Names of `security.status`. */
  what: 'members' | 'lookUp' | 'both'
  error: AppError
  /** Not a failure: the role or the credential may not see it. */
  refused: boolean
}

/** What failed of a reading. Two look-ups that failed alike are one problem. */
export function lookUpProblems({ membersCompleteness, twoFactorCompleteness }: OrganizationSecurity): LookUpProblem[] {
  const problems: LookUpProblem[] = []
  if (membersCompleteness.state === 'failed') problems.push({ what: 'members', error: new AppError(membersCompleteness.why), refused: isRefused(membersCompleteness) })
  if (twoFactorCompleteness.state === 'failed') problems.push({ what: 'lookUp', error: new AppError(twoFactorCompleteness.why), refused: isRefused(twoFactorCompleteness) })
  const [first, second] = problems
  return first !== undefined && second !== undefined && first.error.code === second.error.code ? [{ ...first, what: 'both' }] : problems
}
