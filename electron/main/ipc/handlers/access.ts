import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { createOpenOrganization } from '../../services/openOrganization'
import { readOrganizationAccess } from '../../services/organizationAccess'

export function accessHandlers(opening: Promise<ConnectionService>, now: () => number) {
  const open = createOpenOrganization()
  return {
    'organizationAccess.read': async ({ organizationId }) => readOrganizationAccess(open.reading((await opening).active(), organizationId), organizationId, now)
  } satisfies Partial<Handlers>
}
