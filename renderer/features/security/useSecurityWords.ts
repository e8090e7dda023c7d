import { useI18n } from 'vue-i18n'
import { organizationRoles } from '#shared/domain/organization'
import { visibleName } from '#shared/rules/visibleText'
import type { Figure } from './twoFactorFigures'
import type { StateSentence } from './stateSentence'

export interface SecurityWords {
  t: (key: string, named?: Record<string, unknown>) => string
  /** A number with the language's separators. */
  number: (value: number) => string
  /** A sentence of two forms, chosen by `count`, which it may also name. */
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  figure: (figure: Figure) => string
  /** A known role in words; any other as the server sent it, hidden characters written out. */
  roleName: (role: string) => string
  enforcementWord: (enforced: boolean | null) => string
  sentence: (state: StateSentence) => string
}

/** How this page speaks, in the person's language. */
export function useSecurityWords(): SecurityWords {
  const { t: translate, n } = useI18n()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`security.${key}`, named)
  const number = (value: number) => n(value)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}) => translate(`security.${key}`, { count: number(count), ...named }, count)

  function figure(value: Figure): string {
    if (value.kind === 'unknown') return t('status.noNumber')
    return value.kind === 'exact' ? number(value.count) : t('status.atLeast', { count: number(value.count) })
  }

  function roleName(role: string): string {
    return (organizationRoles as readonly string[]).includes(role) ? t(`role.${role}`) : visibleName(role)
  }

  function sentence({ name, losing, total, unknown, maybeOthers }: StateSentence): string {
    let words = counted(`sentence.${name}`, losing, { losing: number(losing), total: number(total) })
    if (unknown > 0) words = counted(losing > 0 ? 'sentence.andUnknown' : 'sentence.andStatusUnknown', unknown, { sentence: words })
    return maybeOthers ? t('sentence.andMaybeOthers', { sentence: words }) : words
  }

  return {
    t,
    number,
    counted,
    figure,
    roleName,
    enforcementWord: (enforced) => t(enforced === null ? 'setting.unknown' : enforced ? 'setting.enabled' : 'setting.disabled'),
    sentence
  }
}
