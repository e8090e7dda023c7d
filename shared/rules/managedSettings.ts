import type { Policy, SettingName } from '../domain/policy'
import { defaultSettings, type Settings } from '../domain/settings'

/** Of two times after which something ends, the one that ends it; null: never. */
const sooner = (one: number | null, other: number | null): number | null => (one === null ? other : other === null ? one : Math.min(one, other))

/** The settings in force: what the policy says, and the person's own for the rest. */
export function managedSettings(own: Settings, policy: Policy): Settings {
  const safe: Settings = { ...own }
  if (policy.held.includes('idleLockMinutes')) safe.idleLockMinutes = sooner(own.idleLockMinutes, defaultSettings.idleLockMinutes)
  if (policy.held.includes('clipboardSeconds')) safe.clipboardSeconds = Math.min(own.clipboardSeconds, defaultSettings.clipboardSeconds)
  const inForce: Settings = { ...safe, ...(policy.settings as Partial<Settings>) }
  return { ...inForce, idleLockMinutes: sooner(inForce.idleLockMinutes, policy.idleLockMaximumMinutes) }
}

/** Whether nobody but the administrator changes this setting. */
export const isManaged = (policy: Policy, name: string): boolean => Object.hasOwn(policy.settings, name) || policy.held.includes(name as SettingName)
