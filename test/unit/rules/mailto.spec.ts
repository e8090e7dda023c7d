import { describe, expect, it } from 'vitest'
import { mailLimits } from '#shared/domain/mail'
import { mailtoBatches, mailtoUrl } from '#shared/rules/mailto'
import { member } from '../../support/organizationSecurityFixtures'
import { createRandom } from '../../support/random'

const words = { subject: 'Turn on 2FA', body: 'Hello,\nplease & thanks' }
const people = (count: number, email = (index: number) => `person-${index}@example.com`) => Array.from({ length: count }, (_, index) => member(`id-${index}`, 'notEnabled', 'org_member', email(index)))

describe('a link to the mail program', () => {
  it('has every address in blind copy, and everything percent-encoded', () => {
    expect(mailtoUrl({ to: ['a+b@example.com', "o'neil@example.com"], ...words })).toBe('mailto:?bcc=a%2Bb%40example.com,o%27neil%40example.com&subject=Turn%20on%202FA&body=Hello%2C%0D%0Aplease%20%26%20thanks')
  })

  it('lets no address, subject or text become another field', () => {
    const random = createRandom(11)
    const pieces = ['&', '?', '=', 'cc', 'to', 'attach', '%26', '%0d%0a', '\n', '#', '+', 'a@b.example', ',', ';', 'é', '中', '"', '<', '\u202E']
    const text = () => Array.from({ length: random.between(1, 8) }, () => random.pick(pieces)).join('')
    for (let run = 0; run < 5_000; run += 1) {
      const mail = { to: [text(), text()], subject: text(), body: text() }
      const url = new URL(mailtoUrl(mail))
      expect([url.protocol, url.pathname, url.hash, [...url.searchParams.keys()]]).toEqual(['mailto:', '', '', ['bcc', 'subject', 'body']])
      expect(url.search.slice('?bcc='.length).split('&')[0]?.split(',').map(decodeURIComponent)).toEqual(mail.to)
    }
  })
})

describe('batches of messages', () => {
  it.each([
    [0, []],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]]
  ])('of %d short addresses are of fifty at most', (count, sizes) => {
    const { batches, count: reached, skipped } = mailtoBatches(people(count), words)
    expect([batches.map(({ to }) => to.length), reached, skipped]).toEqual([sizes, count, 0])
  })

  it('keep to the length of a link, are full, and hold everybody once and in order', () => {
    const all = people(1_003, (index) => `${'ü'.repeat(index % 9)}${'name.'.repeat(index % 7)}${index}@example.com`)
    const { batches } = mailtoBatches(all, words)
    for (const { to } of batches) expect(mailtoUrl({ to, ...words }).length).toBeLessThanOrEqual(mailLimits.characters)
    batches.slice(0, -1).forEach(({ to }, index) => {
      const next = batches[index + 1]?.to[0] ?? ''
      expect(to.length === mailLimits.addresses || mailtoUrl({ to: [...to, next], ...words }).length > mailLimits.characters).toBe(true)
    })
    expect(batches.flatMap(({ to }) => to)).toEqual(all.map(({ email }) => email))
    expect(batches.flatMap(({ memberIds }) => memberIds)).toEqual(all.map(({ id }) => id))
  })

  it('leave out what is no address, what another member has already, and what fits no link, and count them', () => {
    const odd = [member('a', 'notEnabled', 'r', ''), member('b', 'notEnabled', 'r', 'x@example.com, y@example.com'), member('c', 'notEnabled', 'r', 'evil@example.com\u202E'), member('d', 'notEnabled', 'r', 'Ada@example.com'), member('e', 'notEnabled', 'r', 'ada@example.com'), member('f', 'notEnabled', 'r', `${'中'.repeat(300)}@example.com`)]
    expect(mailtoBatches(odd, words)).toEqual({ batches: [{ to: ['Ada@example.com'], memberIds: ['d'] }], count: 1, skipped: 5 })
  })
})
