import type { SettingsChange } from '../domain/policyChange'
import { securitySettingNames, type SecuritySettingName, type SecuritySettings } from '../domain/securitySettings'
import { withChange } from './changedSettings'
import { enforcedLength } from './passwordPolicy'

/**
 * Which way a setting goes. `stricter` asks more of people or keys, `looser` less; `different` is both at once, or neither
 * (another encryption key), so that nobody can call it safe; `same` has the same effect, however it is stored.
 */
export type SettingDirection = 'same' | 'stricter' | 'looser' | 'different'

/** What a password policy asks, field by field; `length` is in characters. */
export const passwordPolicyFields = ['enforced', 'length', 'uppercase', 'number', 'special'] as const
export type PasswordPolicyField = (typeof passwordPolicyFields)[number]

export interface PasswordFieldDifference {
  field: PasswordPolicyField
  before: boolean | number
  after: boolean | number
  direction: SettingDirection
}

type OfName<Name extends SecuritySettingName> = Name extends SecuritySettingName
  ? {
      name: Name
      before: SecuritySettings[Name]
      after: SecuritySettings[Name]
      direction: SettingDirection
      /** Of the password policy: what each of its fields does; empty for the other settings. */
      fields: PasswordFieldDifference[]
    }
  : never
export type SettingDifference = OfName<SecuritySettingName>

type Policy = SecuritySettings['passwordPolicy']

/** Every setting that `change` names, in the order of the Security page, those that stay the same included. */
export function settingsDifference(before: SecuritySettings, change: SettingsChange): SettingDifference[] {
  return securitySettingNames.filter((name) => change[name] !== undefined).map((name) => differenceOf(name, before, withChange(before, change)))
}

/** Those of them that have an effect. */
export function effectiveDifference(before: SecuritySettings, change: SettingsChange): SettingDifference[] {
  return settingsDifference(before, change).filter(({ direction }) => direction !== 'same')
}

/** Whether both have the same effect, which `isSameSetting` does not ask: a policy that is not enforced asks nothing, whatever else stands in it, and equals none. */
export function sameSetting<Name extends SecuritySettingName>(name: Name, one: SecuritySettings[Name], other: SecuritySettings[Name]): boolean {
  return directionOf(name, one, other) === 'same'
}

function differenceOf(name: SecuritySettingName, before: SecuritySettings, after: SecuritySettings): SettingDifference {
  const fields = name === 'passwordPolicy' ? passwordFields(before.passwordPolicy, after.passwordPolicy) : []
  // The names of both sides are the same one, which the compiler cannot follow through a union.
  return { name, before: before[name], after: after[name], direction: directionOf(name, before[name], after[name]), fields } as SettingDifference
}

function directionOf(name: SecuritySettingName, before: unknown, after: unknown): SettingDirection {
  switch (name) {
    case 'passwordPolicy':
      return together(passwordFields(before as Policy, after as Policy).map(({ direction }) => direction))
    case 'maxKeyExpirationDays':
      // No maximum is the longest one.
      return byStrictness(-((before as number | null) ?? Infinity), -((after as number | null) ?? Infinity))
    case 'requiredEncryptionKey':
      if (before === after) return 'same'
      return before === null ? 'stricter' : after === null ? 'looser' : 'different'
    default:
      return byStrictness(Number(before), Number(after))
  }
}

/**
 * Of a policy that is not enforced only that is compared: its other fields wait for nobody. Between enforced and not, the
 * fields count as what they ask, so that switching on a policy of ten characters shows the ten.
 */
function passwordFields(before: Policy, after: Policy): PasswordFieldDifference[] {
  const [was, becomes] = [asked(before), asked(after)]
  return passwordPolicyFields.map((field) => ({ field, before: was[field], after: becomes[field], direction: byStrictness(Number(was[field]), Number(becomes[field])) }))
}

function asked(policy: Policy): Record<PasswordPolicyField, boolean | number> {
  const length = enforcedLength(policy)
  if (policy === null || length === null) return { enforced: false, length: 0, uppercase: false, number: false, special: false }
  return { enforced: true, length, uppercase: policy.requireUppercase, number: policy.requireNumber, special: policy.requireSpecial }
}

function byStrictness(before: number, after: number): SettingDirection {
  return before === after ? 'same' : after > before ? 'stricter' : 'looser'
}

function together(directions: readonly SettingDirection[]): SettingDirection {
  const moving = new Set(directions.filter((direction) => direction !== 'same'))
  if (moving.size === 0) return 'same'
  return moving.size === 1 ? ([...moving][0] ?? 'same') : 'different'
}
