import { describe, expect, it } from 'vitest'
import { hidesCharacters, visibleText } from '#shared/rules/visibleText'

describe('visibleText', () => {
  it.each([
    ['a right-to-left override', 'admin\u202Emoc.elpmaxe@', 'admin[U+202E]moc.elpmaxe@'],
    ['isolates', '\u2066ines\u2069@example.com', '[U+2066]ines[U+2069]@example.com'],
    ['direction marks', 'a\u200Eb\u200Fc\u061Cd', 'a[U+200E]b[U+200F]c[U+061C]d'],
    ['a zero-width space', 'omar\u200B@example.com', 'omar[U+200B]@example.com'],
    ['a joiner between Latin letters', 'om\u200Dar@example.com', 'om[U+200D]ar@example.com'],
    ['a soft hyphen', 'om\u00ADar@example.com', 'om[U+00AD]ar@example.com'],
    ['control characters and line ends', 'a\u0000b\nc\u0085d\u2028e', 'a[U+0000]b[U+000A]c[U+0085]d[U+2028]e'],
    ['tag characters', 'Acme\u{E0041}', 'Acme[U+E0041]'],
    ['a byte order mark', '\uFEFFAcme', '[U+FEFF]Acme']
  ])('writes out %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
    expect(hidesCharacters(text)).toBe(true)
  })

  it.each(['ines.moreau+capgo@example.com', 'Zoë Müller', 'שלום@example.com', 'می‌خواهم', 'क्‍ष', '👩‍💻 Studio', '<img src=x onerror=alert(1)>', ''])('leaves %j alone', (text) => {
    expect(visibleText(text)).toBe(text)
    expect(hidesCharacters(text)).toBe(false)
  })

  it('leaves no steering character in 10,000 random strings', () => {
    const palette = ['a', '@', '.', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069', '\u200E', '\u200F', '\u061C', '\u0007']
    let state = 42
    const next = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state % limit
    }
    const steering = palette.slice(3)
    const shown = Array.from({ length: 10_000 }, () => visibleText(Array.from({ length: 12 }, () => palette[next(palette.length)]).join('')))
    const left = shown.filter((text) => steering.some((mark) => text.includes(mark)))
    expect(left).toEqual([])
  })
})
