import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Duplex } from 'node:stream'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import type { Issued } from './certificates'

export interface TlsServer {
  port: number
  /** Everything that anybody has told it in clear, after a handshake. */
  heard(): string
  close(): Promise<void>
}

/** An https server with a certificate of the test's own. @param chain what it shows along with its own */
export async function tlsServer(own: Issued, chain: readonly Issued[] = [], answer: RequestListener = (_request, response) => response.end('{"here":true}')): Promise<TlsServer> {
  const chunks: Buffer[] = []
  const open = new Set<TLSSocket>()
  const http = createServer(answer)
  // It would show any certificate, also those that nobody should take.
  const server = createTlsServer({ key: own.keyPem, cert: [own, ...chain].map(({ cert }) => cert).join(''), ciphers: 'DEFAULT:@SECLEVEL=0' }, (socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    http.emit('connection', overheard(socket, chunks))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(chunks).toString('latin1'),
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}

/** The same connection; Node's server would otherwise read past whoever listens. */
function overheard(socket: TLSSocket, chunks: Buffer[]): Duplex {
  const through = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => socket.write(chunk, done),
    final: (done) => socket.end(done),
    destroy: (_error, done) => {
      socket.destroy()
      done(null)
    }
  })
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    through.push(chunk)
  })
  socket.on('close', () => through.destroy())
  return through
}
