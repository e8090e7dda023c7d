import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Issued } from './certificates'

/** `silent`: takes the connection and never answers. */
export type ProxyMood = { answers: number } | 'opens' | 'silent'

export interface ConnectProxy {
  port: number
  /** Where it was asked to connect to, in order. */
  asked: string[]
  mood: ProxyMood
  /** Everything that came to it and went on through it, from the client's side. */
  heard(): string
  close(): Promise<void>
}

/** A real proxy that opens ways with CONNECT and does nothing else. @param places the ports behind the names it knows */
export async function connectProxy(places: Record<string, number>, secure?: Issued): Promise<ConnectProxy> {
  const heard: Buffer[] = []
  const open = new Set<Duplex>()
  const server = secure ? createSecureServer({ key: secure.keyPem, cert: secure.cert }) : createServer()
  const note = (socket: Duplex) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => heard.push(chunk))
  }
  const proxy: ConnectProxy = {
    port: 0,
    asked: [],
    mood: 'opens',
    heard: () => Buffer.concat(heard).toString('latin1'),
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
  server.on(secure ? 'secureConnection' : 'connection', note)
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const place = request.url ?? ''
    proxy.asked.push(place)
    if (proxy.mood === 'silent') return
    const port = places[place]
    if (proxy.mood !== 'opens' || port === undefined) {
      client.end(`HTTP/1.1 ${String(proxy.mood === 'opens' ? 502 : proxy.mood.answers)} No\r\nContent-Type: application/json\r\n\r\n{"error":"invalid_apikey"}`)
      return
    }
    const onward = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      onward.pipe(client).pipe(onward)
    })
    open.add(onward)
    onward.on('error', () => client.destroy())
    client.on('close', () => onward.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy.port = (server.address() as AddressInfo).port
  return proxy
}
