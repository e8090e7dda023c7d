import type { ExpiryBounds, KeyField, KeyProblem } from '#shared/rules/apiKeyPolicy'
import { useKeyWords } from '../useKeyWords'

/** What stands against a field, each sentence once. */
export function useProblemWords(): (problems: readonly KeyProblem[], field: KeyField, bounds: ExpiryBounds) => string[] {
  const { t, counted } = useKeyWords()
  return (problems, field, { maximum }) => {
    const words = problems.filter((one) => one.field === field).map(({ code }) => (code === 'expiryTooLate' && maximum !== null ? counted('problem.expiryTooLate', maximum.days) : t(`problem.${code}`)))
    return [...new Set(words)]
  }
}
