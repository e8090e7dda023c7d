import type { ConnectionState } from '#shared/domain/connection'
import type { Handlers } from '../listener'
import type { ExtraCertificates } from '../../services/network/extraCertificates'
import type { RouteTo } from '../../services/network/conditions'

export interface NetworkHandlersDeps {
  routeTo: RouteTo
  certificates: ExtraCertificates
  /** Whose server is asked about. */
  connection(): Promise<ConnectionState>
}

export function networkHandlers({ routeTo, certificates, connection }: NetworkHandlersDeps) {
  return {
    'network.route': async () => routeTo(serverOf(await connection())),
    'network.certificates': () => certificates.list(),
    'network.addCertificate': () => certificates.add(),
    'network.removeCertificate': ({ fingerprint }) => certificates.remove(fingerprint)
  } satisfies Partial<Handlers>
}

/** null: Capgo's own; the demo organization is on this computer, where there is nothing to say. */
function serverOf(state: ConnectionState): string | null {
  return 'connection' in state && !state.connection.demo ? state.connection.server : null
}
