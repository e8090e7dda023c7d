import { useI18n } from 'vue-i18n'
import type { PosturePart, PostureScore } from '#shared/rules/posture'
import type { RequirementFinding, Standard } from '#shared/rules/complianceMap'
import type { ListState } from '#shared/rules/postureFigures'

export interface PostureWords {
  t: (key: string, named?: Record<string, unknown>) => string
  number: (value: number) => string
  /** A sentence of two forms, chosen by `count`, which it may also name. */
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  /** Points to a tenth: nobody is helped by more. */
  points: (value: number) => string
  sentence: (score: PostureScore) => string
  reason: (part: PosturePart) => string
  /** A count of a list of which only a part is known is the least there can be. */
  countOf: (value: number, list: ListState) => string
  control: (standard: Standard, control: string) => string
  missing: (requirement: RequirementFinding) => string
}

/** How this page speaks, in the person's language. */
export function usePostureWords(): PostureWords {
  const { t: translate, n } = useI18n()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`posture.${key}`, named)
  const number = (value: number) => n(value)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}) => translate(`posture.${key}`, { count: number(count), ...named }, count)

  function sentence({ low, high, parts }: PostureScore): string {
    if (parts.every(({ reason }) => reason === 'unknown')) return t('sentence.nothing')
    return t(low === high ? 'sentence.exact' : 'sentence.range', { low: number(low), high: number(high) })
  }

  function reason({ name, reason: why, count, total }: PosturePart): string {
    return counted(`score.reason.${name}.${why}`, count ?? 0, { total: number(total ?? 0) })
  }

  function missing({ name, state, found, needed }: RequirementFinding): string {
    if (state === 'unknown') return t('compliance.missing.unknown')
    const stem = name === 'passwordLength' && found !== null ? 'passwordShort' : name
    return t(`compliance.missing.${stem}`, { found: number(found ?? 0), needed: number(needed ?? 0) })
  }

  return {
    t,
    number,
    counted,
    points: (value) => n(Math.round(value * 10) / 10),
    sentence,
    reason,
    countOf: (value, list) => (list === 'unread' ? t('unknown') : list === 'partial' ? t('atLeast', { count: number(value) }) : number(value)),
    // The texts are a tree, in which a dot would lead on.
    control: (standard, control) => t(`compliance.control.${standard}.${control.replaceAll(/[^\dA-Za-z]+/gu, '_').replaceAll(/^_|_$/gu, '')}`),
    missing
  }
}
