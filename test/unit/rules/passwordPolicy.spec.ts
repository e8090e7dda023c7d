import { describe, expect, it } from 'vitest'
import { isTooLong, meetsRequirement, passwordRequirements, policyAsFields, policyFromFields, type PasswordPolicy } from '#shared/rules/passwordPolicy'

const all: PasswordPolicy = { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true }
const names = (policy: PasswordPolicy) => passwordRequirements(policy).map(({ name }) => name)

describe('a password policy', () => {
  it('asks what is switched on, in a fixed order', () => {
    expect(names(all)).toEqual(['minLength', 'uppercase', 'number', 'special'])
    expect(names({ ...all, requireUppercase: false, requireSpecial: false })).toEqual(['minLength', 'number'])
  })

  it.each([
    [0, 6],
    [6, 6],
    [12.2, 13],
    [72, 72],
    [128, 72]
  ])('with a length of %d is read by the server as %d', (minLength, count) => {
    expect(passwordRequirements({ ...all, minLength })[0]).toEqual({ name: 'minLength', count })
  })

  it('is the same after it went through an error', () => {
    for (const policy of [all, { ...all, requireNumber: false }, { ...all, requireUppercase: false, requireSpecial: false }]) {
      expect(policyFromFields(policyAsFields(policy))).toEqual(policy)
    }
    expect(policyFromFields(undefined)).toBeNull()
    expect(policyFromFields({ password: 'too short' })).toBeNull()
  })
})

describe('whether a password meets it', () => {
  it.each([
    ['uppercase', 'a1!', false],
    ['uppercase', 'É', false],
    ['uppercase', 'aZ', true],
    ['number', 'abc', false],
    ['number', '٣', false],
    ['number', 'a0', true],
    ['special', 'abcé ~`€', false],
    ['special', 'a_b', true],
    ['special', 'a]', true],
    ['special', 'a"', true],
    ['special', 'a\\', true]
  ] as const)('%s: %s is %s', (name, password, met) => {
    expect(meetsRequirement(password, { name })).toBe(met)
  })

  it('counts the length as the server does, in UTF-16 units', () => {
    expect(meetsRequirement('abcdef', { name: 'minLength', count: 6 })).toBe(true)
    expect(meetsRequirement('abcde', { name: 'minLength', count: 6 })).toBe(false)
    expect(meetsRequirement('🔑🔑🔑', { name: 'minLength', count: 6 })).toBe(true)
  })

  it('and whether it is too long for every policy, in bytes', () => {
    expect([isTooLong('a'.repeat(72)), isTooLong('a'.repeat(73)), isTooLong('é'.repeat(36)), isTooLong('é'.repeat(37)), isTooLong('🔑'.repeat(18)), isTooLong('🔑'.repeat(19))]).toEqual([false, true, false, true, false, true])
  })
})
