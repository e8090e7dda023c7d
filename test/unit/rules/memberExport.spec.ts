import { describe, expect, it } from 'vitest'
import type { BesideMembers } from '#shared/rules/memberFilter'
import { membersCsv, membersJson, type MemberExportWords } from '#shared/rules/memberExport'
import { lookUpFailure, member, security } from '../../support/organizationSecurityFixtures'

const column = { email: 'E-mail', role: 'Role', twoFactor: '2FA', password: 'Password', keys: 'Keys', askedTwoFactor: 'Asked', askedPassword: 'Asked password', organization: 'Organization', readAt: 'Read at', list: 'List', twoFactorLookUp: '2FA look-up', passwordLookUp: 'Password look-up' }
const words: MemberExportWords = {
  column,
  roleName: (role) => `role ${role}`,
  twoFactor: ({ twoFactor }) => `2FA ${twoFactor}`,
  password: ({ password }) => `password ${password}`,
  keys: (count, whole) => (count === null ? 'unknown' : `${count}${whole ? '' : '+'}`),
  completeness: (completeness) => completeness?.state ?? 'not asked',
  unknownAsked: 'who knows'
}
const beside: BesideMembers = { keys: { counts: new Map([['a', 2]]), whole: false }, asked: { twoFactor: new Map([['a', '2027-03-01T08:00:00.000Z']]), password: new Map() } }
const members = [member('a', 'notEnabled', 'org_member', 'a@example.com', 'unknown'), member('b', 'unknown', 'org_member', '=HYPERLINK("x")', 'nonCompliant')]

describe('members as CSV', () => {
  it('say every status as a word, the date of the reading, and whether each look-up was whole', () => {
    const lines = membersCsv({ security: security({ passwordCompleteness: { state: 'failed', why: lookUpFailure }, membersCompleteness: { state: 'incomplete', received: 2, expected: 3 } }), members, beside }, words).trimEnd().split('\r\n')
    expect(lines[0]).toBe('"E-mail","Role","2FA","Password","Keys","Asked","Asked password","Organization","Read at","List","2FA look-up","Password look-up"')
    expect(lines[1]).toBe('"a@example.com","role org_member","2FA notEnabled","password unknown","2+","2027-03-01T08:00:00.000Z","","Harbour Lights","2027-03-12T09:30:00.000Z","incomplete","complete","failed"')
    expect(lines).toHaveLength(3)
  })

  it('run no formula, and leave the password out where no policy is in force', () => {
    const [head, , evil] = membersCsv({ security: security(), members, beside }, words).split('\r\n')
    expect(head).not.toContain('Password')
    expect(evil).toContain('"\'=HYPERLINK(""x"")"')
    expect(evil).toContain('"unknown"')
  })
})

describe('members as JSON', () => {
  it('say what is known, what is not, and of when', () => {
    const parsed = JSON.parse(membersJson({ security: security({ twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }), members, beside })) as Record<string, unknown>
    expect(parsed).toMatchObject({ readAt: '2027-03-12T09:30:00.000Z', complete: { members: 'complete', twoFactor: 'failed', password: null, apiKeys: 'incomplete' } })
    expect(parsed['members']).toEqual([
      { id: 'a', email: 'a@example.com', role: 'org_member', twoFactor: 'notEnabled', password: 'unknown', apiKeys: 2, askedToTurnOnTwoFactor: '2027-03-01T08:00:00.000Z', askedToProvePassword: null },
      { id: 'b', email: '=HYPERLINK("x")', role: 'org_member', twoFactor: 'unknown', password: 'nonCompliant', apiKeys: null, askedToTurnOnTwoFactor: null, askedToProvePassword: null }
    ])
  })
})
