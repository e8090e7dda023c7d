import { createHmac } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Length of one TOTP step, in milliseconds (RFC 6238, the default of every authenticator app). */
export const TOTP_STEP_MS = 30_000

export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >>> (bits - 5)) & 31] ?? ''
  }
  return bits > 0 ? text + (BASE32[(held << (5 - bits)) & 31] ?? '') : text
}

function decodeBase32(text: string): Buffer {
  let bits = ''
  for (const letter of text.toUpperCase().replace(/=+$/, '')) {
    const value = BASE32.indexOf(letter)
    if (value < 0) throw new Error('a TOTP secret consists of the letters A-Z and the digits 2-7')
    bits += value.toString(2).padStart(5, '0')
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/**
 * The six-digit code that an authenticator app shows for `secret` (base32) at `atMs` (milliseconds since 1970).
 * @throws Error when the secret is not base32
 */
export function totp(secret: string, atMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / TOTP_STEP_MS)))
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Whether `code` is right now, one step early or one step late: the tolerance that sign-in servers grant. */
export function isTotpAccepted(secret: string, code: string, atMs: number): boolean {
  return [0, -1, 1].some((step) => totp(secret, atMs + step * TOTP_STEP_MS) === code)
}
