import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'

/** A file name that every system takes, with the organization and the day the data is from. */
export function csvName(subject: string, security: OrganizationSecurity): string {
  const plain = (text: string) => text.normalize('NFKD').replace(/[^\w .()-]+/gu, '').trim()
  const parts = [plain(subject), plain(security.organizationName).slice(0, 60), security.readAt.slice(0, 10)]
  return `${parts.filter((part) => part !== '').join(' - ')}.csv`
}
