import { describe, expect, it } from 'vitest'
import type { SettingsChange } from '#shared/domain/policyChange'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { effectiveDifference, sameSetting, settingsDifference, type SettingDirection } from '#shared/rules/settingsDifference'
import { noPolicies } from '../../support/organizationSecurityFixtures'

type Policy = NonNullable<SecuritySettings['passwordPolicy']>
const settings = (changes: Partial<SecuritySettings> = {}): SecuritySettings => ({ enforcesTwoFactor: false, ...noPolicies, ...changes })
const policy = (changes: Partial<Policy> = {}): Policy => ({ enabled: true, minLength: 10, requireUppercase: true, requireNumber: true, requireSpecial: false, ...changes })

describe('the difference a change makes to a setting', () => {
  it.each<[string, Partial<SecuritySettings>, SettingsChange, SettingDirection]>([
    ['switching on', { enforcesTwoFactor: false }, { enforcesTwoFactor: true }, 'stricter'],
    ['switching off', { enforcesSecureKeys: true }, { enforcesSecureKeys: false }, 'looser'],
    ['leaving as it is', { requiresKeyExpiration: true }, { requiresKeyExpiration: true }, 'same'],
    ['a first maximum', { maxKeyExpirationDays: null }, { maxKeyExpirationDays: 365 }, 'stricter'],
    ['a shorter maximum', { maxKeyExpirationDays: 90 }, { maxKeyExpirationDays: 60 }, 'stricter'],
    ['a longer maximum', { maxKeyExpirationDays: 30 }, { maxKeyExpirationDays: 90 }, 'looser'],
    ['no maximum any more', { maxKeyExpirationDays: 30 }, { maxKeyExpirationDays: null }, 'looser'],
    ['no maximum as before', { maxKeyExpirationDays: null }, { maxKeyExpirationDays: null }, 'same'],
    ['one key instead of any', { requiredEncryptionKey: null }, { requiredEncryptionKey: 'AAAAAAAAAAAAAAAAAAAA' }, 'stricter'],
    ['any key instead of one', { requiredEncryptionKey: 'AAAAAAAAAAAAAAAAAAAA' }, { requiredEncryptionKey: null }, 'looser'],
    ['another key', { requiredEncryptionKey: 'AAAAAAAAAAAAAAAAAAAA' }, { requiredEncryptionKey: 'BBBBBBBBBBBBBBBBBBBB' }, 'different'],
    ['a first password policy', { passwordPolicy: null }, { passwordPolicy: policy() }, 'stricter'],
    ['a policy that is enforced again', { passwordPolicy: policy({ enabled: false }) }, { passwordPolicy: policy() }, 'stricter'],
    ['a policy that is not enforced any more', { passwordPolicy: policy() }, { passwordPolicy: policy({ enabled: false }) }, 'looser'],
    ['a policy taken away', { passwordPolicy: policy() }, { passwordPolicy: null }, 'looser'],
    ['none and one that is not enforced', { passwordPolicy: null }, { passwordPolicy: policy({ enabled: false }) }, 'same'],
    ['two that are not enforced', { passwordPolicy: policy({ enabled: false, minLength: 30 }) }, { passwordPolicy: policy({ enabled: false, minLength: 6 }) }, 'same'],
    ['a longer password', { passwordPolicy: policy() }, { passwordPolicy: policy({ minLength: 14 }) }, 'stricter'],
    ['a longer one without a digit', { passwordPolicy: policy() }, { passwordPolicy: policy({ minLength: 14, requireNumber: false }) }, 'different'],
    ['lengths that the server reads alike', { passwordPolicy: policy({ minLength: 72 }) }, { passwordPolicy: policy({ minLength: 128 }) }, 'same']
  ])('%s', (_what, before, change, direction) => {
    const [only, ...others] = settingsDifference(settings(before), change)
    expect(others).toEqual([])
    expect(only?.direction).toBe(direction)
    expect(effectiveDifference(settings(before), change)).toHaveLength(direction === 'same' ? 0 : 1)
  })

  it('names what the change names, in the order of the page, and nothing else', () => {
    const change: SettingsChange = { maxKeyExpirationDays: 30, enforcesTwoFactor: true, enforcesSecureKeys: undefined }
    expect(settingsDifference(settings(), change).map(({ name, before, after }) => ({ name, before, after }))).toEqual([
      { name: 'enforcesTwoFactor', before: false, after: true },
      { name: 'maxKeyExpirationDays', before: null, after: 30 }
    ])
  })

  it('tells of a password policy field by field', () => {
    const [difference] = settingsDifference(settings({ passwordPolicy: policy() }), { passwordPolicy: policy({ minLength: 8, requireSpecial: true }) })
    expect(difference?.fields).toEqual([
      { field: 'enforced', before: true, after: true, direction: 'same' },
      { field: 'length', before: 10, after: 8, direction: 'looser' },
      { field: 'uppercase', before: true, after: true, direction: 'same' },
      { field: 'number', before: true, after: true, direction: 'same' },
      { field: 'special', before: false, after: true, direction: 'stricter' }
    ])
  })

  it('goes the other way when it is undone', () => {
    const opposite: Record<SettingDirection, SettingDirection> = { same: 'same', different: 'different', stricter: 'looser', looser: 'stricter' }
    const [one, other] = [settings({ passwordPolicy: policy(), maxKeyExpirationDays: 60, requiredEncryptionKey: 'A' }), settings({ passwordPolicy: policy({ minLength: 6, requireSpecial: true }), enforcesTwoFactor: true, requiredEncryptionKey: 'B' })]
    expect(settingsDifference(other, one).map(({ direction }) => direction)).toEqual(settingsDifference(one, other).map(({ direction }) => opposite[direction]))
  })

  it('calls the same what does the same', () => {
    expect(sameSetting('passwordPolicy', null, policy({ enabled: false }))).toBe(true)
    expect(sameSetting('maxKeyExpirationDays', null, 365)).toBe(false)
  })
})
