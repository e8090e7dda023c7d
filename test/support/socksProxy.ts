import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface SocksProxy {
  port: number
  /** Names that it was asked for, unresolved. */
  asked: string[]
  refuses: boolean
  close(): Promise<void>
}

/** The smallest SOCKS5 server: no sign-in, names only (RFC 1928). */
export async function socksProxy(places: Record<string, number>): Promise<SocksProxy> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => client.destroy())
    client.once('data', () => {
      client.write(Buffer.from([5, 0]))
      client.once('data', (request) => {
        const length = request[4] ?? 0
        const name = `${request.subarray(5, 5 + length).toString()}:${String(request.readUInt16BE(5 + length))}`
        proxy.asked.push(name)
        const port = places[name]
        const reply = (code: number) => client.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]))
        if (proxy.refuses || port === undefined) {
          reply(2)
          client.end()
          return
        }
        const onward = connect(port, '127.0.0.1', () => {
          reply(0)
          onward.pipe(client).pipe(onward)
        })
        open.add(onward)
        onward.on('error', () => client.destroy())
        client.on('close', () => onward.destroy())
      })
    })
  })
  const proxy: SocksProxy = {
    port: 0,
    asked: [],
    refuses: false,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy.port = (server.address() as AddressInfo).port
  return proxy
}
