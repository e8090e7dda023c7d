import { describe, expect, it } from 'vitest'
import { encodeBase32, isTotpAccepted, totp } from '../../../electron/main/sandbox/totp'

// RFC 6238, appendix B: the last six digits of its SHA-1 column.
const RFC_SECRET = encodeBase32(Buffer.from('12345678901234567890'))

describe('totp', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037']
  ])('gives the code of RFC 6238 at %i s', (seconds, code) => {
    expect(totp(RFC_SECRET, seconds * 1000)).toBe(code)
  })

  it('accepts a code one step early or late and no further', () => {
    const at = 1_700_000_000_000
    expect([-2, -1, 0, 1, 2].map((step) => isTotpAccepted(RFC_SECRET, totp(RFC_SECRET, at + step * 30_000), at))).toEqual([false, true, true, true, false])
  })

  it('refuses a secret that is not base32', () => {
    expect(() => totp('not base32!', 0)).toThrow('A-Z')
  })
})

describe('encodeBase32', () => {
  // RFC 4648, section 10, without padding.
  it.each([['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']])('encodes %s', (text, encoded) => {
    expect(encodeBase32(Buffer.from(text))).toBe(encoded)
  })
})
