import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
export async function dialDirectly(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, timeout: 20_000 })
  await once(socket, 'connect')
  return socket
}
