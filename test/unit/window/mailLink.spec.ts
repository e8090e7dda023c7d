import { describe, expect, it } from 'vitest'
import { mailLimits } from '#shared/domain/mail'
import { mailLink } from '../../../electron/main/window/mailLink'
import { createRandom } from '../../support/random'

const words = { subject: 'Turn on 2FA', body: 'Hello,\nit takes a minute.' }

describe('the door for mail', () => {
  it('makes the link itself, with everybody in blind copy', () => {
    expect(mailLink({ to: ['ada@example.com', 'bea@example.com'], ...words })).toBe('mailto:?bcc=ada%40example.com,bea%40example.com&subject=Turn%20on%202FA&body=Hello%2C%0D%0Ait%20takes%20a%20minute.')
  })

  it.each([
    [['a@x.com, evil@y.com'], words],
    [['a@x.com?attach=/etc/passwd', 'nobody'], words],
    [['Ann <a@x.com>'], words],
    [['admin\u202Emoc.x@y'], words],
    [['a@x.com\r\nBcc: evil@y.com'], words],
    [[], words],
    [Array.from({ length: 51 }, (_, index) => `a${index}@x.com`), words],
    [Array.from({ length: 50 }, (_, index) => `${'long'.repeat(12)}${index}@x.com`), words],
    [['a@x.com'], { ...words, subject: 'x\nBcc: evil@y.com' }],
    [['a@x.com'], { ...words, body: 'a lone surrogate \uD800' }]
  ])('refuses %j with %j', (to, { subject, body }) => {
    expect(() => mailLink({ to, subject, body })).toThrow(expect.objectContaining({ code: 'invalidInput' }) as Error)
  })

  it('lets none of 20,000 odd messages through that is more than a short message in blind copy to whom it names', () => {
    const random = createRandom(23)
    const pieces = ['a', '@', 'x.example', '.', '&', '?', '=', '#', '%26', '%0a', '\n', '\r', 'cc', 'attach', 'file:', '//', '\\', '"', "'", ' ', ';', ',', '|', '$(x)', '`', '\u202E', 'é', '中', '\u0000']
    const text = (most: number) => Array.from({ length: random.between(0, most) }, () => random.pick(pieces)).join('')
    let opened = 0
    for (let run = 0; run < 20_000; run += 1) {
      const mail = { to: Array.from({ length: random.between(1, 3) }, () => (run % 2 === 0 ? `${text(2)}a@x.example` : text(6))), subject: text(6), body: text(9) }
      let link: string
      try {
        link = mailLink(mail)
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalidInput' })
        continue
      }
      opened += 1
      expect(link).toMatch(/^mailto:\?bcc=[\w.%~,-]+&subject=[\w.%~-]*&body=[\w.%~-]*$/u)
      expect(link.length).toBeLessThanOrEqual(mailLimits.characters)
      expect(link.slice('mailto:?bcc='.length).split('&')[0]?.split(',').map(decodeURIComponent)).toEqual(mail.to)
    }
    expect(opened).toBeGreaterThan(500)
  })
})
