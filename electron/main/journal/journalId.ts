import { sha256 } from './journalLine'

/**
 * The id under which the keychain has the key of the journal in that file: of its path and nothing in it, so that who
 * takes the journal away does not take its name away as well. A UUID of version 8 (RFC 9562), whose bits are the application's own.
 */
export function journalIdOf(path: string): string {
  const hash = sha256(path)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
