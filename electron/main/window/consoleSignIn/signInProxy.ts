import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** Reaches a host on behalf of the sign-in window, through the system's proxy where there is one. */
export type Dial = (host: string, port: number) => Promise<Duplex>

export interface SignInProxy {
  /** As `session.setProxy` takes it. */
  proxyRules: string
  port: number
  /** What Chromium answers when the proxy asks who it is. */
  username: string
  password: string
  /** Ends every connection. */
  close(): Promise<void>
}

/** Sockets at once; a sign-in page with captcha and fonts needs a few dozen. */
const maxSockets = 200
const httpsPort = 443

/**
 * A proxy on loopback that only the sign-in window knows the password of. Chromium itself resolves no name and reaches no
 * host (`networkGuard`); through this the one window that must show a foreign page does, with Chromium's own TLS.
 * @param ports the ports that may be reached; others than https are for tests
 */
export async function openSignInProxy(deps: { dial: Dial; ports?: readonly number[] }): Promise<SignInProxy> {
  const username = 'gatehouse'
  const password = randomBytes(24).toString('base64url')
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  const allowedPorts = deps.ports ?? [httpsPort]
  const open = new Set<Duplex>()

  const keep = (socket: Duplex): void => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    // Whoever breaks a connection ends it; nothing here depends on it.
    socket.on('error', () => socket.destroy())
  }
  const refuse = (client: Duplex, status: string, header = ''): void => {
    client.end(`HTTP/1.1 ${status}\r\n${header}Content-Length: 0\r\nConnection: close\r\n\r\n`)
  }

  const server = createServer((_request, response) => {
    // Plain requests never go through: what is not encrypted is not signed in to.
    response.writeHead(403, { Connection: 'close' }).end()
  })
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    keep(client)
    const given = Buffer.from(request.headers['proxy-authorization'] ?? '')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) { refuse(client, '407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="Gatehouse"\r\n'); return; }
    const target = readTarget(request.url ?? '')
    if (target === null || !allowedPorts.includes(target.port)) { refuse(client, '403 Forbidden'); return; }
    if (open.size > maxSockets) { refuse(client, '503 Service Unavailable'); return; }
    void join(deps.dial, target, client, head, keep, refuse)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    proxyRules: `http://127.0.0.1:${port}`,
    port,
    username,
    password,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function join(dial: Dial, target: { host: string; port: number }, client: Duplex, head: Buffer, keep: (socket: Duplex) => void, refuse: (client: Duplex, status: string) => void): Promise<void> {
  let remote: Duplex
  try {
    remote = await dial(target.host, target.port)
  } catch {
    refuse(client, '502 Bad Gateway'); return;
  }
  if (client.destroyed) return void remote.destroy()
  keep(remote)
  const end = (): void => {
    client.destroy()
    remote.destroy()
  }
  client.once('close', end)
  remote.once('close', end)
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
  if (head.length > 0) remote.write(head)
  remote.pipe(client)
  client.pipe(remote)
}

/** `host:port` as CONNECT names it; null for everything else. Never this computer's own services. */
export function readTarget(authority: string): { host: string; port: number } | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]{1,253}):(\d{1,5})$/iu.exec(authority)
  if (!match?.[1] || !match[2]) return null
  return { host: match[1].replace(/^\[|\]$/gu, ''), port: Number(match[2]) }
}
