import { AppError } from '#shared/errors/appError'
import type { Completeness, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { isRefused } from '../../stores/datedMembers'

export type LookUp = 'members' | 'twoFactor' | 'password'

/** What is missing of a reading. */
export type ReadingProblem =
  /** Look-ups that failed alike are one. `refused`: not a failure; the role or the credential may not see it. */
  | { kind: 'failed'; lookUps: LookUp[]; error: AppError; refused: boolean }
  | { kind: 'incomplete'; lookUp: LookUp; received: number; expected: number | null }

export function readingProblems({ membersCompleteness, twoFactorCompleteness, passwordCompleteness }: OrganizationSecurity): ReadingProblem[] {
  const states: [LookUp, Completeness | null][] = [['members', membersCompleteness], ['twoFactor', twoFactorCompleteness], ['password', passwordCompleteness]]
  const problems: ReadingProblem[] = []
  for (const [lookUp, state] of states) {
    if (state === null || state.state === 'complete') continue
    if (state.state === 'incomplete') {
      problems.push({ kind: 'incomplete', lookUp, received: state.received, expected: state.expected })
      continue
    }
    const alike = problems.find((one) => one.kind === 'failed' && one.error.code === state.why.code)
    if (alike?.kind === 'failed') alike.lookUps.push(lookUp)
    else problems.push({ kind: 'failed', lookUps: [lookUp], error: new AppError(state.why), refused: isRefused(state) })
  }
  return problems
}
