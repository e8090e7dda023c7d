import { proxyAddressSchema } from '../domain/network'

/** `withName`: with a name or password in it. `noPort`: a host alone. */
export type ProxyAddressProblem = 'notAddress' | 'withName' | 'noPort' | 'kind'

/**
 * What somebody typed as a proxy, in its one written form: `Proxy.example:3128` → `http://proxy.example:3128`. The port has
 * to be said, for there is none that most proxies share.
 */
export function readProxyAddress(typed: string): { address: string } | { problem: ProxyAddressProblem } {
  const text = typed.trim().toLowerCase().replace(/\/$/u, '')
  const [, kind = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/su.exec(text) ?? []
  if (rest.includes('@')) return { problem: 'withName' }
  if (!['http', 'https', 'socks4', 'socks5'].includes(kind)) return { problem: 'kind' }
  const address = `${kind}://${rest}`
  if (proxyAddressSchema.safeParse(address).success) return { address }
  return { problem: proxyAddressSchema.safeParse(`${address}:1`).success ? 'noPort' : 'notAddress' }
}
