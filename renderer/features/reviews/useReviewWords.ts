import { useI18n } from 'vue-i18n'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { Finding, FindingSubject } from '#shared/domain/review'
import type { StandingDifference } from '#shared/domain/reviewRun'
import type { ShownValue } from '#shared/domain/audit'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { activityField } from '#shared/rules/activitySentence'
import { differingSettings, withChange } from '#shared/rules/changedSettings'
import type { OfferedStep } from '#shared/rules/reviewPlan'
import { effectField } from '#shared/rules/settingsReach'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import { useOrganizationWords } from '../../composables/useOrganizationWords'
import { usePolicyWords } from '../../composables/usePolicyWords'

export type ReviewWords = ReturnType<typeof useReviewWords>

const settings = /^(?:enforces|requires|passwordPolicy)/u
/** Facts of keys and members that have words of their own. */
const ownFields = ['email', 'twoFactor', 'password', 'member', 'key', 'expiresAt', 'kind', 'roles', 'mayCreateOrganizations', 'ownerId', 'updatedAt', effectField]

/** How reviews speak, in the person's language. Everything that a server or a file says goes through `visibleText`. */
export function useReviewWords() {
  const { t: translate, te, n, d } = useI18n()
  const policies = usePolicyWords()
  const { role } = useOrganizationWords()
  const t = (key: string, named: Record<string, unknown> = {}): string => translate(`reviews.${key}`, named)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}): string => translate(`reviews.${key}`, { count: n(count), ...named }, count)
  const moment = (iso: string): string => d(new Date(iso), 'dayAndTime')
  const day = (iso: string): string => d(new Date(iso), 'date')

  function subject(about: FindingSubject): string {
    switch (about.kind) {
      case 'organization':
        return t('findings.organization')
      case 'setting':
        return policies.settingName(about.setting)
      case 'member':
        return t('findings.member', { name: about.email === '' ? visibleName(about.memberId) : visibleName(about.email) })
      case 'key':
        return t('findings.key', { name: visibleName(about.name) })
    }
  }

  /** The rule's sentence, or the officer's own first words. */
  function finding({ rule, count, note }: Pick<Finding, 'rule' | 'count' | 'note'>): string {
    if (rule !== null) return counted(`rule.${rule}`, count ?? 1)
    const words = note.trim()
    return words === '' ? t('findings.ownEmpty') : visibleText(words)
  }

  const settingLines = (before: SecuritySettings | null, change: Parameters<typeof withChange>[1]): string[] => {
    if (before === null) return Object.keys(change).map((name) => policies.settingName(name as keyof SecuritySettings))
    const after = withChange(before, change)
    return differingSettings(before, after).map((name) => t('plan.line', { setting: policies.settingName(name), before: policies.valueOf(name, before), after: policies.valueOf(name, after) }))
  }

  /** A planned step in a few words. */
  function step(given: OfferedStep, keys: readonly Pick<KeyFact, 'id' | 'name'>[]): string {
    if (given.kind === 'notifyMembers') return counted(`plan.step.${given.goal}`, given.memberIds.length)
    if (given.kind === 'settings') {
      const names = Object.keys(given.change)
      return names.length === 1 ? policies.settingName(names[0] as keyof SecuritySettings) : counted('plan.step.settings', names.length)
    }
    const name = keys.find(({ id }) => id === given.keyId)?.name
    const key = name === undefined ? `#${String(given.keyId)}` : visibleName(name)
    if (given.action === 'setExpiry' && given.expiresAt === null) return t('plan.step.setNoExpiry', { key })
    return t(`plan.step.${given.action}`, { key, date: given.expiresAt === null ? '' : day(given.expiresAt) })
  }

  function fieldName(name: string): string {
    if (ownFields.includes(name)) return translate(`reviewFile.field.${name}`)
    const known = activityField(name)
    return known === null ? visibleName(name) : translate(`activity.field.${known.replace('.', '_')}`)
  }

  function value(name: string, given: ShownValue): string {
    if (given === null) return translate(name === 'expiresAt' ? 'reviews.impact.never' : 'activity.value.none')
    if (typeof given === 'boolean') {
      if (name === 'member' || name === 'key') return translate(`reviewFile.there.${given ? 'yes' : 'no'}`)
      return translate(`activity.value.${settings.test(name) ? (given ? 'enabled' : 'disabled') : given ? 'yes' : 'no'}`)
    }
    if (typeof given === 'number') return n(given)
    if (given === '') return translate('activity.value.empty')
    if ((name === 'expiresAt' || name === 'updatedAt') && !Number.isNaN(Date.parse(given))) return moment(given)
    if (name === effectField && te(`reviewFile.effect.${given}`)) return translate(`reviewFile.effect.${given}`)
    if (name === 'role') return role({ role: given })
    if (name === 'kind' && ['secure', 'plain', 'unknown'].includes(given)) return translate(`reviewFile.keyKind.${given}`)
    if (name === 'mayCreateOrganizations' && (given === 'yes' || given === 'no')) return translate(`activity.value.${given}`)
    if ((name === 'twoFactor' || name === 'password') && te(`members.${name}.${given}`)) return translate(`members.${name}.${given}`)
    return visibleText(given)
  }

  const difference = ({ about, field, before, after }: StandingDifference) => ({ about: about === null ? null : visibleName(about), label: fieldName(field), before: value(field, before), after: value(field, after) })

  const translated = (key: string, named: Record<string, unknown> = {}, count?: number): string => (count === undefined ? translate(key, named) : translate(key, named, count))

  return { t, counted, number: (value: number) => n(value), moment, day, subject, finding, step, settingLines, difference, policies, translate: translated }
}
