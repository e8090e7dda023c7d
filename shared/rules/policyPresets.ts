import type { SettingsChange } from '../domain/policyChange'
import type { OwnPreset } from '../domain/policyPreset'
import type { SecuritySettings } from '../domain/securitySettings'
import { settingsDifference, type SettingDifference } from './settingsDifference'

/** The rows of Capgo's table "Recommended API Key Policies", by use case. */
export const recommendedPresetNames = ['development', 'pipelines', 'production', 'enterprise'] as const
export type RecommendedPresetName = (typeof recommendedPresetNames)[number]

export interface RecommendedPreset {
  name: RecommendedPresetName
  /** As the table has them, to be shown. */
  secureKeys: 'recommended' | 'required'
  expiration: 'optional' | 'required'
  /** The range of "Max Days", both ends included. */
  maxDays: readonly [least: number, most: number]
  /** What applying it sets. */
  change: SettingsChange
}

const rows: [RecommendedPresetName, RecommendedPreset['secureKeys'], RecommendedPreset['expiration'], RecommendedPreset['maxDays']][] = [
  ['development', 'recommended', 'optional', [30, 90]],
  ['pipelines', 'required', 'required', [90, 180]],
  ['production', 'required', 'required', [30, 90]],
  ['enterprise', 'required', 'required', [30, 60]]
]

/**
 * Source: Capgo's documentation, "Organization Security". Of each range the upper end is taken: it is the least that the
 * table asks, so the preset asks nothing of anybody that the table does not. *Required* switches on; *recommended* and
 * *optional* are advice and leave the switch as it is, because requiring secure keys stops every plain key at once and
 * switching off would weaken what somebody chose.
 */
export const recommendedPresets: readonly RecommendedPreset[] = rows.map(([name, secureKeys, expiration, maxDays]) => ({
  name,
  secureKeys,
  expiration,
  maxDays,
  change: {
    ...(secureKeys === 'required' ? { enforcesSecureKeys: true } : {}),
    ...(expiration === 'required' ? { requiresKeyExpiration: true } : {}),
    maxKeyExpirationDays: maxDays[1]
  }
}))

export interface PresetDifference {
  /** Every setting that the preset names, with where it goes. */
  settings: SettingDifference[]
  /** Applying it would change nothing. */
  met: boolean
  /** Settings that would become less strict, or other than they are: to be shown before anybody applies it. */
  loosens: SettingDifference[]
}

/** What applying a preset does to the present settings. It weakens nothing silently: `loosens` names it. */
export function presetDifference(present: SecuritySettings, { change }: Pick<RecommendedPreset, 'change'>): PresetDifference {
  const settings = settingsDifference(present, change)
  return {
    settings,
    met: settings.every(({ direction }) => direction === 'same'),
    loosens: settings.filter(({ direction }) => direction === 'looser' || direction === 'different')
  }
}

/** The preset without what it would loosen: where the present setting is stricter already, that one stays. */
export function onlyStricter(present: SecuritySettings, { change }: Pick<RecommendedPreset, 'change'>): SettingsChange {
  const stricter = settingsDifference(present, change).filter(({ direction }) => direction === 'stricter')
  return Object.fromEntries(stricter.map(({ name, after }) => [name, after]))
}

/** A preset of the person's own, to be compared and applied like the others. */
export function changeOfOwnPreset({ settings }: OwnPreset): Pick<RecommendedPreset, 'change'> {
  return { change: settings }
}
