import { describe, expect, it } from 'vitest'
import type { Finding, PlannedStep } from '#shared/domain/review'
import type { SecuritySettingName } from '#shared/domain/securitySettings'
import { settingsOf } from '#shared/rules/changedSettings'
import { isPlanned, keyActionsFor, membersToAsk, stepFor, type PlanGround } from '#shared/rules/reviewPlan'
import { key, othersKey } from '../../support/keyInventoryFixtures'
import { member, security } from '../../support/organizationSecurityFixtures'
import { keyStep, notifyStep, settingsStep } from '../../support/reviewFixtures'

const settings = settingsOf(security())
const ground: PlanGround = {
  settings: settings.known ? settings.value : null,
  members: [...security().members, member('ana', 'notEnabled'), member('bo', 'unknown'), member('cy', 'notEnabled', 'org_member', 'cy@example.com', 'nonCompliant')],
  keys: [key(1), othersKey(2), { ...othersKey(3), rbacId: null }],
  takenAt: '2027-03-12T09:30:00.000Z'
}
const organization = { kind: 'organization' } as const
const ofKey = (keyId: number) => ({ kind: 'key', keyId, name: 'CI' }) as const
const offered = (rule: Finding['rule'], about: Finding['about'] = organization, given: Partial<PlanGround> = {}) => stepFor({ rule, about }, { ...ground, ...given })

describe('the step that fits a finding', () => {
  it('enforces what is not enforced', () => {
    expect(offered('twoFactorNotEnforced', { kind: 'setting', setting: 'enforcesTwoFactor' })).toEqual({ kind: 'settings', change: { enforcesTwoFactor: true } })
    expect(offered('keyMaximumLong', { kind: 'setting', setting: 'maxKeyExpirationDays' })).toEqual({ kind: 'settings', change: { maxKeyExpirationDays: 90 } })
  })

  it('makes no password policy weaker than it is', () => {
    const strict = { enabled: true, minLength: 20, requireUppercase: false, requireNumber: true, requireSpecial: true }
    const step = offered('passwordPolicyWeak', { kind: 'setting', setting: 'passwordPolicy' }, { settings: ground.settings && { ...ground.settings, passwordPolicy: strict } })
    expect(step).toMatchObject({ change: { passwordPolicy: { minLength: 20, requireUppercase: true, requireNumber: true, requireSpecial: true } } })
  })

  it('asks those who are known to be without, and nobody whose status is unknown', () => {
    expect(offered('membersWithoutTwoFactor')).toEqual({ kind: 'notifyMembers', goal: 'twoFactor', memberIds: ['ana', 'cy'] })
    expect(offered('passwordsUnproved')).toEqual({ kind: 'notifyMembers', goal: 'password', memberIds: ['cy'] })
    expect(offered('membersWithoutTwoFactor', organization, { members: [member('bo', 'unknown')] })).toBeNull()
    expect(membersToAsk([member('di', 'pending')], 'twoFactor')).toEqual([])
  })

  it('does to a key only what is possible by whose it is', () => {
    expect(offered('plainKey', ofKey(1))).toMatchObject({ keyId: 1, action: 'rotate' })
    expect(offered('plainKey', ofKey(2))).toMatchObject({ keyId: 2, action: 'askOwner' })
    expect(offered('keyOwnerNotListed', ofKey(2))).toMatchObject({ action: 'revoke' })
    expect(offered('keyOwnerNotListed', ofKey(3))).toMatchObject({ action: 'askOwner' })
    expect(offered('plainKey', ofKey(99))).toBeNull()
  })

  it('lets a key expire within the maximum of the organization, counted from the snapshot', () => {
    expect(offered('keyWithoutExpiry', ofKey(1))).toMatchObject({ action: 'setExpiry', expiresAt: '2027-06-10T09:30:00.000Z' })
    expect(offered('keyWithoutExpiry', ofKey(1), { settings: ground.settings && { ...ground.settings, maxKeyExpirationDays: 30 } })).toMatchObject({ expiresAt: '2027-04-11T09:30:00.000Z' })
  })

  it('is none for the officer’s own words, and where what it needs is not known', () => {
    expect(offered(null)).toBeNull()
    expect(offered('twoFactorNotEnforced', organization, { settings: null })).toBeNull()
    expect(offered('plainKey', ofKey(1), { keys: null })).toBeNull()
  })
})

it('offers an owner’s actions to the owner only', () => {
  expect(keyActionsFor(key(1))).not.toContain('revoke')
  expect(keyActionsFor(othersKey(2))).toEqual(['revoke', 'askOwner'])
})

describe('what is in the plan already', () => {
  const planned = (rule: Finding['rule'], about: Finding['about'], ...steps: PlannedStep[]) => isPlanned({ rule, about }, steps, ground)
  const setting = (name: SecuritySettingName) => ({ kind: 'setting', setting: name }) as const

  it('is a setting that the plan leaves as it should be, and not one that it changes otherwise', () => {
    expect(planned('twoFactorNotEnforced', setting('enforcesTwoFactor'), settingsStep({ enforcesTwoFactor: true, enforcesSecureKeys: true }))).toBe(true)
    expect(planned('twoFactorNotEnforced', setting('enforcesTwoFactor'), settingsStep({ enforcesSecureKeys: true }))).toBe(false)
    const weak = { enabled: true, minLength: 8, requireUppercase: true, requireNumber: true, requireSpecial: false }
    expect(planned('passwordPolicyOff', setting('passwordPolicy'), settingsStep({ passwordPolicy: weak }))).toBe(true)
    expect(planned('twoFactorNotEnforced', setting('enforcesTwoFactor'), settingsStep({ enforcesTwoFactor: false }))).toBe(false)
  })

  it('is everybody who is to be asked', () => {
    expect(planned('membersWithoutTwoFactor', organization, notifyStep(['ana']))).toBe(false)
    expect(planned('membersWithoutTwoFactor', organization, notifyStep(['ana']), notifyStep(['cy'], 'twoFactor', 2))).toBe(true)
    expect(planned('membersWithoutTwoFactor', organization, notifyStep(['ana', 'cy'], 'password'))).toBe(false)
  })

  it.each([
    ['plainKey', 'setExpiry', false],
    ['plainKey', 'rotate', true],
    ['plainKey', 'delete', true],
    ['plainKey', 'migrate', true],
    ['plainKey', 'askOwner', false],
    ['keyWithoutExpiry', 'setExpiry', true],
    ['keyWithoutExpiry', 'rotate', false],
    ['keyMayAdministrate', 'setExpiry', false],
    ['keyMayAdministrate', 'rotate', false],
    ['keyMayAdministrate', 'delete', true],
    ['keyExpired', 'delete', true]
  ] as const)('of a key with %s is what remedies it: %s %s', (rule, action, remedied) => expect(planned(rule, ofKey(1), keyStep(1, action, action === 'setExpiry' ? '2027-06-01T00:00:00.000Z' : null))).toBe(remedied))

  it('is no step about another key, and no expiry that is taken away or lies beyond the maximum', () => {
    expect(planned('plainKey', ofKey(1), keyStep(2, 'delete'))).toBe(false)
    expect(planned('keyWithoutExpiry', ofKey(1), keyStep(1, 'setExpiry', null))).toBe(false)
    const held = { ...ground, settings: ground.settings && { ...ground.settings, maxKeyExpirationDays: 30 } }
    const beyond = (expiresAt: string) => isPlanned({ rule: 'keyBeyondMaximum', about: ofKey(1) }, [keyStep(1, 'setExpiry', expiresAt)], held)
    expect([beyond('2027-04-01T00:00:00.000Z'), beyond('2027-06-01T00:00:00.000Z')]).toEqual([true, false])
  })

  it('of somebody else’s key is asking its owner', () => expect(planned('plainKey', ofKey(2), keyStep(2, 'askOwner'))).toBe(true))
})
