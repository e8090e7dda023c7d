import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { settingsOf } from '#shared/rules/changedSettings'
import { judgePolicyChange, type PolicyVerdict } from '#shared/rules/policyLockoutGuard'
import type { SettingsChange } from '#shared/domain/policyChange'
import type { PolicyImpact } from '#shared/rules/policyImpact'

/** A part of an effect: which words of `reviews.impact`, how many, and who. */
export interface ImpactLine {
  key: 'losing' | 'mayLose' | 'passwords' | 'stopping' | 'mayStop' | 'withoutExpiry' | 'beyond'
  count: number
  names: readonly string[]
}

/** A state that an effect is told of: of a snapshot, or of today. */
export interface ImpactGround {
  security: OrganizationSecurity
  /** null: they could not be read. */
  keys: KeyInventory | null
}

/** The guard's verdict on a planned change, by the clock of that reading; null where the settings are not known. */
export function verdictOn(change: SettingsChange, { security, keys }: ImpactGround): PolicyVerdict | null {
  const settings = settingsOf(security)
  if (!settings.known) return null
  return judgePolicyChange({ security, keys, before: settings.value, change, nowMs: Date.parse(security.readAt) + (security.clockSkewMs ?? 0) })
}

/** Everybody and everything that it touches, part by part; what touches nobody is left out. */
export function impactLines({ twoFactor, passwords, secureKeys, keyExpiry, beyondMaximum }: PolicyImpact): ImpactLine[] {
  const line = (key: ImpactLine['key'], names: readonly string[]): ImpactLine[] => (names.length === 0 ? [] : [{ key, count: names.length, names }])
  const emails = (members: readonly { email: string }[] | undefined): string[] => (members ?? []).map(({ email }) => email)
  const keyNames = (keys: readonly { name: string }[] | undefined | null): string[] => (keys ?? []).map(({ name }) => name)
  return [
    ...line('losing', emails(twoFactor?.losingAccess)),
    ...line('mayLose', emails(twoFactor?.unknown)),
    ...line('passwords', emails(passwords?.everyone)),
    ...line('stopping', keyNames(secureKeys?.stopping.map(({ key }) => key))),
    ...line('mayStop', keyNames(secureKeys?.unknown)),
    ...line('withoutExpiry', keyNames(keyExpiry?.without)),
    ...line('beyond', keyNames(beyondMaximum))
  ]
}
