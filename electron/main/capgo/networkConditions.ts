import type { SecureContext } from 'node:tls'

/** A proxy; `socks4` and `socks5` look up the server's name themselves. */
export interface Proxy {
  kind: 'http' | 'https' | 'socks4' | 'socks5'
  /** Without the brackets of an IPv6 address. */
  host: string
  port: number
}

/** One way to a server: null is the direct one. */
export type Way = Proxy | null

/** What this computer says about its network, asked anew for every request. */
export interface NetworkConditions {
  isOnline(): boolean
  /** Aborted when the network is found gone. */
  untilLost(): AbortSignal
  /**
   * The ways to try, in this order, at least one; never asked about this computer itself.
   * @throws AppError `proxyFailed` when the system names none that can be used
   */
  waysTo(origin: string): Promise<readonly Way[]>
  /** Whom to trust; another object as soon as that has changed. Undefined: the certificates that come with Node. */
  trust(): Promise<SecureContext | undefined>
}

/** Always there, nothing between, and only the certificates that come with Node. */
export function plainNetwork(): NetworkConditions {
  const never = new AbortController().signal
  return { isOnline: () => true, untilLost: () => never, waysTo: () => Promise.resolve([null]), trust: () => Promise.resolve(undefined) }
}

/** `kind://host:port`, as it is shown and kept. */
export function proxyText({ kind, host, port }: Proxy): string {
  return `${kind}://${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}
