import { useI18n } from 'vue-i18n'
import type { HeldSecret, LostAttempt } from '#shared/domain/heldSecret'
import { visibleName } from '#shared/rules/visibleText'

export interface KeySecretsWords {
  t: (key: string, named?: Record<string, unknown>) => string
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  /** A key by its name; one without is told by its number. */
  keyName: (secret: Pick<HeldSecret | LostAttempt, 'keyName' | 'keyId'>) => string
  organizationName: (secret: Pick<HeldSecret | LostAttempt, 'organizationName' | 'organizationId'>) => string
  /** In groups of four, to be read out. */
  fingerprint: (digits: string) => string
  /** The time of day with its seconds. */
  toTheSecond: (iso: string) => string
}

/** How secrets are spoken of, in the person's language. */
export function useKeySecretsWords(): KeySecretsWords {
  const { t: translate, n, locale } = useI18n()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`keySecrets.${key}`, named)

  return {
    t,
    counted: (key, count, named = {}) => translate(`keySecrets.${key}`, { count: n(count), ...named }, count),
    keyName: ({ keyName, keyId }) => (keyName.trim() === '' ? (keyId === null ? t('unnamedNew') : t('unnamed', { id: keyId })) : visibleName(keyName)),
    organizationName: ({ organizationName, organizationId }) => (organizationName.trim() === '' ? translate('shell.organization.unnamed', { id: organizationId.slice(0, 8) }) : visibleName(organizationName)),
    fingerprint: (digits) => (digits.match(/.{1,4}/gu) ?? []).join(' '),
    toTheSecond: (iso) => new Intl.DateTimeFormat(locale.value, { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(new Date(iso))
  }
}
