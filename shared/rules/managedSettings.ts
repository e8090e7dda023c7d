import type { Policy, SettingName } from '../domain/policy'
import { defaultSettings, type Settings } from '../domain/settings'

/** Of two times after which something ends, the one that ends it; null: never. */
const sooner = (one: number | null, other: number | null): number | null => (one === null ? other : other === null ? one : Math.min(one, other))

/** The settings in force: what the policy says, what it holds as by default, and the person's own for the rest. */
export function managedSettings(own: Settings, policy: Policy): Settings {
  const inForce: Settings = { ...own, ...(policy.settings as Partial<Settings>) }
  const { idleLockMinutes, clipboardSeconds } = inForce
  for (const name of policy.held) Object.assign(inForce, { [name]: defaultSettings[name] })
  // Of those that protect, a stricter value stays.
  if (policy.held.includes('idleLockMinutes')) inForce.idleLockMinutes = sooner(idleLockMinutes, defaultSettings.idleLockMinutes)
  if (policy.held.includes('clipboardSeconds')) inForce.clipboardSeconds = Math.min(clipboardSeconds, defaultSettings.clipboardSeconds)
  return { ...inForce, idleLockMinutes: sooner(inForce.idleLockMinutes, policy.idleLockMaximumMinutes) }
}

/** Whether nobody but the administrator changes this setting. */
export const isManaged = (policy: Policy, name: string): boolean => Object.hasOwn(policy.settings, name) || policy.held.includes(name as SettingName)
