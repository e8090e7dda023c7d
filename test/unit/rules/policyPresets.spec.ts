import { describe, expect, it } from 'vitest'
import { ownPresetSchema } from '#shared/domain/policyPreset'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { changeOfOwnPreset, onlyStricter, presetDifference, recommendedPresets, type RecommendedPreset, type RecommendedPresetName } from '#shared/rules/policyPresets'
import { noPolicies } from '../../support/organizationSecurityFixtures'

const settings = (changes: Partial<SecuritySettings> = {}): SecuritySettings => ({ enforcesTwoFactor: false, ...noPolicies, ...changes })

function preset(name: RecommendedPresetName): RecommendedPreset {
  const found = recommendedPresets.find((one) => one.name === name)
  if (!found) throw new Error(name)
  return found
}

describe('the recommended presets', () => {
  it('are the four rows of Capgo’s table, each with the upper end of its range', () => {
    expect(recommendedPresets).toEqual([
      { name: 'development', secureKeys: 'recommended', expiration: 'optional', maxDays: [30, 90], change: { maxKeyExpirationDays: 90 } },
      { name: 'pipelines', secureKeys: 'required', expiration: 'required', maxDays: [90, 180], change: { enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 180 } },
      { name: 'production', secureKeys: 'required', expiration: 'required', maxDays: [30, 90], change: { enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 90 } },
      { name: 'enterprise', secureKeys: 'required', expiration: 'required', maxDays: [30, 60], change: { enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 60 } }
    ])
  })

  it('switch nothing off, whatever is on', () => {
    const everything = settings({ enforcesTwoFactor: true, enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 180, enforcesEncryptedBundles: true })
    for (const one of recommendedPresets) expect(presetDifference(everything, one).loosens, one.name).toEqual([])
  })

  it('name what they would loosen, and can be applied without it', () => {
    const strict = settings({ maxKeyExpirationDays: 30 })
    const { met, loosens, settings: all } = presetDifference(strict, preset('production'))
    expect(met).toBe(false)
    expect(loosens.map(({ name, before, after }) => [name, before, after])).toEqual([['maxKeyExpirationDays', 30, 90]])
    expect(all.map(({ direction }) => direction)).toEqual(['stricter', 'stricter', 'looser'])
    expect(onlyStricter(strict, preset('production'))).toEqual({ enforcesSecureKeys: true, requiresKeyExpiration: true })
  })

  it('are met where they would change nothing', () => {
    expect(presetDifference(settings({ enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 60 }), preset('enterprise')).met).toBe(true)
    expect(presetDifference(settings({ maxKeyExpirationDays: 90 }), preset('development')).met).toBe(true)
  })
})

describe('a preset of one’s own', () => {
  const valid = { id: '3f0e5f5c-6f0d-4c44-9a53-0a0f4f3c2b11', name: ' Ours ', settings: { enforcesTwoFactor: false, maxKeyExpirationDays: null } }

  it('holds any of the settings, and is compared like the others', () => {
    const read = ownPresetSchema.parse(valid)
    expect(read.name).toBe('Ours')
    const { loosens } = presetDifference(settings({ enforcesTwoFactor: true, maxKeyExpirationDays: 30 }), changeOfOwnPreset(read))
    expect(loosens.map(({ name }) => name)).toEqual(['enforcesTwoFactor', 'maxKeyExpirationDays'])
  })

  it.each<[string, Record<string, unknown>]>([
    ['no name', { name: ' ' }],
    ['a name of 61 characters', { name: 'x'.repeat(61) }],
    ['nothing in it', { settings: {} }],
    ['nothing but an empty place', { settings: { enforcesTwoFactor: undefined } }],
    ['a setting that is none', { settings: { enforcesTwoFactor: true, colour: 'red' } }],
    ['a maximum that the server refuses', { settings: { maxKeyExpirationDays: 366 } }],
    ['a length that no password can have', { settings: { passwordPolicy: { enabled: true, minLength: 73, requireUppercase: true, requireNumber: true, requireSpecial: true } } }],
    ['an encryption key of another length', { settings: { requiredEncryptionKey: 'short' } }]
  ])('is refused with %s', (_what, changes) => {
    expect(ownPresetSchema.safeParse({ ...valid, ...changes }).success).toBe(false)
  })
})
