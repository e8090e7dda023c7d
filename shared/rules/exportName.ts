import type { OrganizationSecurity } from '../domain/organizationSecurity'

/** A file name that every system takes, with the organization and the day the data is from. */
export function exportName(subject: string, { organizationName, readAt }: Pick<OrganizationSecurity, 'organizationName' | 'readAt'>, extension: 'csv' | 'json' | 'html'): string {
  const plain = (text: string) => text.normalize('NFKD').replace(/[^\w .()-]+/gu, '').trim()
  const parts = [plain(subject), plain(organizationName).slice(0, 60), readAt.slice(0, 10)]
  return `${parts.filter((part) => part !== '').join(' - ')}.${extension}`
}
