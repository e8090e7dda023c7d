import type { NetworkRoute, ProxyChoice } from '#shared/domain/network'
import { productionApi } from '../../capgo/capgoServer'
import { isLoopback } from '../../capgo/httpClient'
import { proxyText, type NetworkConditions } from '../../capgo/networkConditions'
import type { SettingsRepository } from '../../settings/settingsRepository'
import type { NetworkMonitor } from './networkMonitor'
import { waysFor } from './proxyWays'
import type { Trust } from './trust'

/** How a server is reached at this moment; null: Capgo's own. @throws AppError `proxyFailed` */
export type RouteTo = (server: string | null) => Promise<NetworkRoute>

export interface ConditionsDeps {
  monitor: NetworkMonitor
  settings: SettingsRepository
  trust: Trust
  /** The system's answer for an address, as Chromium writes it. */
  resolveProxy(url: string): Promise<string>
}

/** What holds for a request is asked when it is sent, so that a change of a setting or of the system holds at once. */
export function createConditions({ monitor, settings, trust, resolveProxy }: ConditionsDeps): { conditions: NetworkConditions; routeTo: RouteTo } {
  let changed: ProxyChoice | null = null
  settings.onChange(({ proxy }) => (changed = proxy))
  const first = settings.read().then(({ proxy }) => proxy)
  const waysTo = async (origin: string) => waysFor(changed ?? (await first), origin, resolveProxy)

  return {
    conditions: { isOnline: monitor.isOnline, untilLost: monitor.untilLost, trust: trust.context, waysTo },
    async routeTo(server) {
      const origin = server === null ? productionApi : originOf(server)
      const ways = isLoopback(origin) ? [null] : await waysTo(origin)
      return { host: new URL(origin).host, ways: ways.map((way) => (way === null ? 'direct' : proxyText(way))) }
    }
  }
}

/** A server as its connection shows it: without the scheme that everybody takes for granted. */
function originOf(server: string): string {
  return new URL(server.includes('://') ? server : `https://${server}`).origin
}
