import { describe, expect, it } from 'vitest'
import { arrangeRows, filterMembers, indexMembers, noFilter, type BesideMembers, type MemberFilter, type MemberOrder } from '#shared/rules/memberFilter'
import { coverage, stillThere, toggled, toggledAll } from '#shared/rules/memberSelection'
import { member } from '../../support/organizationSecurityFixtures'

const members = [
  member('zoe', 'notEnabled', 'org_member', 'Zoe@example.com', 'compliant'),
  member('ada', 'enabled', 'org_super_admin', 'ada@example.com', 'nonCompliant'),
  member('bea', 'unknown', 'org_admin', 'bea@lights.example', 'unknown'),
  member('cid', 'pending', 'org_member', 'cid@example.com', 'pending'),
  member('dan', 'notEnabled', 'org_admin', 'dan@example.com', 'nonCompliant')
]
const roleName = (role: string) => ({ org_super_admin: 'Super admin', org_admin: 'Admin', org_member: 'Member' })[role] ?? role
const rows = indexMembers(members, roleName)
const beside: BesideMembers = {
  keys: { counts: new Map([['ada', 3], ['dan', 1], ['gone', 1]]), whole: true },
  asked: { twoFactor: new Map([['zoe', '2027-03-01T00:00:00.000Z'], ['ada', '2027-03-02T00:00:00.000Z'], ['bea', '2027-03-02T00:00:00.000Z']]), password: new Map([['dan', '2027-03-03T00:00:00.000Z']]) }
}
const found = (filter: Partial<MemberFilter>) => filterMembers(rows, { ...noFilter, ...filter }, beside).map((row) => row.member.id)
const order = (sort: MemberOrder) => arrangeRows(rows, sort, beside).map((row) => row.member.id)

describe('filtering members', () => {
  it('keeps everybody without a filter, by e-mail whatever the case', () => {
    expect(found({ searched: '  ' })).toEqual(['ada', 'bea', 'cid', 'dan', 'zoe'])
  })

  it.each<[Partial<MemberFilter>, string[]]>([
    [{ searched: 'EXAMPLE.com' }, ['ada', 'cid', 'dan', 'zoe']],
    [{ searched: 'super' }, ['ada']],
    [{ searched: 'admin' }, ['ada', 'bea', 'dan']],
    [{ twoFactor: 'enabled' }, ['ada']],
    [{ twoFactor: 'notEnabled' }, ['dan', 'zoe']],
    [{ twoFactor: 'unknown' }, ['bea']],
    [{ twoFactor: 'pending' }, ['cid']],
    [{ password: 'nonCompliant' }, ['ada', 'dan']],
    [{ password: 'unknown' }, ['bea']],
    [{ role: 'org_admin' }, ['bea', 'dan']],
    [{ keys: 'owns' }, ['ada', 'dan']],
    [{ keys: 'ownsWithoutTwoFactor' }, ['dan']],
    [{ campaign: { goal: 'twoFactor', standing: 'left' } }, ['zoe']],
    [{ campaign: { goal: 'twoFactor', standing: 'done' } }, ['ada']],
    [{ campaign: { goal: 'twoFactor', standing: 'unknown' } }, ['bea']],
    [{ campaign: { goal: 'twoFactor', standing: 'neverAsked' } }, ['dan']],
    [{ campaign: { goal: 'password', standing: 'neverAsked' } }, ['ada']],
    [{ twoFactor: 'notEnabled', role: 'org_admin', keys: 'owns', searched: 'dan' }, ['dan']]
  ])('by %j', (filter, ids) => {
    expect(found(filter)).toEqual(ids)
  })

  it('finds e-mail and role, and nothing across the two', () => {
    expect(found({ searched: 'example.com member' })).toEqual([])
  })
})

describe('the order of members', () => {
  it.each<[MemberOrder, string[]]>([
    [{ by: 'email', direction: 'descending' }, ['zoe', 'dan', 'cid', 'bea', 'ada']],
    [{ by: 'role', direction: 'ascending' }, ['ada', 'bea', 'dan', 'cid', 'zoe']],
    [{ by: 'twoFactor', direction: 'ascending' }, ['dan', 'zoe', 'bea', 'cid', 'ada']],
    [{ by: 'twoFactor', direction: 'descending' }, ['ada', 'cid', 'bea', 'dan', 'zoe']],
    [{ by: 'password', direction: 'ascending' }, ['ada', 'dan', 'bea', 'cid', 'zoe']],
    [{ by: 'keys', direction: 'descending' }, ['ada', 'dan', 'bea', 'cid', 'zoe']],
    [{ by: 'asked', direction: 'descending' }, ['dan', 'ada', 'bea', 'zoe', 'cid']]
  ])('by %j', (sort, ids) => {
    expect(order(sort)).toEqual(ids)
  })
})

describe('the selection', () => {
  const shown = filterMembers(rows, { ...noFilter, twoFactor: 'notEnabled' }, beside)

  it('takes one in and lets go of it', () => {
    expect([...toggled(new Set(['ada']), 'dan')]).toEqual(['ada', 'dan'])
    expect([...toggled(new Set(['ada', 'dan']), 'ada')]).toEqual(['dan'])
  })

  it('of all that is shown leaves those hidden by a filter as they are', () => {
    const all = toggledAll(new Set(['ada']), shown)
    expect([...all].sort()).toEqual(['ada', 'dan', 'zoe'])
    expect([coverage(new Set(), shown), coverage(new Set(['dan', 'ada']), shown), coverage(all, shown), coverage(all, [])]).toEqual(['none', 'some', 'all', 'none'])
    expect([...toggledAll(all, shown)]).toEqual(['ada'])
  })

  it('keeps nobody who is gone', () => {
    expect([...stillThere(new Set(['ada', 'left']), rows)]).toEqual(['ada'])
  })
})
