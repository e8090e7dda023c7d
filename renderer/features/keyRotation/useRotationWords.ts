import { useI18n } from 'vue-i18n'
import type { KeyApp, KeyBinding, KeyFact } from '#shared/domain/keyInventory'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import { useOrganizationWords } from '../../composables/useOrganizationWords'

export interface RotationWords {
  t: (key: string, named?: Record<string, unknown>) => string
  number: (value: number) => string
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  /** A key by its name; one without is told by its number. */
  keyName: (key: { id: number; name: string }) => string
  owner: (key: Pick<KeyFact, 'ownerEmail' | 'ownerId'>) => string
  /** A role by its label, of an organization or of an app. */
  roleName: (role: string) => string
  role: (binding: Pick<KeyBinding, 'scope' | 'role' | 'appId'>, apps: readonly KeyApp[]) => string
  /** A moment by this computer's clock, and by UTC; once where they are the same then. */
  onBothClocks: (iso: string) => string
}

/** How rotating, replacing and revoking keys is spoken of, in the person's language. */
export function useRotationWords(): RotationWords {
  const { t: translate, te, n, d } = useI18n()
  const { role: organizationRole } = useOrganizationWords()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`keyRotation.${key}`, named)
  const roleName = (role: string): string => (/^app_\w+$/u.test(role) && te(`apiKeys.appRole.${role}`) ? translate(`apiKeys.appRole.${role}`) : organizationRole({ role }))

  function role({ scope, role: given, appId }: Pick<KeyBinding, 'scope' | 'role' | 'appId'>, apps: readonly KeyApp[]): string {
    const named = { role: roleName(given), scope: visibleText(scope) }
    if (scope !== 'app') return t(`revoke.scope.${scope === 'org' || scope === 'channel' ? scope : 'other'}`, named)
    const app = apps.find(({ id }) => id === appId)
    return t('revoke.scope.app', { ...named, app: app === undefined ? visibleText(appId ?? '').slice(0, 8) : visibleName(app.name.trim() === '' ? app.appId : app.name) })
  }

  function onBothClocks(iso: string): string {
    const date = new Date(iso)
    const utc = d(date, { key: 'dayAndTime', timeZone: 'UTC' })
    return date.getTimezoneOffset() === 0 ? t('expiry.utc', { utc }) : t('expiry.localAndUtc', { local: d(date, 'dayAndTime'), utc })
  }

  return {
    t,
    number: (value) => n(value),
    counted: (key, count, named = {}) => translate(`keyRotation.${key}`, { count: n(count), ...named }, count),
    keyName: ({ id, name }) => (name.trim() === '' ? t('unnamed', { id: String(id) }) : visibleName(name)),
    owner: ({ ownerEmail, ownerId }) => visibleText(ownerEmail !== null && ownerEmail.trim() !== '' ? ownerEmail : ownerId.slice(0, 8)),
    roleName,
    role,
    onBothClocks
  }
}
