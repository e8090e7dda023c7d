import type { OrganizationSummary } from '#shared/domain/organization'
import { organizationPermissions, type OrganizationAccess, type OrganizationPermission } from '#shared/domain/organizationAccess'
import type { Known } from '#shared/domain/organizationSecurity'
import { lookUpFailure, organizationId } from './organizationSecurityFixtures'

export const known = <T>(value: T): Known<T> => ({ known: true, value })
export const unknown = { known: false, why: lookUpFailure } as const

/** Every permission, save those that are given otherwise. */
export function permissions(changes: Partial<Record<OrganizationPermission, Known<boolean>>> = {}, others: Known<boolean> = known(true)): OrganizationAccess['permissions'] {
  return { ...(Object.fromEntries(organizationPermissions.map((name) => [name, others])) as OrganizationAccess['permissions']), ...changes }
}

export function organization(changes: Partial<OrganizationSummary> = {}): OrganizationSummary {
  return {
    id: organizationId,
    name: 'Harbour Lights',
    role: 'org_super_admin',
    invited: false,
    blockedBy: [],
    enforcesTwoFactor: false,
    policies: { passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, enforcesEncryptedBundles: false, requiredEncryptionKey: null },
    ...changes
  }
}

const both = { organizationId, organization: known(organization()), permissions: permissions(), ownerEmail: 'ines@example.com', readAt: '2027-03-12T09:30:00.000Z' }

/** A super admin with 2FA in a session, of whom everything is known. */
export function accessOfSession(changes: Partial<OrganizationAccess> = {}): OrganizationAccess {
  return { ...both, credential: 'session', level: 'aal2', ownTwoFactor: known(true), keyExpiryAccepted: null, ...changes }
}

/** A key that may everything that keys may. */
export function accessOfKey(changes: Partial<OrganizationAccess> = {}): OrganizationAccess {
  return { ...both, credential: 'apiKey', level: null, ownTwoFactor: unknown, keyExpiryAccepted: known(true), ...changes }
}
