import type { AppError } from '#shared/errors/appError'

/** What was under way when it failed. */
export type PasswordPhase = 'proving' | 'changing' | 'provingNew'

export interface PasswordProblem {
  /** Where the noun phrase for what failed is among the texts. */
  whatKey: string
  /** Where the sentence is that says more than the error's code alone; null where the code's own says all. */
  sentenceKey: string | null
  /** The console is where the person gets on. */
  leadsToConsole: boolean
}

/** The server's own codes, which say more than ours. */
const byBackendCode: Record<string, string> = {
  not_member: 'notMember',
  no_policy: 'noPolicy',
  same_password: 'samePassword',
  weak_password: 'weakPassword',
  insufficient_aal: 'needsCode',
  reauthentication_needed: 'signInAgain',
  reauthentication_not_valid: 'signInAgain',
  user_sso_managed: 'singleSignOn'
}

/**
 * What is said of a failure around a password.
 * @param inDoubt a change was sent whose answer was lost, so that a refusal of the new password tells about the change
 */
export function passwordProblem(error: AppError, phase: PasswordPhase, inDoubt: boolean): PasswordProblem {
  const key = problemKey(error, phase, inDoubt)
  return {
    whatKey: phase === 'changing' ? 'account.prove.renew.what' : 'account.prove.what',
    sentenceKey: key === null ? null : `account.prove.problem.${key}`,
    leadsToConsole: error.code === 'captchaRequired' && phase !== 'changing'
  }
}

function problemKey({ code, data }: AppError, phase: PasswordPhase, inDoubt: boolean): string | null {
  const { backendCode = '', foundState } = data.details ?? {}
  if (phase === 'provingNew' && inDoubt) return code === 'wrongPassword' ? 'notChangedSoFar' : 'changeUnknown'
  if (code === 'outcomeUnknown' && phase !== 'changing') return foundState === 'unchangedSoFar' ? 'unchangedSoFar' : 'unreadable'
  if (code === 'captchaRequired' && phase !== 'changing') return 'captcha'
  if (code === 'wrongPassword') return 'wrongPassword'
  return Object.hasOwn(byBackendCode, backendCode) ? (byBackendCode[backendCode] ?? null) : null
}

/** The server knows the password, and finds that it does not meet the organization's policy. */
export function isTooWeak({ code, data }: AppError): boolean {
  return code === 'policyViolation' && data.details?.backendCode === 'password_does_not_meet_policy'
}
