import { describe, expect, it } from 'vitest'
import { csv } from '#shared/rules/csv'
import { membersWithoutTwoFactorCsv } from '#shared/rules/membersWithoutTwoFactorCsv'
import { hidesCharacters } from '#shared/rules/visibleText'
import { createRandom } from '../../support/random'
import { member, security } from '../../support/organizationSecurityFixtures'

const words = { email: 'E-mail', role: 'Role', status: '2FA', organization: 'Organization', readAt: 'Read at', notEnabled: 'Not enabled', roleName: (role: string) => role }
const people = ['Zoe', 'adam', 'bea'].map((name, index) => member(String(index), 'notEnabled', 'org_member', `${name}@example.com`))

/** A forgiving reader: a quote opens a cell, what stands behind its closing quote is added to it. */
function parse(text: string, separator: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  let atStart = true
  const add = (character: string) => {
    const row = rows.at(-1) ?? []
    row.push(`${row.pop() ?? ''}${character}`)
  }
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? ''
    if (quoted && character === '"' && text[index + 1] === '"') {
      add('"')
      index += 1
    } else if (quoted) {
      if (character === '"') quoted = false
      else add(character)
    } else if (character === '"' && atStart) {
      quoted = true
      atStart = false
    } else if (character === separator || character === '\n') {
      if (character === separator) rows.at(-1)?.push('')
      else rows.push([''])
      atStart = true
    } else if (character !== '\r') {
      add(character)
      atStart = false
    }
  }
  return rows.slice(0, -1)
}

describe('CSV', () => {
  it('writes the members known to have no 2FA and nobody else', () => {
    const text = membersWithoutTwoFactorCsv(
      security({ members: [...people, member('7', 'unknown'), member('8', 'pending'), member('9', 'enabled')] }),
      words
    )
    expect(text.trimEnd().split('\r\n')).toHaveLength(1 + people.length)
    expect(text).toContain('"bea@example.com","org_member","Not enabled","Harbour Lights","2027-03-12T09:30:00.000Z"\r\n')
    expect(text).not.toMatch(/[789]@example/u)
  })

  it.each([
    ['=HYPERLINK("http://x")', `'=HYPERLINK(""http://x"")`],
    ['+33612345678', "'+33612345678"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['﹦1', "'﹦1"],
    ['﹢1', "'﹢1"],
    ['﹣1', "'﹣1"],
    ['﹫x', "'﹫x"],
    ['\u22121', "'\u22121"],
    ['\t=1', "'\t'=1"],
    ['\rx', "'\rx"],
    ['Ann;=1', "Ann;'=1"],
    ['Ann;"=1', `Ann;'""=1`],
    ['Ann\n+1', "Ann\n'+1"],
    ['Ann\t@x', "Ann\t'@x"],
    ['Ann; \u200B-1', "Ann;' [U+200B]-1"],
    ['ann\u202Emoc.live@example.com', 'ann[U+202E]moc.live@example.com'],
    ['ines@example.com', 'ines@example.com'],
    ['jean-luc', 'jean-luc'],
    ['', ''],
    ['Harbour, Lights "West"', 'Harbour, Lights ""West""']
  ])('makes %j harmless, in quotes', (text, cell) => {
    expect(csv(['h'], [[text]])).toBe(`"h"\r\n"${cell}"\r\n`)
  })

  it('sees a formula behind every character without ink, and behind all that are shown as steering', () => {
    const invisible = Array.from('\u00AD\u034F\u061C\u115F\u1160\u17B4\u180B\u180E\u200B\u200C\u200D\u200E\u202A\u202E\u2060\u2061\u2064\u2066\u2069\u2800\u3164\uFE00\uFE0F\uFEFF\uFFA0\uFFF9\u{E0001}\u{E0041}\u{E0100}\u0001\u007F\u0085')
    const steering = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(hidesCharacters)
    expect(steering.length).toBeGreaterThan(80)
    expect([...invisible, ...steering].filter((mark) => !csv([], [[`${mark}=1`]]).includes("'"))).toEqual([])
  })

  it('escapes a hostile organization and e-mail in the export', () => {
    const text = membersWithoutTwoFactorCsv(security({ organizationName: '=cmd|calc', members: [member('1', 'notEnabled', 'org_member', '+evil@example.com')] }), words)
    expect(text).toContain(`"'+evil@example.com","org_member","Not enabled","'=cmd|calc",`)
  })

  it('holds no formula in 10,000 odd rows, whether the reader splits at commas, semicolons or tabs', () => {
    const random = createRandom(13)
    const palette = ['=', '+', '-', '@', '＝', '﹫', '\u2212', ';', ',', '\t', '\r', '\n', '"', '""', ' ', "'", '\u200B', '\u00AD', '\u202E', '\uFE0F', '\u0001', 'a', '1']
    const word = () => Array.from({ length: random.between(0, 7) }, () => random.pick(palette)).join('')
    const ink = (text: string) => text.replace(/[\s\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    for (let round = 0; round < 10_000; round += 1) {
      const text = csv(['h', 'i'], [[word(), word()]])
      for (const separator of [',', ';', '\t']) {
        const cells = parse(text, separator).flat()
        expect(cells.filter((cell) => /^[=+\-@＝﹫\u2212]/u.test(ink(cell))), JSON.stringify(text)).toEqual([])
      }
      expect(parse(text, ',')).toHaveLength(2)
      expect(parse(text, ',')[1]).toHaveLength(2)
    }
  })
})
