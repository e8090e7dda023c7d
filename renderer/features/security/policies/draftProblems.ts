import { expirationDaysRange, fingerprintLengths, minLengthRange } from '#shared/domain/policyChange'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'

/** Those of the settings that no server takes. */
export function draftProblems(wanted: SecuritySettings, among: readonly SecuritySettingName[]): SecuritySettingName[] {
  return among.filter((name) => {
    switch (name) {
      case 'passwordPolicy':
        return wanted.passwordPolicy !== null && !isWithin(wanted.passwordPolicy.minLength, minLengthRange)
      case 'maxKeyExpirationDays':
        return wanted.maxKeyExpirationDays !== null && !isWithin(wanted.maxKeyExpirationDays, expirationDaysRange)
      case 'requiredEncryptionKey':
        return wanted.requiredEncryptionKey !== null && !isWithin(wanted.requiredEncryptionKey.trim().length, fingerprintLengths)
      default:
        return false
    }
  })
}

/** A length that no server takes cannot be sent, not even to switch the policy off. */
export function acceptedLength(length: number): number {
  return isWithin(length, minLengthRange) ? length : Math.min(minLengthRange.most, Math.max(minLengthRange.least, Math.trunc(length) || minLengthRange.least))
}

function isWithin(number: number, { least, most }: { least: number; most: number }): boolean {
  return Number.isInteger(number) && number >= least && number <= most
}
