import { useI18n } from 'vue-i18n'
import type { Member } from '#shared/domain/member'
import type { Completeness, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { useOrganizationWords } from '../../composables/useOrganizationWords'
import type { Tone } from '../../components/toneIcon'

/** A status in words, with what it means, and why it is not known. */
export interface StatusWords {
  tone: Tone
  text: string
  why: string | null
}

export interface MembersWords {
  t: (key: string, named?: Record<string, unknown>) => string
  number: (value: number) => string
  /** A sentence of two forms, which names `count` and is chosen by it, or by another number. */
  counted: (key: string, count: number, named?: Record<string, unknown>, form?: number) => string
  roleName: (role: string) => string
  twoFactor: (member: Pick<Member, 'twoFactor' | 'unreadable'>, security: OrganizationSecurity) => StatusWords
  password: (member: Pick<Member, 'password' | 'unreadable'>, security: OrganizationSecurity) => StatusWords
}

const twoFactorTones: Record<Member['twoFactor'], Tone> = { enabled: 'good', notEnabled: 'warning', unknown: 'unknown', pending: 'neutral' }
const passwordTones: Record<Member['password'], Tone> = { compliant: 'good', nonCompliant: 'warning', unknown: 'unknown', pending: 'neutral', notAsked: 'neutral' }

/** How this page speaks, in the person's language. */
export function useMembersWords(): MembersWords {
  const { t: translate, n } = useI18n()
  const { role } = useOrganizationWords()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`members.${key}`, named)
  const number = (value: number) => n(value)

  function whyUnknown(completeness: Completeness | null, unreadable: boolean): string {
    if (unreadable) return t('why.unreadable')
    if (completeness === null || completeness.state === 'complete') return t('why.notCovered')
    if (completeness.state === 'incomplete') return t('why.cutShort')
    return t(completeness.why.code === 'forbidden' ? 'why.refused' : 'why.failed')
  }

  function why(status: string, completeness: Completeness | null, { unreadable }: Pick<Member, 'unreadable'>): string | null {
    return status === 'unknown' ? whyUnknown(completeness, unreadable === true) : status === 'pending' ? t('why.pending') : null
  }

  return {
    t,
    number,
    counted: (key, count, named = {}, form = count) => translate(`members.${key}`, { count: number(count), ...named }, form),
    roleName: (name) => role({ role: name }),
    twoFactor: (member, { twoFactorCompleteness }) => ({ tone: twoFactorTones[member.twoFactor], text: t(`twoFactor.${member.twoFactor}`), why: why(member.twoFactor, twoFactorCompleteness, member) }),
    password: (member, { passwordCompleteness }) => ({ tone: passwordTones[member.password], text: t(`password.${member.password}`), why: why(member.password, passwordCompleteness, member) })
  }
}
