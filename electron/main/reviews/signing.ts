import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'

/** What Ed25519 keys look like to Node, before their 32 bytes (RFC 8410: PKCS#8 and SubjectPublicKeyInfo). */
const privateStart = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicStart = Buffer.from('302a300506032b6570032100', 'hex')

/** The private part of a key stays in here. */
export interface Signer {
  /** Base64 of its 32 bytes. */
  publicKey: string
  /** Base64 of the 64 bytes of the signature (Ed25519, RFC 8032). */
  sign(bytes: Uint8Array): string
}

/** A new private part, 32 bytes, hexadecimal. */
export const newSeed = (): string => randomBytes(32).toString('hex')

export function signerOf(seed: string): Signer {
  const key = createPrivateKey({ key: Buffer.concat([privateStart, Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicStart.length).toString('base64')
  return { publicKey, sign: (bytes) => sign(null, bytes, key).toString('base64') }
}

/** Whether a signature is that key's over those bytes. Any other text of the same key or signature is none. */
export function holds(publicKey: unknown, bytes: Uint8Array, signature: unknown): boolean {
  const [key, signed] = [ofBase64(publicKey, 32), ofBase64(signature, 64)]
  if (key === null || signed === null) return false
  try {
    return verify(null, bytes, createPublicKey({ key: Buffer.concat([publicStart, key]), format: 'der', type: 'spki' }), signed)
  } catch {
    return false
  }
}

/** SHA-256 of the key's 32 bytes, in groups to be compared aloud. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').toUpperCase()
  return (hash.match(/.{4}/gu) ?? []).join(' ')
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** One text for one value: base64 has bits at its end that mean nothing, and they are zero. */
function ofBase64(text: unknown, length: number): Buffer | null {
  if (typeof text !== 'string') return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null
}
