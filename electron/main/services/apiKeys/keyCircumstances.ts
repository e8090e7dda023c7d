import { AppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import type { KeyPolicy } from '#shared/rules/apiKeyPolicy'
import type { KeyGiver } from '#shared/rules/keyRoles'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import { checkOrganizationPermission } from '../../capgo/endpoints/permissions'
import type { ActiveConnection } from '../connection/connectionService'
import { settled } from '../settled'

/** What the person's organizations ask of keys, and what they may do in the one that is open. */
export interface KeyCircumstances {
  organization: { id: string; name: string }
  policy: KeyPolicy
  /** Of the others that the person is in, as far as the server tells. */
  policiesElsewhere: readonly KeyPolicy[]
  /** Others whose roles the person certainly does not administer, or is kept out of. */
  notAdministered: ReadonlySet<string>
  giver: KeyGiver
  /** The server's clock minus this computer's, in milliseconds; null: not told. */
  clockSkewMs: number | null
}

/** Capgo backend: `org.update_user_roles`. */
const administering: ReadonlySet<string> = new Set(['org_super_admin', 'org_admin'])
const notAdministering: ReadonlySet<string> = new Set(['org_billing_admin', 'apikey_manager', 'org_member'])

/** @throws AppError when the organization or its policies cannot be read: a key that stops at once must not be made blindly */
export async function readCircumstances(active: ActiveConnection, organizationId: string): Promise<KeyCircumstances> {
  const { requester, signal } = active
  const [{ rows, clockSkewMs }, manages, updates] = await Promise.all([
    listOrganizations(requester, signal),
    settled(checkOrganizationPermission(requester, organizationId, 'org.manage_apikeys', signal)),
    settled(checkOrganizationPermission(requester, organizationId, 'org.update_user_roles', signal))
  ])
  const open = rows.find(({ id }) => id === organizationId)
  if (open === undefined) throw new AppError({ code: 'notFound', message: 'The organization is not among those of the signed-in person.', retryable: false })
  const [policy] = policyOf(open)
  if (policy === undefined) {
    throw new AppError({ code: 'invalidResponse', message: 'The server left out what the organization asks of keys, so nothing was sent.', retryable: true, details: { foundState: 'policyUnknown' } })
  }
  const others = rows.filter(({ id }) => id !== organizationId)
  return {
    organization: { id: open.id, name: open.name },
    policy,
    policiesElsewhere: others.flatMap(policyOf),
    notAdministered: new Set(others.filter(isNotAdministered).map(({ id }) => id)),
    giver: { role: open.role, mayManageKeys: manages.known ? manages.value : null, mayUpdateRoles: updates.known ? updates.value : null },
    clockSkewMs
  }
}

function policyOf({ id, policies }: OrganizationSummary): KeyPolicy[] {
  if (policies === null) return []
  const { enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays } = policies
  return [{ organizationId: id, enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays }]
}

function isNotAdministered({ role, invited, blockedBy }: OrganizationSummary): boolean {
  return invited || (blockedBy.length > 0 && administering.has(role)) || notAdministering.has(role)
}

/** Names of organizations, asked for once: a bulk run changes hundreds of keys of one. */
export function createOrganizationNames() {
  const names = new Map<string, string>()
  const of = (active: ActiveConnection, id: string): string => `${active.connection.server} ${active.connection.userId} ${id}`
  return {
    remember: (active: ActiveConnection, { id, name }: { id: string; name: string }): void => void names.set(of(active, id), name),
    /** Empty where it cannot be read: who reads the journal finds the organization by its id. */
    async name(active: ActiveConnection, id: string): Promise<string> {
      const known = names.get(of(active, id))
      if (known !== undefined) return known
      const listed = await settled(listOrganizations(active.requester, active.signal))
      if (!listed.known) return ''
      for (const organization of listed.value.rows) names.set(of(active, organization.id), organization.name)
      return names.get(of(active, id)) ?? ''
    }
  }
}
export type OrganizationNames = ReturnType<typeof createOrganizationNames>
