import { describe, expect, it } from 'vitest'
import type { KeyFact, KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { PlannedStep } from '#shared/domain/review'
import { standingsOf } from '#shared/rules/reviewStanding'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, noPolicies, organizationId, security } from '../../support/organizationSecurityFixtures'
import { baseOf, keyStep, notifyStep, settingsStep, snapshot, stepId, todayOf } from '../../support/reviewFixtures'

const people = [member('ada', 'notEnabled'), member('bo', 'notEnabled')]
const taken = snapshot({ security: security({ members: people }), keys: { known: true, value: inventory([key(1), othersKey(2)]) } })

function judge(steps: PlannedStep[], today: { security?: Partial<OrganizationSecurity>; keys?: KeyInventory | null; policies?: Partial<typeof noPolicies> } = {}) {
  const before = todayOf(taken)
  const now = {
    security: { ...before.security, ...(today.policies === undefined ? {} : { policies: { known: true as const, value: { ...noPolicies, ...today.policies } } }), ...today.security },
    keys: today.keys === undefined ? before.keys : today.keys
  }
  return standingsOf({ organization: taken.organization, base: baseOf(taken), steps }, now)
}
const first = (...asked: Parameters<typeof judge>) => judge(...asked)[0]
const keysToday = (...keys: KeyFact[]): { keys: KeyInventory } => ({ keys: inventory(keys) })

describe('how a step about settings stands', () => {
  const step = settingsStep({ requiresKeyExpiration: true })

  it('is unchanged where nothing changed', () => expect(first([step])).toEqual({ stepId: stepId(1), standing: 'unchanged', differences: [], possible: 'here' }))
  it('is already so', () => expect(first([step], { policies: { requiresKeyExpiration: true } })).toMatchObject({ standing: 'alreadySo' }))
  it('is changed since, also where another setting changed', () =>
    expect(first([step], { policies: { maxKeyExpirationDays: 30 } })).toMatchObject({ standing: 'changedSince', differences: [{ about: null, field: 'maxKeyExpirationDays', before: null, after: 30 }] }))
  it('is unknown where today’s settings are', () => expect(first([step], { security: { policies: { known: false, why: lookUpFailure } } })).toMatchObject({ standing: 'unknown' }))
  it('is no drift where another step of the review did it', () => {
    const both = [settingsStep({ enforcesTwoFactor: true }, 1), settingsStep({ requiresKeyExpiration: true }, 2)]
    expect(judge(both, { security: { enforcesTwoFactor: { known: true, value: true } } }).map(({ standing }) => standing)).toEqual(['alreadySo', 'unchanged'])
  })
  it.each([
    [{ known: true as const, value: false }, 'notPermitted'],
    [{ known: false as const, why: lookUpFailure }, 'unknown']
  ])('may not be possible', (mayUpdateSettings, possible) => expect(first([step], { security: { mayUpdateSettings } })).toMatchObject({ possible }))
})

describe('whom a step about settings locks out', () => {
  const enforce = settingsStep({ enforcesTwoFactor: true })
  const now = (...members: ReturnType<typeof member>[]) => ({ security: { members } })
  const still = [member('ada', 'notEnabled'), member('bo', 'notEnabled')]
  const withoutReach = (steps: PlannedStep[], state = todayOf(taken)) => standingsOf({ organization: taken.organization, base: { ...baseOf(taken), reach: undefined }, steps }, state)[0]

  it('is as it was reviewed', () => expect(first([enforce], now(...still))).toMatchObject({ standing: 'unchanged', differences: [] }))
  it('tells by name who is on the list since, first, and who is on it no longer', () =>
    expect(first([enforce], now(member('ada', 'enabled'), member('bo', 'notEnabled'), member('eve', 'notEnabled')))).toMatchObject({
      standing: 'changedSince',
      differences: [
        { about: 'eve@example.com', field: 'effect', before: 'none', after: 'loses' },
        { about: 'ada@example.com', field: 'effect', before: 'loses', after: 'none' }
      ]
    }))
  it('may lock out whose status is not known by now', () => expect(first([enforce], now(member('ada', 'notEnabled'), member('bo', 'unknown')))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'bo@example.com', before: 'loses', after: 'mayLose' }] }))
  it('is no drift where another step of the review asked for it', () => expect(judge([enforce, notifyStep(['ada'], 'twoFactor', 2)], now(member('ada', 'enabled'), member('bo', 'notEnabled')))[0]).toMatchObject({ standing: 'unchanged' }))
  it('is unknown where today’s list is not whole', () => expect(first([enforce], { security: { members: still, membersCompleteness: { state: 'incomplete', received: 2, expected: 3 } } })).toMatchObject({ standing: 'unknown', differences: [] }))
  it('is not called unchanged of a file that does not say whom it reached', () => {
    expect(withoutReach([enforce])).toMatchObject({ standing: 'unknown' })
    expect(withoutReach([settingsStep({ maxKeyExpirationDays: 30 })])).toMatchObject({ standing: 'unchanged' })
  })

  it('are the keys that stop, of which one more was made', () => {
    const secure = settingsStep({ enforcesSecureKeys: true })
    expect(first([secure], keysToday(key(1), othersKey(2), key(3, { kind: 'plain' })))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'Key 3', field: 'effect', before: 'none', after: 'stops' }] })
    expect(first([secure], keysToday(key(1, { kind: 'plain' }), othersKey(2)))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'Key 1', after: 'stops' }] })
  })
  it('says no change of a key whose kind only one of two readers is told', () => expect(first([settingsStep({ enforcesSecureKeys: true })], keysToday(key(1, { kind: 'unknown', own: false }), othersKey(2, { kind: 'secure' })))).toMatchObject({ standing: 'unchanged' }))
  it('are keys without expiry', () => expect(first([settingsStep({ requiresKeyExpiration: true })], keysToday(key(1, { expiresAt: null }), othersKey(2)))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'Key 1', after: 'refused' }] }))
  it('is unknown where the keys cannot be read', () => expect(first([settingsStep({ enforcesSecureKeys: true })], { keys: null })).toMatchObject({ standing: 'unknown' }))
})

describe('how a step about members stands', () => {
  const step = notifyStep(['ada', 'bo'])
  const now = (...members: ReturnType<typeof member>[]) => ({ security: { members } })

  it('is unchanged', () => expect(first([step])).toMatchObject({ standing: 'unchanged', differences: [], possible: 'here' }))
  it('is changed since for who turned it on', () => expect(first([step], now(member('ada', 'enabled'), member('bo', 'notEnabled')))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'ada@example.com', field: 'twoFactor', before: 'notEnabled', after: 'enabled' }] }))
  it('is already so when everybody has', () => expect(first([step], now(member('ada', 'enabled'), member('bo', 'enabled')))).toMatchObject({ standing: 'alreadySo' }))
  it('tells who left', () => expect(first([step], now(member('bo', 'notEnabled')))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'ada@example.com', field: 'member', before: true, after: false }] }))
  it('is gone when everybody left', () => expect(first([step], now())).toMatchObject({ standing: 'gone' }))
  it('is unknown when somebody is missing from a list that is not whole', () =>
    expect(first([step], { security: { members: [member('bo', 'notEnabled')], membersCompleteness: { state: 'incomplete', received: 1, expected: 2 } } })).toMatchObject({ standing: 'unknown' }))
  it('is unknown when nobody can say of somebody', () => expect(first([step], now(member('ada', 'unknown'), member('bo', 'enabled')))).toMatchObject({ standing: 'unknown' }))
  it('is unknown for somebody of whom the base says nothing', () => expect(first([notifyStep(['eve'])])).toMatchObject({ standing: 'unknown' }))
})

describe('how a step about a key stands', () => {
  it.each(['rotate', 'delete', 'migrate', 'setExpiry'] as const)('to %s an own key is unchanged and possible', (action) => expect(first([keyStep(1, action)])).toMatchObject({ standing: 'unchanged', possible: 'here' }))
  it.each([
    ['name', { name: 'Other' }],
    ['expiresAt', { expiresAt: '2027-05-01T00:00:00.000Z' }],
    ['kind', { kind: 'plain' as const }],
    ['ownerId', { ownerId: 'second' }],
    ['mayCreateOrganizations', { mayCreateOrganizations: 'yes' as const }],
    ['roles', { bindings: { known: true as const, value: [] } }]
  ])('is changed since in its %s', (field, changes) => expect(first([keyStep(1, 'rotate')], keysToday(key(1, changes), othersKey(2)))).toMatchObject({ standing: 'changedSince', differences: [{ about: 'Key 1', field }] }))
  it('is changed since when its secret may have been made anew', () => {
    const rotated = standingsOf(
      { organization: taken.organization, base: { ...baseOf(taken), keys: [key(1, { updatedAt: '2027-02-01T00:00:00.000Z' })] }, steps: [keyStep(1, 'rotate')] },
      { security: taken.security, keys: inventory([key(1, { updatedAt: '2027-03-13T00:00:00.000Z' })]) }
    )
    expect(rotated[0]).toMatchObject({ standing: 'changedSince', differences: [{ field: 'updatedAt' }] })
  })
  it('does not call a moment that is written otherwise a change', () => expect(first([keyStep(1, 'rotate')], keysToday(key(1, { expiresAt: '2027-04-01T00:00:00Z' }), othersKey(2)))).toMatchObject({ standing: 'unchanged' }))
  it.each([
    ['delete', 'alreadySo'],
    ['revoke', 'alreadySo'],
    ['rotate', 'gone'],
    ['setExpiry', 'gone']
  ] as const)('to %s one that is not there any more is %s', (action, standing) => expect(first([keyStep(1, action)], keysToday(othersKey(2)))).toMatchObject({ standing }))
  it('is unknown when it is missing from a list that is not whole', () =>
    expect(first([keyStep(2, 'revoke')], { keys: inventory([key(1)], { organizationKeys: { state: 'failed', why: lookUpFailure } }) })).toMatchObject({ standing: 'unknown' }))
  it('is unknown when another person’s key had no role, which nobody else is shown', () => {
    const legacy = othersKey(3, { bindings: { known: true, value: [] } })
    const [standing] = standingsOf({ organization: taken.organization, base: { ...baseOf(taken), keys: [legacy] }, steps: [keyStep(3, 'delete')] }, todayOf(taken))
    expect(standing).toMatchObject({ standing: 'unknown' })
  })
  it('is unknown when no keys can be read', () => expect(first([keyStep(1, 'rotate')], { keys: null })).toMatchObject({ standing: 'unknown', possible: 'unknown' }))
  it('is already so when it has the expiry', () => expect(first([keyStep(1, 'setExpiry', '2027-04-01T00:00:00Z')])).toMatchObject({ standing: 'alreadySo' }))
  it('is already so when it has no role here', () => {
    const elsewhere = { known: true as const, value: [{ organizationId: stepId(9), scope: 'org', appId: null, role: 'org_member' }] }
    expect(first([keyStep(2, 'revoke')], keysToday(key(1), othersKey(2, { bindings: elsewhere })))).toMatchObject({ standing: 'alreadySo' })
  })
  it('is unknown when its roles cannot be seen any more', () => expect(first([keyStep(2, 'revoke')], keysToday(key(1), othersKey(2, { bindings: { known: false, why: lookUpFailure } })))).toMatchObject({ standing: 'unknown' }))
  it.each([
    ['rotate', othersKey(2), 'ownerOnly'],
    ['delete', othersKey(2), 'ownerOnly'],
    ['askOwner', othersKey(2), 'here'],
    ['revoke', othersKey(2), 'here'],
    ['revoke', othersKey(2, { rbacId: null }), 'notPermitted'],
    ['rotate', key(2, { inUse: 'yes' }), 'keyInUse'],
    ['setExpiry', key(2, { inUse: 'yes' }), 'here'],
    ['delete', key(2, { inUse: 'unknown' }), 'unknown']
  ] as const)('to %s is possible or not by whose it is and whether it is in use', (action, now, possible) => expect(first([keyStep(2, action)], keysToday(key(1), now))).toMatchObject({ possible }))

  it('finds 500 drifts of every kind', () => {
    const drifts: ((one: KeyFact) => KeyFact)[] = [
      (one) => ({ ...one, name: `${one.name}!` }),
      (one) => ({ ...one, expiresAt: null }),
      (one) => ({ ...one, kind: 'plain' }),
      (one) => ({ ...one, bindings: { known: true, value: [{ organizationId, scope: 'org', appId: null, role: 'org_admin' }] } }),
      (one) => ({ ...one, ownerId: 'second' })
    ]
    const keys = Array.from({ length: 500 }, (_, index) => key(index + 1))
    const changed = keys.map((one, index) => drifts[index % drifts.length]?.(one) ?? one)
    const standings = standingsOf({ organization: taken.organization, base: { ...baseOf(taken), keys }, steps: keys.map(({ id }) => keyStep(id, 'rotate', null, id)) }, { security: taken.security, keys: inventory(changed) })
    expect(standings.filter(({ standing }) => standing === 'changedSince')).toHaveLength(500)
  })
})

it('goes through the members and keys of today once, however many steps there are', () => {
  let looks = 0
  const counted = <Thing extends { id: unknown }>(thing: Thing): Thing => {
    const { id } = thing
    return Object.defineProperty({ ...thing }, 'id', { enumerable: true, get: () => { looks += 1; return id } })
  }
  const members = Array.from({ length: 300 }, (_, index) => counted(member(`m-${String(index)}`, 'notEnabled')))
  const keys = Array.from({ length: 300 }, (_, index) => counted(key(index + 1)))
  const steps = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? notifyStep(['ada'], 'twoFactor', index) : keyStep(1, 'delete', null, index)))
  expect(judge(steps, { security: { members }, keys: inventory(keys) })).toHaveLength(500)
  expect(looks).toBeLessThan(10_000)
})
