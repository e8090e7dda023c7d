import { AppError, type ErrorCode } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import { organizationPermissions, type OrganizationAccess, type OrganizationPermission } from '#shared/domain/organizationAccess'
import type { Known } from '#shared/domain/organizationSecurity'
import { listOrganizations, type OrganizationsRead } from '../capgo/endpoints/organizations'
import { checkOrganizationPermission, readKeyExpiryAccepted, readMemberEmail, readOwnTwoFactor } from '../capgo/endpoints/permissions'
import type { ActiveConnection } from './connection/connectionService'
import { settled } from './settled'

const credentialRefused: readonly ErrorCode[] = ['wrongApiKey', 'sessionEnded', 'unauthorized']

/**
 * What the credential in use may do in an organization, in one wave of at most nine requests. Works for organizations
 * that keep the person out, too. Each fact stands by itself: one failed look-up makes its fact unknown and leaves the others.
 * @throws AppError when nothing could be read, the credential is refused, or the organization is not the person's
 */
export async function readOrganizationAccess(active: ActiveConnection, organizationId: string, now: () => number): Promise<OrganizationAccess> {
  const { requester, signal, connection } = active
  const { credential } = connection
  const [organizations, permissions, ownTwoFactor, keyExpiry, email] = await Promise.all([
    settled(listOrganizations(requester, signal)),
    Promise.all(organizationPermissions.map(async (permission) => [permission, await settled(checkOrganizationPermission(requester, organizationId, permission, signal))] as const)),
    // For an API key the server looks at nobody and says no (Capgo backend: `has_2fa_enabled` asks about the session's user).
    credential.kind === 'session' ? settled(readOwnTwoFactor(requester, signal)) : null,
    credential.kind === 'apiKey' ? settled(readKeyExpiryAccepted(requester, organizationId, signal)) : null,
    credential.kind === 'apiKey' ? settled(readMemberEmail(requester, organizationId, connection.userId, signal)) : settled(Promise.resolve(credential.email))
  ])
  // Asked whether it may something, the server answers a credential that it does not take with "no" instead of refusing it.
  if (!organizations.known && credentialRefused.includes(organizations.why.code)) throw new AppError(organizations.why)
  signal.throwIfAborted()
  if (!organizations.known && permissions.every(([, granted]) => !granted.known)) throw new AppError(organizations.why)
  const organization = standing(organizations, organizationId)
  return {
    organizationId,
    organization,
    credential: credential.kind,
    level: credential.kind === 'session' ? credential.level : null,
    ownTwoFactor: ownTwoFactor ?? ownersTwoFactor(organization),
    permissions: Object.fromEntries(permissions) as Record<OrganizationPermission, Known<boolean>>,
    keyExpiryAccepted: keyExpiry,
    ownerEmail: email.known && email.value !== '' ? email.value : null,
    readAt: new Date(now()).toISOString()
  }
}

/** @throws AppError `notFound` when the whole list is there and the organization is not in it */
function standing(organizations: Known<OrganizationsRead>, organizationId: string): Known<OrganizationSummary> {
  if (!organizations.known) return organizations
  const { rows, completeness } = organizations.value
  const value = rows.find((row) => row.id === organizationId)
  if (value) return { known: true, value }
  if (completeness.state === 'complete') throw new AppError({ code: 'notFound', message: 'The organization is not among those that the server shows to this credential.', retryable: false })
  return { known: false, why: new AppError({ code: 'conflict', message: 'The list of organizations changed while it was read.', retryable: true }).data }
}

/** What an API key is told of its owner: where 2FA is enforced, whether that keeps the owner out. */
function ownersTwoFactor(organization: Known<OrganizationSummary>): Known<boolean> {
  if (!organization.known) return organization
  const { enforcesTwoFactor, blockedBy } = organization.value
  if (enforcesTwoFactor) return { known: true, value: !blockedBy.includes('twoFactor') }
  return { known: false, why: new AppError({ code: 'credentialCannot', message: 'The server does not tell an API key whether its owner has 2FA.', retryable: false }).data }
}
