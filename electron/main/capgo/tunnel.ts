import { request as requestPlainly } from 'node:http'
import { Agent, request as requestSecurely } from 'node:https'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { SocksClient } from 'socks'
import type { Proxy } from './networkConditions'
import { ProxyFault } from './proxyFault'

export interface TunnelOptions {
  /** Milliseconds until the proxy has to have opened the way. */
  limitMs: number
  userAgent: string
  /** For the proxy's own certificate, where it speaks TLS. */
  trust: SecureContext | undefined
}

/**
 * Asks a proxy for a connection to a server, over which TLS is then spoken with the server itself: the proxy learns the
 * server's name and port, and no more.
 * @throws ProxyFault
 */
export function openTunnel(proxy: Proxy, target: { host: string; port: number }, options: TunnelOptions): Promise<Duplex> {
  return proxy.kind === 'http' || proxy.kind === 'https' ? connectThrough(proxy, target, options) : socksThrough(proxy, target, options)
}

/**
 * CONNECT, by Node's own client. The usual agents for it hand a proxy's refusal on as if the server had answered, and wait
 * for a silent proxy without end.
 */
function connectThrough(proxy: Proxy, target: { host: string; port: number }, { limitMs, userAgent, trust }: TunnelOptions): Promise<Duplex> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${String(target.port)}`
  const options = { host: proxy.host, port: proxy.port, method: 'CONNECT', path: authority, headers: { Host: authority, 'User-Agent': userAgent, Connection: 'keep-alive' } }
  const isAddress = /^[\d.]+$|:/u.test(proxy.host)
  // Said, for Node would take the name to check from the Host header, which is the server's.
  const secured = { ...options, servername: isAddress ? '' : proxy.host, agent: new Agent({ secureContext: trust, rejectUnauthorized: true }) }
  return new Promise((resolve, reject) => {
    const asking = proxy.kind === 'https' ? requestSecurely(secured) : requestPlainly({ ...options, agent: false })
    const timer = setTimeout(() => {
      reject(new ProxyFault(proxy, 'silent', 'did not open the way in time'))
      asking.destroy()
    }, limitMs)
    asking.once('connect', (answer, socket, head) => {
      clearTimeout(timer)
      const status = answer.statusCode ?? 0
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      reject(new ProxyFault(proxy, 'refused', `answered ${String(status)}${status === 407 ? ', it asks for a sign-in' : ''}`, status))
    })
    asking.once('error', (error) => {
      clearTimeout(timer)
      reject(new ProxyFault(proxy, 'unreachable', `could not be reached (${codeOf(error)})`))
    })
    asking.end()
  })
}

async function socksThrough(proxy: Proxy, target: { host: string; port: number }, { limitMs }: TunnelOptions): Promise<Duplex> {
  try {
    const type = proxy.kind === 'socks4' ? 4 : 5
    const { socket } = await SocksClient.createConnection({ proxy: { host: proxy.host, port: proxy.port, type }, command: 'connect', destination: target, timeout: limitMs })
    return socket
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : ''
    if (/timed out/iu.test(message)) throw new ProxyFault(proxy, 'silent', 'did not open the way in time')
    if (/reject|authentication|invalid|not supported|socket closed/iu.test(message)) throw new ProxyFault(proxy, 'refused', 'refused to open the way')
    throw new ProxyFault(proxy, 'unreachable', `could not be reached (${/\bE[A-Z_]{3,}\b/u.exec(message)?.[0] ?? 'SOCKS'})`)
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'broken off'
}
