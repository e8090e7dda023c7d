import type { ListedKey } from '#shared/rules/keyListing'
import { useOrganizationWords } from '../../composables/useOrganizationWords'
import { useOrganizationsStore } from '../../stores/organizations'
import { useHiddenRoles } from './useHiddenRoles'
import { useKeyWords } from './useKeyWords'

/** What a key reaches, as facts: what stops when it stops. */
export function useReach(): (row: ListedKey) => { name: string; value: string }[] {
  const { t, role, appName, roleName, counted } = useKeyWords()
  const organizations = useOrganizationsStore()
  const organizationWords = useOrganizationWords()
  const hidden = useHiddenRoles()

  function elsewhere({ key, elsewhere: known }: ListedKey): string {
    if (!key.bindings.known || known === null) return t('reach.unknown')
    const ids = [...new Set(key.bindings.value.map(({ organizationId }) => organizationId))].filter((id) => id !== organizations.selectedId)
    const named = ids.map((id) => organizations.list.find((one) => one.id === id)).filter((one) => one !== undefined)
    const unnamed = ids.length - named.length
    const shown = [...named.map(organizationWords.name), ...(unnamed > 0 ? [counted('reach.unnamed', unnamed)] : [])]
    const all = shown.length === 0 ? t('reach.nowhereElse') : shown.join(', ')
    return hidden.value === null || !key.own ? all : t('reach.notShown', { shown: all, names: hidden.value })
  }

  return (row) => [
    { name: t('reach.here'), value: role(row).text },
    { name: t('column.apps'), value: row.apps === null ? t('apps.unknown') : row.role === 'org_admin' || row.role === 'org_super_admin' ? t('apps.all') : row.apps.length === 0 ? t('apps.none') : row.apps.map((one) => t('apps.withRole', { app: appName(one), role: roleName(one.role) })).join(', ') },
    { name: t('reach.elsewhere'), value: elsewhere(row) },
    ...(row.key.mayCreateOrganizations === 'yes' ? [{ name: t('reach.creates'), value: t('reach.yes') }] : [])
  ]
}
