import { computed, type ComputedRef } from 'vue'
import type { Finding } from '#shared/domain/review'
import { countBySeverity } from '#shared/rules/findingList'
import { useReviewWords } from '../useReviewWords'

interface Counted {
  all: () => readonly Finding[]
  shown: () => readonly Finding[]
  narrows: () => boolean
}

/** How many there are, and of what weight, in words. */
export function useFindingsSentence({ all, shown, narrows }: Counted): ComputedRef<string> {
  const { t, counted, number } = useReviewWords()
  return computed(() => {
    const total = narrows() ? counted('findings.counted.some', all().length, { shown: number(shown().length) }) : counted('findings.counted.all', all().length)
    const parts = countBySeverity(shown()).map(({ severity, count }) => counted(`findings.counted.${severity}`, count))
    const accepted = shown().filter(({ state }) => state === 'accepted').length
    const weights = accepted === 0 ? parts.join(', ') : t('findings.counted.withAccepted', { weights: parts.join(', '), accepted: counted('findings.counted.accepted', accepted) })
    return parts.length === 0 ? t('findings.counted.sentence', { total }) : t('findings.counted.weighed', { total, weights })
  })
}
