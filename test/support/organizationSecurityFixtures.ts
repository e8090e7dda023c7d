import type { Member, PasswordStatus, TwoFactorStatus } from '#shared/domain/member'
import type { SecurityPolicies } from '#shared/domain/organization'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { AppErrorData } from '#shared/errors/appError'

export const ownUserId = 'user-self'
export const organizationId = '7c1d2a4e-0b0f-4c53-9a61-3f6a5d0c8e11'
export const lookUpFailure: AppErrorData = { code: 'timeout', message: 'The look-up took too long.', retryable: true }

export function member(id: string, twoFactor: TwoFactorStatus, role = 'org_member', email = `${id}@example.com`, password: PasswordStatus = 'notAsked'): Member {
  return { id, email, role, twoFactor, password }
}

/** Nothing is asked of anybody. */
export const noPolicies: SecurityPolicies = {
  passwordPolicy: null,
  enforcesSecureKeys: false,
  requiresKeyExpiration: false,
  maxKeyExpirationDays: null,
  enforcesEncryptedBundles: false,
  requiredEncryptionKey: null
}

/** An organization that is not enforcing, was read whole, and is looked at by a super admin with 2FA in a session. */
export function security(changes: Partial<OrganizationSecurity> = {}): OrganizationSecurity {
  return {
    organizationId,
    readingId: '5d2c9d3e-3f5b-4a86-8f0e-0c6f4f1b2a01',
    organizationName: 'Harbour Lights',
    readAt: '2027-03-12T09:30:00.000Z',
    clockSkewMs: 0,
    enforcesTwoFactor: { known: true, value: false },
    policies: { known: true, value: noPolicies },
    mayUpdateSettings: { known: true, value: true },
    actor: { userId: ownUserId, credential: 'session', level: 'aal2', twoFactor: 'enabled' },
    members: [
      member(ownUserId, 'enabled', 'org_super_admin', 'ines@example.com'),
      member('second', 'enabled', 'org_super_admin', 'omar@example.com')
    ],
    membersCompleteness: { state: 'complete' },
    twoFactorCompleteness: { state: 'complete' },
    passwordCompleteness: null,
    ...changes
  }
}

/** Members of which `withoutTwoFactor` have none, all ordinary, beside the two super admins of `security()`. */
export function manyMembers(withoutTwoFactor: number, others: readonly Member[] = []): Member[] {
  return [...security().members, ...others, ...Array.from({ length: withoutTwoFactor }, (_, index) => member(`member-${String(index).padStart(6, '0')}`, 'notEnabled'))]
}
