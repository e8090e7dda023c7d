import { proxyText, type Proxy } from './networkConditions'

/** `unreachable`: no connection to it. `silent`: it did not open the way in time. `refused`: it said no. */
export type ProxyFaultReason = 'unreachable' | 'silent' | 'refused'

/** The way through a proxy did not open; nothing of the request has left this computer but the server's name and port. */
export class ProxyFault extends Error {
  readonly proxy: string

  constructor(
    proxy: Proxy,
    readonly reason: ProxyFaultReason,
    what: string,
    /** HTTP status with which the proxy answered. */
    readonly status?: number
  ) {
    super(`The proxy ${proxyText(proxy)} ${what}.`)
    this.name = 'ProxyFault'
    this.proxy = proxyText(proxy)
  }
}
