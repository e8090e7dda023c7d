import { describe, expect, it } from 'vitest'
import type { Finding } from '#shared/domain/review'
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

it('sees what is in the plan already', () => {
  expect(isPlanned({ kind: 'settings', change: { enforcesTwoFactor: true } }, [settingsStep({ enforcesTwoFactor: true, enforcesSecureKeys: true })])).toBe(true)
  expect(isPlanned({ kind: 'settings', change: { enforcesTwoFactor: true } }, [settingsStep({ enforcesSecureKeys: true })])).toBe(false)
  expect(isPlanned({ kind: 'notifyMembers', goal: 'twoFactor', memberIds: ['ana', 'cy'] }, [notifyStep(['ana'])])).toBe(false)
  expect(isPlanned({ kind: 'key', keyId: 1, action: 'rotate', expiresAt: null }, [keyStep(1, 'delete')])).toBe(true)
})
