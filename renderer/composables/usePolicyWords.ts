import { useI18n } from 'vue-i18n'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'
import { policyBlockers, policyWarnings, type PolicyBlocker, type PolicyWarning } from '#shared/rules/policyLockoutGuard'
import { visibleText } from '#shared/rules/visibleText'

export interface PolicyWords {
  t: (key: string, named?: Record<string, unknown>) => string
  /** A sentence of two forms, chosen by `count`, which it may also name. */
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  number: (value: number) => string
  /** A setting by its label. */
  settingName: (name: SecuritySettingName) => string
  /** What a setting stands at, in words. */
  valueOf: (name: SecuritySettingName, settings: SecuritySettings) => string
  /** With the sign that leads over to what it names, as the language sets it. */
  labelled: (label: string) => string
  /** Several in one line. */
  joined: (words: readonly string[]) => string
  /** The word beside a switch: where it stands, and whether the server has it so. */
  stateWord: (wanted: boolean | null, isChanged: boolean) => string
  blocker: (blocker: PolicyBlocker) => string
  warning: (warning: PolicyWarning) => string
}

/** How the page speaks of settings, in the person's language. */
export function usePolicyWords(): PolicyWords {
  const { t: translate, n } = useI18n()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`policies.${key}`, named)
  const number = (value: number) => n(value)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}) => translate(`policies.${key}`, { count: number(count), ...named }, count)
  const onOff = (on: boolean) => t(on ? 'value.on' : 'value.off')

  function valueOf(name: SecuritySettingName, settings: SecuritySettings): string {
    switch (name) {
      case 'passwordPolicy':
        return passwordWords(settings.passwordPolicy)
      case 'maxKeyExpirationDays':
        return settings.maxKeyExpirationDays === null ? t('value.none') : counted('value.days', settings.maxKeyExpirationDays)
      case 'requiredEncryptionKey':
        return settings.requiredEncryptionKey === null ? t('value.anyKey') : visibleText(settings.requiredEncryptionKey)
      default:
        return onOff(settings[name])
    }
  }

  function passwordWords(policy: SecuritySettings['passwordPolicy']): string {
    if (policy?.enabled !== true) return onOff(false)
    const asked = [policy.requireUppercase ? t('value.uppercase') : '', policy.requireNumber ? t('value.number') : '', policy.requireSpecial ? t('value.special') : '']
    return t('value.password', { length: number(policy.minLength), rest: asked.join('') })
  }

  function stateWord(wanted: boolean | null, isChanged: boolean): string {
    if (wanted === null) return t('state.unknown')
    return isChanged ? t('state.notApplied', { word: onOff(wanted) }) : onOff(wanted)
  }

  const own = (names: readonly string[], name: string): boolean => names.includes(name)
  return {
    t,
    counted,
    number,
    settingName: (name) => t(`setting.${name}`),
    valueOf,
    labelled: (label) => translate('app.labelled', { label }),
    joined: (words) => (words.length === 0 ? '' : words.reduce((before, after) => translate('app.joined', { before, after }))),
    stateWord,
    blocker: (blocker) => (own(policyBlockers, blocker) ? t(`blocker.${blocker}`) : translate(`security.blocker.${blocker}`)),
    warning: (warning) => (own(policyWarnings, warning) ? t(`review.warning.${warning}`) : translate(`security.review.warning.${warning}`))
  }
}
