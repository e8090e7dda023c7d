import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { readOrganizationAccess } from '../../services/organizationAccess'

export function accessHandlers(opening: Promise<ConnectionService>, now: () => number) {
  return {
    'organizationAccess.read': async ({ organizationId }) => readOrganizationAccess((await opening).active(), organizationId, now)
  } satisfies Partial<Handlers>
}
