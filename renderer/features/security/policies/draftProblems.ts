import { expirationDaysRange, fingerprintLengths, minLengthRange } from '#shared/domain/policyChange'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'

/** The settings of a draft that no server takes; only those that would change are looked at. */
export function draftProblems(wanted: SecuritySettings, changed: readonly SecuritySettingName[]): SecuritySettingName[] {
  return changed.filter((name) => {
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

function isWithin(number: number, { least, most }: { least: number; most: number }): boolean {
  return Number.isInteger(number) && number >= least && number <= most
}
