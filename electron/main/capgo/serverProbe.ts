import { lookup } from 'node:dns/promises'
import type { Duplex } from 'node:stream'
import tls, { type Certificate, type DetailedPeerCertificate } from 'node:tls'
import { inTime } from './inTime'
import type { NetworkConditions } from './networkConditions'

export interface SecuredBy {
  /** As `TLSv1.3`. */
  protocol: string
  /** The server's own certificate first. */
  chain: { subject: string; issuer: string; validTo: string }[]
}

/** Single steps of the way to a server, for whoever looks why it does not work. Nothing is sent to the server but what TLS begins with. */
export interface ServerProbe {
  /** The addresses that this computer's own look-up gives. @throws the system's error */
  resolve(host: string): Promise<string[]>
  /** Speaks TLS over an open connection, and ends it. @throws the system's error, where the certificate is not trusted too */
  secure(connection: Duplex, host: string): Promise<SecuredBy>
}

export function createServerProbe({ network, limitMs = 10_000 }: { network: Pick<NetworkConditions, 'trust'>; limitMs?: number }): ServerProbe {
  return {
    async resolve(host) {
      const found = await inTime(lookup(host, { all: true }), AbortSignal.timeout(limitMs))
      return found.map(({ address }) => address)
    },
    async secure(connection, host) {
      const secureContext = await network.trust()
      const isAddress = /^[\d.]+$|:/u.test(host)
      const socket = tls.connect({ socket: connection, host, ...(isAddress ? {} : { servername: host }), ...(secureContext === undefined ? {} : { secureContext }), rejectUnauthorized: true })
      const opened = new Promise<SecuredBy>((resolve, reject) => {
        socket.once('error', reject)
        socket.once('close', () => reject(new Error('The connection was closed while TLS began.')))
        socket.once('secureConnect', () => resolve({ protocol: socket.getProtocol() ?? 'unknown', chain: chainOf(socket.getPeerCertificate(true)) }))
      })
      try {
        return await inTime(opened, AbortSignal.timeout(limitMs))
      } finally {
        socket.destroy()
        connection.destroy()
      }
    }
  }
}

function chainOf(first: DetailedPeerCertificate): SecuredBy['chain'] {
  const chain: SecuredBy['chain'] = []
  for (let one = first; chain.length < 10; one = one.issuerCertificate) {
    chain.push({ subject: nameOf(one.subject), issuer: nameOf(one.issuer), validTo: one.valid_to })
    // A root vouches for itself.
    if ((one.issuerCertificate as typeof one | undefined) === undefined || one.issuerCertificate === one) break
  }
  return chain
}

function nameOf(name: Certificate | undefined): string {
  return String(name?.CN ?? name?.O ?? 'without a name')
}
