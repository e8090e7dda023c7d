import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { twoFactorTotals } from '#shared/rules/twoFactorTotals'
import type { MembersWords } from './useMembersWords'

/** The page in one sentence; only what is known is counted. */
export function membersSentence({ members, membersCompleteness, twoFactorCompleteness }: OrganizationSecurity, { t, counted, number }: Pick<MembersWords, 't' | 'counted' | 'number'>): string {
  if (membersCompleteness.state === 'failed') return t('sentence.nothing')
  const { total, notEnabled, unknown } = twoFactorTotals(members)
  const whole = membersCompleteness.state === 'complete'
  const named = { total: whole ? number(total) : t('sentence.atLeast', { total: number(total) }) }
  if (twoFactorCompleteness.state === 'failed') return t('sentence.notKnown', named)
  const words = notEnabled > 0 ? counted('sentence.without', notEnabled, named) : t(unknown === 0 && whole && total > 0 ? 'sentence.none' : 'sentence.noneKnown', named)
  return unknown > 0 ? counted('sentence.unknown', unknown, { sentence: words }) : words
}
