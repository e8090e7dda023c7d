import { describe, expect, it } from 'vitest'
import { csv } from '#shared/rules/csv'
import { cutInMiddle } from '#shared/rules/cutInMiddle'
import { emailList } from '#shared/rules/emailList'
import { arrangeMembers, membersByEmail, searchMembers, type MemberSort } from '#shared/rules/memberList'
import { membersWithoutTwoFactorCsv } from '#shared/rules/membersWithoutTwoFactorCsv'
import { member, security } from '../../support/organizationSecurityFixtures'

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

describe('e-mail lists', () => {
  it('separates as asked, each address once', () => {
    const twice = [...people, member('5', 'notEnabled', 'org_member', 'ADAM@example.com '), member('6', 'notEnabled', 'org_member', '')]
    expect(emailList(twice, 'semicolon')).toEqual({ text: 'Zoe@example.com; adam@example.com; bea@example.com; carl@example.com', count: 4 })
    expect(emailList(people, 'newline').text.split('\n')).toHaveLength(4)
  })
})

describe('CSV', () => {
  const words = { email: 'E-mail', role: 'Role', status: '2FA', organization: 'Organization', readAt: 'Read at', notEnabled: 'Not enabled', roleName: (role: string) => role }

  it('writes the members known to have no 2FA and nobody else', () => {
    const text = membersWithoutTwoFactorCsv(
      security({ members: [...people, member('7', 'unknown'), member('8', 'pending'), member('9', 'enabled')] }),
      words
    )
    expect(text.trimEnd().split('\r\n')).toHaveLength(1 + people.length)
    expect(text).toContain('bea@example.com,custom_auditor,Not enabled,Harbour Lights,2027-03-12T09:30:00.000Z\r\n')
    expect(text).not.toMatch(/[789]@example/u)
  })

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+33612345678', "'+33612345678"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\u200B=1', "'\u200B=1"],
    ['＝1', "'＝1"],
    ['\t=1', "'\t=1"],
    ['ines@example.com', 'ines@example.com'],
    ['Harbour, Lights "West"', '"Harbour, Lights ""West"""']
  ])('makes %j harmless', (text, cell) => {
    expect(csv(['h'], [[text]])).toBe(`h\r\n${cell}\r\n`)
  })

  it('escapes a hostile organization and e-mail in the export', () => {
    const text = membersWithoutTwoFactorCsv(security({ organizationName: '=cmd|calc', members: [member('1', 'notEnabled', 'org_member', '+evil@example.com')] }), words)
    expect(text).toContain("'+evil@example.com,org_member,Not enabled,'=cmd|calc,")
  })
})
