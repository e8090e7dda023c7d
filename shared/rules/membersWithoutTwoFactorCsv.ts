import type { OrganizationSecurity } from '../domain/organizationSecurity'
import { csv } from './csv'

/** The columns' names in the person's language, and the words for a role. */
export interface MemberCsvWords {
  email: string
  role: string
  status: string
  organization: string
  readAt: string
  notEnabled: string
  roleName: (role: string) => string
}

/** The members known to have no 2FA as CSV, one a line, each with the organization and the moment it was read. */
export function membersWithoutTwoFactorCsv(security: OrganizationSecurity, words: MemberCsvWords): string {
  const rows = security.members
    .filter((member) => member.twoFactor === 'notEnabled')
    .map(({ email, role }) => [email, words.roleName(role), words.notEnabled, security.organizationName, security.readAt])
  return csv([words.email, words.role, words.status, words.organization, words.readAt], rows)
}
