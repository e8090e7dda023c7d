import { describe, expect, it } from 'vitest'
import { expiryBounds, judgeExpiry, type KeyPolicy } from '#shared/rules/apiKeyPolicy'
import { emptyKeyDraft, expiryIsOpen, expiryMoment, presetsWithin, wishOf, type KeyDraft } from '#shared/rules/keyDraft'
import { keyTemplateNames, withTemplate } from '#shared/rules/keyTemplates'
import { organizationId } from '../../support/organizationSecurityFixtures'

const nowMs = Date.parse('2027-03-12T12:00:00.000Z')
const policy = (maxKeyExpirationDays: number | null): KeyPolicy => ({ organizationId, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays })
const bounds = (days: number | null) => expiryBounds([policy(days)], nowMs)
const draft = (changes: Partial<KeyDraft>): KeyDraft => ({ ...emptyKeyDraft, ...changes })

describe('the expiry of a new key', () => {
  it.each<[number | null, number[]]>([
    [null, [7, 30, 60, 90, 180, 365]],
    [90, [7, 30, 60, 90]],
    [45, [7, 30, 45]],
    [1, [1]]
  ])('with a maximum of %s days is offered in %j', (days, expected) => {
    expect(presetsWithin(bounds(days))).toEqual(expected)
  })

  it.each([1, 7, 45, 90, 365])('of the whole maximum of %i days is one that the server takes', (days) => {
    const moment = expiryMoment({ kind: 'days', days }, bounds(days), nowMs)
    expect(judgeExpiry(moment, [policy(days)], nowMs, organizationId)).toEqual([])
  })

  it('counts its days from the server’s time', () => {
    expect(expiryMoment({ kind: 'days', days: 30 }, bounds(null), nowMs)).toBe('2027-04-11T12:00:00.000Z')
    expect(expiryMoment({ kind: 'never' }, bounds(null), nowMs)).toBeNull()
  })

  it('that is begun and no moment yet does not pass for never', () => {
    expect(expiryIsOpen({ kind: 'at', at: '' })).toBe(true)
    expect(expiryIsOpen({ kind: 'at', at: '2027-04-11T12:00:00.000Z' })).toBe(false)
    expect(expiryIsOpen({ kind: 'never' })).toBe(false)
  })
})

describe('the wish', () => {
  it('leaves out what an administrator does not need, and keeps it in the draft', () => {
    const given = draft({ name: ' Deploy ', organizationRole: 'org_admin', apps: [{ appId: 'one', role: 'app_uploader' }], mayCreateOrganizations: true })
    expect(wishOf(given, bounds(null), nowMs)).toEqual({ name: 'Deploy', secure: true, expiresAt: null, organizationRole: 'org_admin', apps: [], mayCreateOrganizations: true })
    expect(wishOf({ ...given, organizationRole: null }, bounds(null), nowMs)).toMatchObject({ apps: [{ appId: 'one', role: 'app_uploader' }], mayCreateOrganizations: false })
  })
})

describe('templates', () => {
  it.each(keyTemplateNames)('%s makes a secure key with an end that the policy allows, and changes nothing the second time', (name) => {
    const first = withTemplate(draft({ secure: false }), name, 'Suggested', bounds(20))
    expect(first.draft).toMatchObject({ name: 'Suggested', secure: true, expiry: { kind: 'days', days: 20 } })
    expect(first.changed).toEqual(expect.arrayContaining(['name', 'secure', 'expiry']))
    expect(withTemplate(first.draft, name, 'Suggested', bounds(20)).changed).toEqual([])
  })

  it('keep a name that was typed and the apps that were chosen, with the role of the template', () => {
    const { draft: filled, changed } = withTemplate(draft({ name: 'Mine', apps: [{ appId: 'one', role: 'app_admin' }] }), 'deploy', 'Suggested', bounds(null))
    expect([filled.name, filled.apps, filled.nextAppRole]).toEqual(['Mine', [{ appId: 'one', role: 'app_uploader' }], 'app_uploader'])
    expect(changed).toEqual(['expiry', 'appRole'])
  })

  it('give no more than the use needs', () => {
    const roles = keyTemplateNames.map((name) => withTemplate(emptyKeyDraft, name, '', bounds(null)).draft)
    expect(roles.filter(({ organizationRole }) => organizationRole !== null).map(({ mayCreateOrganizations }) => mayCreateOrganizations)).toEqual([false, true])
  })
})
