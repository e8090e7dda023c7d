import type { AppError } from '#shared/errors/appError'
import { keyProblemCodes } from '#shared/rules/apiKeyPolicy'
import { useKeyWords } from './useKeyWords'

const found = ['changeInFlight', 'drifted', 'gone', 'keyInUse', 'keyMayBeInUse'] as const

/** What an error says about a key, where more is known than its code tells; undefined: nothing more. */
export function useKeyErrorSentence(): (error: AppError) => string | undefined {
  const { t } = useKeyWords()
  return ({ code, data: { details, fieldErrors } }) => {
    const state = found.find((one) => one === details?.foundState)
    if (state !== undefined) return t(`failure.${state}`)
    // With one exception each has a sentence without a number; that of the maximum stands in the form.
    const problems = code === 'policyViolation' ? keyProblemCodes.filter((one) => Object.values(fieldErrors ?? {}).includes(one)) : []
    return problems.length === 0 ? undefined : `${t('failure.policy')} ${problems.map((one) => t(one === 'expiryTooLate' ? 'failure.expiryTooLate' : `problem.${one}`)).join(' ')}`
  }
}
