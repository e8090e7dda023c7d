import { describe, expect, it } from 'vitest'
import { emailList } from '#shared/rules/emailList'
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
})
