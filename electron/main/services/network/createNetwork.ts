import type { NetworkConditions } from '../../capgo/networkConditions'
import type { Logger } from '../../log/logger'
import type { SettingsRepository } from '../../settings/settingsRepository'
import { readBytes } from '../../storage/readBytes'
import { createConditions, type RouteTo } from './conditions'
import { createExtraCertificates, type ExtraCertificates } from './extraCertificates'
import { watchNetwork } from './networkMonitor'
import { createTrust } from './trust'

export interface Network {
  conditions: NetworkConditions
  certificates: ExtraCertificates
  routeTo: RouteTo
}

export interface NetworkDeps {
  /** Where the person's certificates are kept. */
  path: string
  settings: SettingsRepository
  log: Logger
  now(): number
  isOnline(): boolean
  onChange(online: boolean): void
  /** The system's answer for an address, as Chromium writes it. */
  resolveProxy(url: string): Promise<string>
  /** null: the person closed the dialog. */
  chooseCertificate(): Promise<string | null>
}

/** The network as this computer has it: whether there is one, the way to a server, and whom to trust. */
export function createNetwork(deps: NetworkDeps): Network {
  const certificates = createExtraCertificates({ ...deps, chooseFile: deps.chooseCertificate, readFile: readBytes, onChange: () => trust.refresh() })
  const trust = createTrust({ log: deps.log, platform: process.platform, namedBundle: process.env['SSL_CERT_FILE'], readFile: readBytes, extra: certificates.pems })
  const monitor = watchNetwork(deps)
  const { conditions, routeTo } = createConditions({ monitor, settings: deps.settings, trust, resolveProxy: deps.resolveProxy })
  return { conditions, certificates, routeTo }
}
