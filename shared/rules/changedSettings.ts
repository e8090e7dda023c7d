import type { Known, OrganizationSecurity } from '../domain/organizationSecurity'
import type { SettingsChange } from '../domain/policyChange'
import { securitySettingNames, type SecuritySettingName, type SecuritySettings } from '../domain/securitySettings'

/** Whether two values of a setting are the same for the server. A fingerprint is compared as it is. */
export function isSameSetting<N extends SecuritySettingName>(name: N, one: SecuritySettings[N], other: SecuritySettings[N]): boolean {
  if (name !== 'passwordPolicy' || one === null || other === null) return one === other
  const [a, b] = [one, other] as [NonNullable<SecuritySettings['passwordPolicy']>, NonNullable<SecuritySettings['passwordPolicy']>]
  return (Object.keys(a) as (keyof typeof a)[]).every((field) => a[field] === b[field])
}

/** The settings in which the two differ, in the order of the page. */
export function differingSettings(one: SecuritySettings, other: SecuritySettings): SecuritySettingName[] {
  return securitySettingNames.filter((name) => !isSameSetting(name, one[name], other[name]))
}

export function withChange(settings: SecuritySettings, change: SettingsChange): SecuritySettings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...settings, ...Object.fromEntries(named) }
}

/** What of a change would change anything. */
export function effectiveChange(settings: SecuritySettings, change: SettingsChange): SettingsChange {
  const names = differingSettings(settings, withChange(settings, change))
  return Object.fromEntries(names.map((name) => [name, change[name]]))
}

/** The change that leads from one to the other. */
export function changeBetween(from: SecuritySettings, to: SecuritySettings): SettingsChange {
  return Object.fromEntries(differingSettings(from, to).map((name) => [name, to[name]]))
}

/** All settings, where all of them are known. */
export function settingsOf({ enforcesTwoFactor, policies }: OrganizationSecurity): Known<SecuritySettings> {
  if (!enforcesTwoFactor.known) return enforcesTwoFactor
  if (!policies.known) return policies
  return { known: true, value: { enforcesTwoFactor: enforcesTwoFactor.value, ...policies.value } }
}

/** Whether the change can stop anybody or anything from working; everything else is undone by a click. */
export function tightens(before: SecuritySettings, change: SettingsChange): boolean {
  const after = withChange(before, change)
  return differingSettings(before, after).some((name) => {
    switch (name) {
      case 'passwordPolicy':
        return after.passwordPolicy?.enabled === true
      case 'maxKeyExpirationDays':
        return after.maxKeyExpirationDays !== null && (before.maxKeyExpirationDays === null || after.maxKeyExpirationDays < before.maxKeyExpirationDays)
      case 'requiredEncryptionKey':
        return after.requiredEncryptionKey !== null
      default:
        return after[name]
    }
  })
}
