import { useI18n } from 'vue-i18n'
import { organizationRoles, type OrganizationSummary } from '#shared/domain/organization'
import { visibleText } from '#shared/rules/visibleText'

export interface OrganizationWords {
  /** Its name, hidden characters written out; one without a name is told by its id, an endless one is cut. */
  name: (organization: Pick<OrganizationSummary, 'id' | 'name'>) => string
  role: (organization: Pick<OrganizationSummary, 'role'>) => string
  /** Why it is closed to the signed-in person, one sentence per reason; empty when it is open. */
  whyClosed: (organization: OrganizationSummary) => string[]
  /** What a search looks through, in lower case: its name, also as it is shown, and its role. */
  searchText: (organization: OrganizationSummary) => string
}

/** Longer than any name that anybody reads; the server sets no limit. */
const longestName = 240

/** An organization in words. */
export function useOrganizationWords(): OrganizationWords {
  const { t } = useI18n()

  function name({ id, name: given }: Pick<OrganizationSummary, 'id' | 'name'>): string {
    if (given.trim() === '') return t('shell.organization.unnamed', { id: id.slice(0, 8) })
    // By characters, so that none is cut in two.
    const shown = given.length > longestName ? `${Array.from(given.slice(0, longestName)).slice(0, -1).join('')}…` : given
    return visibleText(shown)
  }

  const role = ({ role: given }: Pick<OrganizationSummary, 'role'>): string =>
    (organizationRoles as readonly string[]).includes(given) ? t(`security.role.${given}`) : visibleText(given)

  return {
    name,
    role,
    whyClosed: ({ invited, blockedBy }) => (invited ? [t('shell.organization.why.invited')] : blockedBy.map((block) => t(`shell.organization.why.${block}`))),
    searchText: (organization) => [organization.name, name(organization), role(organization)].join('\n').toLowerCase()
  }
}
