import { useI18n } from 'vue-i18n'
import { organizationRoles, type OrganizationSummary } from '#shared/domain/organization'
import { visibleText } from '#shared/rules/visibleText'

export interface OrganizationWords {
  /** Its name; hidden characters written out. */
  name: (organization: OrganizationSummary) => string
  role: (organization: OrganizationSummary) => string
  /** Why it is closed to the signed-in person, one sentence per reason; empty when it is open. */
  whyClosed: (organization: OrganizationSummary) => string[]
}

/** An organization of the switcher in words. */
export function useOrganizationWords(): OrganizationWords {
  const { t } = useI18n()
  return {
    name: ({ name }) => visibleText(name),
    role: ({ role }) => ((organizationRoles as readonly string[]).includes(role) ? t(`security.role.${role}`) : visibleText(role)),
    whyClosed: ({ invited, blockedBy }) => [
      ...(invited ? [t('shell.organization.why.invited')] : []),
      ...blockedBy.map((block) => t(`shell.organization.why.${block}`))
    ]
  }
}
