import { describe, expect, it } from 'vitest'
import { emailList, emailListOf, reachable } from '#shared/rules/emailList'
import { arrangeRows, filterMembers, indexMembers, noFilter, type BesideMembers } from '#shared/rules/memberFilter'
import { createRandom } from '../../support/random'
import { member } from '../../support/organizationSecurityFixtures'

const withEmails = (...emails: string[]) => emails.map((email, index) => member(String(index), 'notEnabled', 'org_member', email))

describe('e-mail lists', () => {
  it('separates as asked, each address once', () => {
    const people = withEmails('Zoe@example.com', 'adam@example.com', 'ADAM@example.com ', '')
    expect(emailList(people, 'semicolon')).toEqual({ text: 'Zoe@example.com; adam@example.com', count: 2, skipped: 2 })
    expect(emailList(people, 'comma').text).toBe('Zoe@example.com, adam@example.com')
    expect(emailList(people, 'newline').text).toBe('Zoe@example.com\nadam@example.com')
  })

  it.each([
    'a@x.com, evil@y.com', 'a@x.com,evil@y.com', 'a@x.com;evil', 'a@x.com；evil', 'a@x.com，evil', 'a@x.com\nevil', 'a@x.com\r\nBcc:evil', 'a@x.com\u2028evil',
    'a@x.com evil', 'a@x.com\u00A0evil', 'a@b@x.com', 'a＠b@x.com', '@x.com', 'a@', 'nobody', '"a"@x.com', '<a@x.com>', 'Ann <a@x.com>', 'a(b)@x.com', 'mailto:a@x.com',
    'admin\u202Emoc.x@y', 'a\u200Bb@x.com', 'a\u200Db@x.com', 'a\u00ADb@x.com', 'a\u{E0041}@x.com', 'a\u0000@x.com', 'a\u061C@x.com', 'a\uFE0F@x.com', 'a\uD800@x.com', `${'a'.repeat(400)}@x.com`
  ])('leaves out %j, which is not one plain address, and counts it', (email) => {
    expect(emailList(withEmails('ines@example.com', email), 'comma')).toEqual({ text: 'ines@example.com', count: 1, skipped: 1 })
  })

  it.each(['ines.moreau+capgo@example.com', "o'brien@example.com", 'zoë@müller.example', 'שלום@example.com', 'a=b@example.com', 'a_b%c@sub.example.com'])('takes %j', (email) => {
    expect(emailList(withEmails(email), 'comma')).toEqual({ text: email, count: 1, skipped: 0 })
  })

  it('makes as many recipients as it counts, from 10,000 odd lists', () => {
    const random = createRandom(14)
    const palette = ['a', 'b', '@', '@x.example', '.', ',', ';', ' ', '\n', '\t', '"', '<', '>', '\u202E', '\u200B', '；']
    const word = () => Array.from({ length: random.between(0, 8) }, () => random.pick(palette)).join('')
    for (let round = 0; round < 10_000; round += 1) {
      const members = withEmails(word(), 'ines@example.com', word())
      const { text, count, skipped } = emailList(members, 'comma')
      const recipients = text.split(/[\s,;]+/u)
      expect({ count: recipients.length, sum: count + skipped }, text).toEqual({ count, sum: members.length })
      expect(recipients.filter((recipient) => recipient.split('@').length !== 2), text).toEqual([])
    }
  })

  it('is the same from addresses prepared once per reading, in any order and of any part, for 3,000 odd readings', () => {
    const random = createRandom(31)
    const beside: BesideMembers = { keys: { counts: new Map(), whole: true }, asked: null }
    const emails = ['ann@x.example', 'ANN@x.example', ' ann@x.example', 'Ann@X.example\t', 'ann@x.example,', 'anna@x.example', 'bo@x.example', '\uFEFFbo@x.example', 'bo @x.example', 'zoe\u200B@x.example', 'İ@x.example', 'i\u0307@x.example', '', ' ']
    let repeated = 0
    for (let round = 0; round < 3000; round += 1) {
      const rows = indexMembers(withEmails(...Array.from({ length: random.between(0, 12) }, () => random.pick(emails))), (role) => role)
      const chosen = filterMembers(arrangeRows(rows, { by: 'email', direction: random.pick(['ascending', 'descending']) }, beside), { ...noFilter, searched: random.pick(['', '', 'a', 'bo', 'x.example']) }, beside)
      const members = chosen.map(({ member }) => member)
      const separator = random.pick(['comma', 'semicolon', 'newline'] as const)
      const list = emailListOf(chosen, separator)
      expect(list).toEqual({ ...emailList(members, separator), members: reachable(members).map(({ member }) => member) })
      if (list.count < new Set(chosen.filter(({ address }) => address !== '')).size) repeated += 1
    }
    // Or nothing was shown about addresses that several members have.
    expect(repeated).toBeGreaterThan(500)
  })
})
