import { Agent, type RequestOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { proxyText, type Proxy, type Way } from './networkConditions'
import { openTunnel, type TunnelOptions } from './tunnel'

/** Connections that are kept open, one pool per way. */
export interface Agents {
  /** Whoever is trusted no longer loses the open connections too: they are not used again. */
  forWay(way: Way, trust: SecureContext | undefined): Agent
}

export function createAgents(options: Omit<TunnelOptions, 'trust'>): Agents {
  const pools = new Map<string, Agent>()
  let trusted: SecureContext | undefined

  return {
    forWay(way, trust) {
      if (trust !== trusted) {
        for (const pool of pools.values()) retire(pool)
        pools.clear()
        trusted = trust
      }
      const name = way === null ? 'direct' : proxyText(way)
      const pool = pools.get(name) ?? (way === null ? new Agent(settings(trust)) : new TunnelAgent(way, { ...options, trust }))
      pools.set(name, pool)
      return pool
    }
  }
}

/** Certificates are checked: said here, for an environment variable could switch the default off for the whole process. */
const settings = (trust: SecureContext | undefined) => ({ ...(trust ? { secureContext: trust } : {}), rejectUnauthorized: true, keepAlive: true })

/** What is under way comes to its end; nothing new begins on what is open. */
function retire(pool: Agent): void {
  pool.maxFreeSockets = 0
  for (const sockets of Object.values(pool.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

/** TLS with the server, spoken through a proxy. */
class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: Proxy,
    private readonly tunnel: TunnelOptions
  ) {
    super(settings(tunnel.trust))
  }

  override createConnection(options: RequestOptions, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    const done = callback as ((error: Error | null, stream?: Duplex | null) => void) | undefined
    openTunnel(this.proxy, { host: options.host ?? '', port: Number(options.port) }, this.tunnel).then(
      (socket) => {
        const secured: RequestOptions & { socket: Duplex } = { ...options, socket }
        done?.(null, super.createConnection(secured))
      },
      (error: unknown) => done?.(error as Error)
    )
  }
}
