import { reachOf } from '#shared/rules/keyReach'
import type { ListedKey } from '#shared/rules/keyListing'
import { isAdministrator } from '#shared/rules/keyRoles'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import { useOrganizationWords } from '../../composables/useOrganizationWords'
import { useOrganizationsStore } from '../../stores/organizations'
import { useRotationWords } from './useRotationWords'

/** As many names as one line takes. */
const most = 8

/** What keys serve, in words: together, and each by itself. @param open the id of the organization that the keys are shown in */
export function useReachWords(open: string): { together: (rows: readonly ListedKey[]) => { name: string; value: string }[]; ofOne: (row: ListedKey) => string } {
  const { t, counted, roleName } = useRotationWords()
  const organizations = useOrganizationsStore()
  const { name: nameOf } = useOrganizationWords()

  const organization = (id: string): string => {
    const found = organizations.list.find((one) => one.id === id)
    return found === undefined ? t('reach.unnamed', { id: visibleText(id).slice(0, 8) }) : nameOf(found)
  }
  const app = (id: string, given: { name: string; appId: string } | null): string => (given === null ? t('reach.unnamed', { id: visibleText(id).slice(0, 8) }) : visibleName(given.name.trim() === '' ? given.appId : given.name))
  const withKeys = (what: string, keys: number): string => counted('reach.keys', keys, { what })
  const listed = (lines: readonly string[]): string => [...lines.slice(0, most), ...(lines.length > most ? [counted('more', lines.length - most)] : [])].join(', ')

  function together(rows: readonly ListedKey[]): { name: string; value: string }[] {
    const reach = reachOf(rows)
    const all = reach.unknown === rows.length
    const roles = [...reach.roles.map(({ what, keys }) => withKeys(roleName(what), keys)), ...(reach.withoutRoles > 0 ? [counted('reach.withoutRoles', reach.withoutRoles)] : [])]
    const apps = [...(reach.allApps > 0 ? [withKeys(t('reach.allApps'), reach.allApps)] : []), ...reach.apps.map(({ what, keys }) => withKeys(app(what.id, what.app), keys))]
    const none = t(all ? 'reach.unknown' : 'reach.none')
    return [
      { name: t('reach.roles'), value: roles.length === 0 ? none : listed(roles) },
      { name: t('reach.apps'), value: apps.length === 0 ? none : listed(apps) },
      { name: t('reach.organizations'), value: reach.organizations.length === 0 ? none : listed(reach.organizations.map(({ what, keys }) => withKeys(organization(what), keys))) },
      { name: t('reach.owners'), value: listed(reach.owners.map(({ what, keys }) => withKeys(what.own ? t('reach.you') : visibleText(what.email !== null && what.email.trim() !== '' ? what.email : what.id.slice(0, 8)), keys))) },
      ...(reach.mayCreateOrganizations > 0 ? [{ name: t('reach.creates'), value: counted('reach.some', reach.mayCreateOrganizations) }] : []),
      ...(reach.unknown > 0 ? [{ name: t('reach.notKnown'), value: counted('reach.unknownOf', reach.unknown) }] : [])
    ]
  }

  function ofOne({ key, role, apps }: ListedKey): string {
    if (!key.bindings.known) return t('reach.unknownOne')
    if (key.bindings.value.length === 0) return t('reach.noneOne')
    const elsewhere = [...new Set(key.bindings.value.map(({ organizationId }) => organizationId))].filter((id) => id !== open)
    return [
      ...(typeof role === 'string' ? [roleName(role)] : []),
      ...(isAdministrator(role ?? null) ? [t('reach.allApps')] : (apps ?? []).slice(0, most).map((one) => t('reach.onApp', { app: app(one.appId, one.app), role: roleName(one.role) }))),
      ...((apps ?? []).length > most && !isAdministrator(role ?? null) ? [counted('more', (apps ?? []).length - most)] : []),
      ...elsewhere.map((id) => t('reach.alsoIn', { organization: organization(id) }))
    ].join(', ')
  }

  return { together, ofOne }
}
