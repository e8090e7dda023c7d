import { describe, expect, it } from 'vitest'
import { cutInMiddle } from '#shared/rules/cutInMiddle'
import { arrangeMembers, membersByEmail, searchMembers, type MemberSort } from '#shared/rules/memberList'
import { member } from '../../support/organizationSecurityFixtures'

const people = [
  member('1', 'notEnabled', 'org_member', 'Zoe@example.com'),
  member('2', 'notEnabled', 'org_super_admin', 'adam@example.com'),
  member('3', 'notEnabled', 'custom_auditor', 'bea@example.com'),
  member('4', 'notEnabled', 'org_member', 'carl@example.com')
]
const sortMembers = (members: typeof people, sort: MemberSort) => arrangeMembers(membersByEmail(members), sort)
const emails = (members: readonly { email: string }[]) => members.map(({ email }) => email)

describe('sorting members', () => {
  it('sorts by e-mail without regard to case, both ways', () => {
    expect(emails(sortMembers(people, { by: 'email', direction: 'ascending' }))).toEqual(['adam@example.com', 'bea@example.com', 'carl@example.com', 'Zoe@example.com'])
    expect(emails(sortMembers(people, { by: 'email', direction: 'descending' }))[0]).toBe('Zoe@example.com')
  })

  it('sorts by role, highest first, roles it does not know last, and by e-mail within a role', () => {
    expect(emails(sortMembers(people, { by: 'role', direction: 'ascending' }))).toEqual(['adam@example.com', 'carl@example.com', 'Zoe@example.com', 'bea@example.com'])
    expect(emails(sortMembers(people, { by: 'role', direction: 'descending' }))).toEqual(['bea@example.com', 'carl@example.com', 'Zoe@example.com', 'adam@example.com'])
  })

  it('leaves the given list as it was', () => {
    const before = [...people]
    sortMembers(people, { by: 'email', direction: 'ascending' })
    expect(people).toEqual(before)
  })
})

describe('searching members', () => {
  const roleName = (role: string) => (role === 'org_member' ? 'Member' : role)

  it('finds by part of an e-mail, without regard to case', () => {
    expect(emails(searchMembers(people, ' ZOE@', roleName))).toEqual(['Zoe@example.com'])
  })

  it('finds by the role as it is shown', () => {
    expect(emails(searchMembers(people, 'member', roleName))).toEqual(['Zoe@example.com', 'carl@example.com'])
  })

  it('keeps everybody while nothing is searched, and nobody where nothing matches', () => {
    expect(searchMembers(people, '  ', roleName)).toHaveLength(4)
    expect(searchMembers(people, 'nobody', roleName)).toEqual([])
  })

  it('takes a pattern literally', () => {
    expect(searchMembers(people, '.*', roleName)).toEqual([])
  })
})

describe('cutInMiddle', () => {
  it('keeps the beginning and the end', () => {
    const cut = cutInMiddle('maximiliane.von-und-zu-hohenstein@subsidiary.example.com', 25)
    expect(cut).toBe('maximiliane.….example.com')
    expect(cut.length).toBeLessThanOrEqual(25)
  })

  it('leaves what fits, and never splits a composed character', () => {
    expect(cutInMiddle('ines@example.com', 16)).toBe('ines@example.com')
    expect(cutInMiddle('👩‍💻'.repeat(5), 3)).toBe('👩‍💻…👩‍💻')
  })
})
