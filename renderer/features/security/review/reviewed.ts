import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { SettingsChange } from '#shared/domain/policyChange'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import type { PolicyVerdict } from '#shared/rules/policyLockoutGuard'

/** What a decision is made on; it changes only together with a word about it. */
export interface Reviewed {
  security: OrganizationSecurity
  /** null: they could not be read. */
  keys: KeyInventory | null
  /** The settings as they were read. */
  base: SecuritySettings
  change: SettingsChange
  /** `undo` takes the last change back, `redo` makes it again: to settings that were in force before. */
  way: ReviewWay
}

export type ReviewWay = 'change' | 'undo' | 'redo'

/** The most frequent change of all has words of its own. */
export function onlyTwoFactor({ changed }: PolicyVerdict): boolean {
  return changed.length === 1 && changed[0] === 'enforcesTwoFactor'
}
