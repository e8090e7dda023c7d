import type { AppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { judgeEnforcingTwoFactor } from '#shared/rules/twoFactorLockoutGuard'

/** What came between the confirmation and a verified change, as the review dialog tells it. */
export type ReviewProblem =
  | { kind: 'moreLosing'; before: number; after: number }
  | { kind: 'changedSince' }
  | { kind: 'notApplied' | 'changeInFlight' | 'outcomeUnknown' }
  /** Somebody changed a setting since it was read. */
  | { kind: 'drifted'; seen: SecuritySettings; now: SecuritySettings }
  | { kind: 'refused'; error: AppError }

/**
 * Names a failed change. `shown` is what the person decided upon, `fresh` what was read after the failure, or null where
 * that failed as well.
 */
export function reviewProblem(error: AppError, shown: OrganizationSecurity, fresh: OrganizationSecurity | null): ReviewProblem {
  switch (error.code) {
    case 'lockoutBlocked': {
      const before = judgeEnforcingTwoFactor(shown).losingAccess.length
      const after = fresh === null ? before : judgeEnforcingTwoFactor(fresh).losingAccess.length
      return after > before ? { kind: 'moreLosing', before, after } : { kind: 'changedSince' }
    }
    case 'notApplied':
    case 'outcomeUnknown':
      return { kind: error.code }
    case 'conflict':
      return { kind: 'changeInFlight' }
    default:
      return { kind: 'refused', error }
  }
}

/** Whether deciding again on the same sheet makes sense; otherwise the dialog only tells how things stand. */
export function mayDecideAgain(problem: ReviewProblem): boolean {
  return problem.kind !== 'outcomeUnknown' && problem.kind !== 'changeInFlight'
}
