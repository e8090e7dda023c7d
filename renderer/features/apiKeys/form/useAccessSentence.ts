import { useI18n } from 'vue-i18n'
import type { KeyApp } from '#shared/domain/keyInventory'
import type { Known } from '#shared/domain/organizationSecurity'
import { reachesNothing, type KeyAccess } from '#shared/rules/keyAccess'
import { visibleName } from '#shared/rules/visibleText'
import { useKeyWords } from '../useKeyWords'

/** As many apps as one reads in a sentence. */
const mostNamed = 5

/** What a key can do, in one sentence. */
export function useAccessSentence(): (access: KeyAccess, organizationName: string, apps: Known<readonly KeyApp[]>) => string {
  const { locale, d } = useI18n()
  const { t, counted, appName, roleName } = useKeyWords()

  return (access, organizationName, apps) => {
    if (reachesNothing(access)) return t('access.nothing')
    const organization = visibleName(organizationName)
    const join = (parts: readonly string[]): string => new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(parts)
    const known = new Map(apps.known ? apps.value.map((app) => [app.id, app]) : [])
    const named = (ids: readonly string[]): string => {
      const names = ids.slice(0, mostNamed).map((appId) => appName({ appId, app: known.get(appId) ?? null, role: '' }))
      return join(ids.length > mostNamed ? [...names, counted('access.moreApps', ids.length - mostNamed)] : names)
    }
    const parts = [
      ...(access.organization === 'nothing' ? [] : [t(`access.organization.${access.organization}`, { organization, role: roleName(access.role ?? '') })]),
      ...access.apps.map(({ ability, role, appIds }) => t(`access.app.${ability}`, { apps: named(appIds), role: roleName(role) })),
      ...(access.createsOrganizations ? [t('access.creates')] : [])
    ]
    const abilities = join(parts)
    return access.until === null ? t('access.forever', { abilities }) : t('access.until', { abilities, date: d(new Date(access.until), 'date') })
  }
}
