import tls from 'node:tls'
import { plainNetwork, type NetworkConditions, type Proxy, type Way } from '../../electron/main/capgo/networkConditions'
import type { Issued } from './certificates'

/** Conditions of a test's own; what it does not say is as on a plain network. */
export interface TestNetwork extends NetworkConditions {
  online: boolean
  ways: Way[]
  trusted: readonly Issued[]
  /** The network goes while requests are under way. */
  lose(): void
}

export function testNetwork(given: Partial<Pick<TestNetwork, 'online' | 'ways' | 'trusted'>> = {}): TestNetwork {
  const lost = new AbortController()
  let context: { of: readonly Issued[]; built: tls.SecureContext } | null = null
  const network: TestNetwork = {
    ...plainNetwork(),
    online: true,
    ways: [null],
    trusted: [],
    ...given,
    isOnline: () => network.online,
    untilLost: () => lost.signal,
    waysTo: () => Promise.resolve(network.ways),
    trust() {
      if (context?.of !== network.trusted) context = { of: network.trusted, built: tls.createSecureContext({ ca: [...tls.rootCertificates, ...network.trusted.map(({ cert }) => cert)] }) }
      return Promise.resolve(context.built)
    },
    lose() {
      network.online = false
      lost.abort()
    }
  }
  return network
}

export const localProxy = (kind: Proxy['kind'], port: number): Proxy => ({ kind, host: '127.0.0.1', port })
