import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { qrPath } from '../../../renderer/components/qrPath'

const pixels = 4

/** Paints the path as a browser would, dark on light, and reads it with another library than the one that made it. */
function scanned(text: string): string | undefined {
  const { size, path } = qrPath(text)
  const side = size * pixels
  const image = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)) {
    for (let row = Number(y) * pixels; row < (Number(y) + 1) * pixels; row++) {
      for (let column = Number(x) * pixels; column < (Number(x) + Number(width)) * pixels; column++) image.set([0, 0, 0], (row * side + column) * 4)
    }
  }
  return jsQR(image, side, side)?.data
}

describe('a QR code', () => {
  it.each([
    'otpauth://totp/capgo.app:ada.lovelace%40meridian.example?algorithm=SHA1&digits=6&issuer=capgo.app&period=30&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    'otpauth://totp/x:y?secret=AAAA',
    `otpauth://totp/${'x'.repeat(400)}?secret=JBSWY3DPEHPK3PXP`
  ])('of %s is read as just that', (text) => {
    expect(scanned(text)).toBe(text)
  })

  it('has a quiet zone of four modules on every side', () => {
    const { size, path } = qrPath('otpauth://totp/x:y?secret=AAAA')
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/gu)].map(([, x, y, width]) => [Number(x), Number(y), Number(x) + Number(width)] as const)
    expect(Math.min(...runs.map(([x]) => x))).toBe(4)
    expect(Math.min(...runs.map(([, y]) => y))).toBe(4)
    expect(Math.max(...runs.map(([, , end]) => end))).toBe(size - 4)
    expect(Math.max(...runs.map(([, y]) => y))).toBe(size - 5)
  })
})
