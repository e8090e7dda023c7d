import { useI18n } from 'vue-i18n'
import { organizationRoles, type OrganizationSummary } from '#shared/domain/organization'
import { visibleName } from '#shared/rules/visibleText'

export interface OrganizationWords {
  /** Its name, hidden characters written out; one without a name is told by its id, an endless one is cut. */
  name: (organization: Pick<OrganizationSummary, 'id' | 'name'>) => string
  role: (organization: Pick<OrganizationSummary, 'role'>) => string
  /** Why it is closed to the signed-in person, one sentence per reason; empty when it is open. */
  whyClosed: (organization: OrganizationSummary) => string[]
  /** What a search looks through, in lower case: its name, also as it is shown, and its role. */
  searchText: (organization: OrganizationSummary) => string
}

/** An organization in words. */
export function useOrganizationWords(): OrganizationWords {
  const { t } = useI18n()

  function name({ id, name: given }: Pick<OrganizationSummary, 'id' | 'name'>): string {
    return given.trim() === '' ? t('shell.organization.unnamed', { id: id.slice(0, 8) }) : visibleName(given)
  }

  const role = ({ role: given }: Pick<OrganizationSummary, 'role'>): string =>
    (organizationRoles as readonly string[]).includes(given) ? t(`security.role.${given}`) : visibleName(given)

  return {
    name,
    role,
    whyClosed: ({ invited, blockedBy }) => (invited ? [t('shell.organization.why.invited')] : blockedBy.map((block) => t(`shell.organization.why.${block}`))),
    searchText: (organization) => [organization.name, name(organization), role(organization)].join('\n').toLowerCase()
  }
}
