import { describe, expect, it } from 'vitest'
import type { Completeness } from '#shared/domain/organizationSecurity'
import { emptyReason } from '../../../renderer/features/security/emptyReason'
import { stateSentence } from '../../../renderer/features/security/stateSentence'
import { touchedMembers } from '../../../renderer/features/security/review/touchedMembers'
import { twoFactorFigures } from '../../../renderer/features/security/twoFactorFigures'
import type { Member } from '#shared/domain/member'
import { contract } from '#shared/ipc/contract'
import { exportName } from '#shared/rules/exportName'
import { lookUpFailure, manyMembers, member, security } from '../../support/organizationSecurityFixtures'

const failed: Completeness = { state: 'failed', why: lookUpFailure }
const cutShort: Completeness = { state: 'incomplete', received: 999, expected: 1000 }
const enforced = { known: true, value: true } as const
const unknownSetting = { known: false, why: lookUpFailure } as const
const sentenceOf = (state: ReturnType<typeof security>) => stateSentence(state, twoFactorFigures(state))

describe('the figures', () => {
  it('count every status apart and leave invitations out of the total', () => {
    const figures = twoFactorFigures(security({ members: manyMembers(12, [member('u', 'unknown'), member('p', 'pending'), member('q', 'pending')]) }))
    expect(figures).toEqual({
      total: { kind: 'exact', count: 15 },
      enabled: { kind: 'exact', count: 2 },
      notEnabled: { kind: 'exact', count: 12 },
      unknown: { kind: 'exact', count: 1 },
      pending: { kind: 'exact', count: 2 }
    })
  })

  it('are not known, and never zero, where the 2FA look-up failed', () => {
    const figures = twoFactorFigures(security({ members: [member('a', 'unknown'), member('b', 'unknown')], twoFactorCompleteness: failed }))
    expect(figures.enabled).toEqual({ kind: 'unknown' })
    expect(figures.notEnabled).toEqual({ kind: 'unknown' })
    expect(figures.total).toEqual({ kind: 'exact', count: 2 })
    expect(figures.unknown).toEqual({ kind: 'exact', count: 2 })
  })

  it('are all unknown where the members could not be read', () => {
    const figures = twoFactorFigures(security({ members: [], membersCompleteness: failed }))
    expect(Object.values(figures)).toEqual(Array.from({ length: 5 }, () => ({ kind: 'unknown' })))
  })

  it('are the least there can be where members are missing', () => {
    expect(twoFactorFigures(security({ members: manyMembers(997), membersCompleteness: cutShort })).total).toEqual({ kind: 'atLeast', count: 999 })
  })
})

describe('the sentence of state', () => {
  it('names who loses access, and the unknown beside them', () => {
    expect(sentenceOf(security({ members: manyMembers(12, [member('u', 'unknown'), member('v', 'unknown')]) }))).toEqual({ name: 'open', losing: 12, total: 16, unknown: 2, maybeOthers: false })
    expect(sentenceOf(security({ members: manyMembers(3), enforcesTwoFactor: enforced }))).toMatchObject({ name: 'enforced', losing: 3, unknown: 0 })
  })

  it('says that everybody has 2FA only when that is certain', () => {
    expect(sentenceOf(security()).name).toBe('openNone')
    expect(sentenceOf(security({ enforcesTwoFactor: enforced })).name).toBe('enforcedNone')
    expect(sentenceOf(security({ members: manyMembers(0, [member('u', 'unknown')]) }))).toMatchObject({ name: 'openNoneKnown', unknown: 1 })
    expect(sentenceOf(security({ membersCompleteness: cutShort })).name).toBe('openNoneKnown')
    expect(sentenceOf(security({ twoFactorCompleteness: cutShort })).name).toBe('openNoneKnown')
  })

  it('admits what is not known', () => {
    expect(sentenceOf(security({ twoFactorCompleteness: failed })).name).toBe('openUnknown')
    expect(sentenceOf(security({ enforcesTwoFactor: enforced, members: [], membersCompleteness: failed })).name).toBe('enforcedUnknown')
    expect(sentenceOf(security({ enforcesTwoFactor: unknownSetting, members: manyMembers(12) }))).toMatchObject({ name: 'stateUnknown', unknown: 0 })
  })
})

describe('an empty list of members without 2FA', () => {
  it.each([
    ['certain', security(), 'none'],
    ['with members of unknown status', security({ members: manyMembers(0, [member('u', 'unknown')]) }), 'noneKnown'],
    ['with a list that was cut short', security({ membersCompleteness: cutShort }), 'noneArrived'],
    ['with a look-up that was cut short', security({ twoFactorCompleteness: cutShort }), 'noneArrived'],
    ['with a failed look-up', security({ twoFactorCompleteness: failed }), 'cannotKnow'],
    ['with a failed list', security({ members: [], membersCompleteness: failed }), 'cannotKnow'],
    ['with invitations alone', security({ members: [member('p', 'pending')] }), 'nobody']
  ])('is told apart: %s', (_, state, reason) => {
    expect(emptyReason(state)?.reason).toBe(reason)
  })

  it('is not empty with a single member', () => {
    expect(emptyReason(security({ members: manyMembers(1), twoFactorCompleteness: cutShort }))).toBeNull()
  })
})

describe('who a switch touches', () => {
  const members = [member('z', 'pending'), member('b', 'notEnabled'), member('k', 'unknown'), member('e', 'enabled'), member('a', 'notEnabled')]

  it('lists those losing access, then the unknown, then the invited, and nobody else, each with the effect', () => {
    const { members: touched, effects } = touchedMembers(members, null)
    expect(touched.map(({ id }) => [id, effects.get(id)])).toEqual([['a', 'loses'], ['b', 'loses'], ['k', 'mayLose'], ['z', 'joinsWith']])
  })

  it('lists those regaining access, then the unknown, those who stay without and the invited', () => {
    const [, b, k, , a] = members as [Member, Member, Member, Member, Member]
    const { members: touched, effects } = touchedMembers(members, { regaining: [b], maybe: [k], staying: [a], by: { twoFactor: true, passwords: null } })
    expect(touched.map(({ id }) => [id, effects.get(id)])).toEqual([['b', 'regains'], ['k', 'mayRegain'], ['a', 'stays'], ['z', 'joinsWithout']])
    expect(touchedMembers(members, { regaining: [b], maybe: [], staying: [], by: { twoFactor: false, passwords: 'off' } }).effects.has('z')).toBe(false)
  })
})

describe('the name of the CSV file', () => {
  const accepted = contract['files.saveText'].input.shape.suggestedName
  it.each(['Harbour Lights', '../../etc/passwd', 'Zoë & Søn <script>', '組織', '\u202Etxt.exe', 'x'.repeat(500), ''])('is one that main takes, for an organization called %j', (organizationName) => {
    const name = exportName('Members without 2FA', security({ organizationName }), 'csv')
    expect(accepted.safeParse(name).success).toBe(true)
    expect(name).toMatch(/^Members without 2FA - .*2027-03-12\.csv$/u)
  })
})
