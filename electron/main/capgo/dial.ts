import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Logger } from '../log/logger'
import { isLoopback } from './httpClient'
import { inTime } from './inTime'
import type { NetworkConditions } from './networkConditions'
import { offlineBeforehand } from './transportError'
import { openTunnel } from './tunnel'
import { createWayFinder } from './tryWays'

export interface DialDeps {
  network: NetworkConditions
  log: Logger
  userAgent: string
  now: () => number
  limitMs?: number
}

/**
 * Opens a bare connection to a host, on the way that requests take too, for whoever speaks TLS with it by itself: the
 * console's own sign-in page.
 * @throws AppError `offline`, ProxyFault, or the system's own error
 */
export function createDial({ network, log, userAgent, now, limitMs = 20_000 }: DialDeps): (host: string, port: number) => Promise<Duplex> {
  const wayFinder = createWayFinder(now)
  return async (host, port) => {
    const authority = `${host.includes(':') ? `[${host}]` : host}:${String(port)}`
    const origin = `https://${authority}`
    const local = isLoopback(origin)
    if (!local && !network.isOnline()) throw offlineBeforehand({ host: authority, requestId: 'dial' })
    const signal = AbortSignal.any([AbortSignal.timeout(limitMs), ...(local ? [] : [network.untilLost()])])
    const [ways, trust] = await inTime(Promise.all([local ? [null] : network.waysTo(origin), network.trust()]), signal)
    return wayFinder.through(
      ways,
      (way) => (way === null ? connectDirectly(host, port, signal) : openTunnel(way, { host, port }, { limitMs: Math.ceil(limitMs / 2), userAgent, trust })),
      signal,
      (fault) => log.info('dial.otherWay', { proxy: fault.proxy, reason: fault.reason })
    )
  }
}

function connectDirectly(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const stop = (): void => {
      socket.destroy(signal.reason as Error)
    }
    signal.addEventListener('abort', stop, { once: true })
    socket.once('error', reject)
    socket.once('close', () => signal.removeEventListener('abort', stop))
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop)
      socket.removeListener('error', reject)
      resolve(socket)
    })
  })
}
