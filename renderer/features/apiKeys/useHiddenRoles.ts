import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { hidesKeyRoles } from '#shared/rules/keyRoles'
import { useOrganizationWords } from '../../composables/useOrganizationWords'
import { useOrganizationsStore } from '../../stores/organizations'

/** As many organizations as one reads in a sentence. */
const mostNamed = 3

/** The other organizations in which the person is shown no roles of keys, by name; null: there is none. */
export function useHiddenRoles(): ComputedRef<string | null> {
  const { locale } = useI18n()
  const organizations = useOrganizationsStore()
  const { name } = useOrganizationWords()
  return computed(() => {
    const hidden = organizations.list.filter((one) => one.id !== organizations.selectedId && hidesKeyRoles(one)).map(name)
    if (hidden.length === 0) return null
    return new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(hidden.length > mostNamed ? [...hidden.slice(0, mostNamed), '…'] : hidden)
  })
}
