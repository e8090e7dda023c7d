import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { TwoFactorFigures } from './twoFactorFigures'

/** The sentences of `security.sentence` that speak of enforcement. */
export type SentenceName =
  | 'open'
  | 'openNone'
  | 'openNoneKnown'
  | 'openUnknown'
  | 'enforced'
  | 'enforcedNone'
  | 'enforcedNoneKnown'
  | 'enforcedUnknown'
  | 'stateUnknown'

export interface StateSentence {
  name: SentenceName
  losing: number
  total: number
  /** Members of unknown status, to be named after the known ones. */
  unknown: number
  /** People may be missing from the list. */
  maybeOthers: boolean
}

/** The state of the page in one sentence, chosen so that it never says more than was read. */
export function stateSentence(security: OrganizationSecurity, figures: TwoFactorFigures): StateSentence {
  const { notEnabled, total, unknown } = figures
  const losing = notEnabled.kind === 'unknown' ? 0 : notEnabled.count
  const undecided = unknown.kind === 'unknown' ? 0 : unknown.count
  const parts = {
    losing,
    total: total.kind === 'unknown' ? 0 : total.count,
    unknown: undecided,
    maybeOthers: total.kind === 'atLeast'
  }
  if (!security.enforcesTwoFactor.known) return { ...parts, name: 'stateUnknown', unknown: 0, maybeOthers: false }
  const stem = security.enforcesTwoFactor.value ? 'enforced' : 'open'
  if (notEnabled.kind === 'unknown') return { ...parts, name: `${stem}Unknown`, unknown: 0, maybeOthers: false }
  if (losing > 0) return { ...parts, name: stem }
  const certain = undecided === 0 && notEnabled.kind === 'exact' && security.twoFactorCompleteness.state === 'complete'
  return { ...parts, name: certain ? `${stem}None` : `${stem}NoneKnown` }
}
