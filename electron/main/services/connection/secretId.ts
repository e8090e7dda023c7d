import { createHash } from 'node:crypto'
import type { CapgoServer } from '../../capgo/capgoServer'

/**
 * The id under which the vault keeps a credential: a UUID made of the connection *and its server's addresses and the
 * credential's person*. Whoever changes the addresses in the file of connections gets no secret to send there, and whoever
 * changes the person does not make Gatehouse judge somebody else's risks.
 */
export function secretIdOf({ id, server, userId }: { id: string; server: Pick<CapgoServer, 'api' | 'supabase'>; userId: string }): string {
  const hash = createHash('sha256').update(JSON.stringify([id, server.api, server.supabase, userId])).digest('hex')
  // Version 8 of RFC 9562: a UUID whose bits are the application's own.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
