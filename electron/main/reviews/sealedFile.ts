import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { canonicalJson } from '#shared/rules/canonicalJson'

/** What a sealed file is; it stands in it to be read, and a file that was put in another's place does not open. */
export interface SealedHeader {
  /** `snapshot`, `review`, … */
  kind: string
  id: string
}

/** Bytes of the key, of the number that is used once, and of the tag (AES-256-GCM, NIST SP 800-38D). */
export const sealKeyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const magic = 'gatehouse-sealed-1'

/**
 * A file as it rests on this computer: `gatehouse-sealed-1 {"id":…,"kind":…}` and a line feed in UTF-8, 12 random bytes, what
 * AES-256-GCM makes of the content, 16 bytes of tag. The first line is vouched for by the tag and not encrypted.
 */
export function seal(content: Uint8Array, key: Uint8Array, header: SealedHeader): Buffer {
  const head = headOf(header)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(head)
  return Buffer.concat([head, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

/** @returns null for what was not sealed with this key under this header: changed, cut, another's, or no such file */
export function open(file: Uint8Array, key: Uint8Array, header: SealedHeader): Buffer | null {
  const head = headOf(header)
  const sealed = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (sealed.length < head.length + nonceBytes + tagBytes || !sealed.subarray(0, head.length).equals(head)) return null
  const content = head.length + nonceBytes
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(head.length, content), { authTagLength: tagBytes })
  decipher.setAAD(head)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(content, sealed.length - tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

const headOf = ({ kind, id }: SealedHeader): Buffer => Buffer.from(`${magic} ${canonicalJson({ kind, id })}\n`, 'utf8')
