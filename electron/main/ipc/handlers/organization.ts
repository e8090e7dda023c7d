import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { readOrganizationSecurity } from '../../services/organizationSecurity'
import { createOrganizationsService } from '../../services/organizations'
import { createTwoFactorEnforcement } from '../../services/twoFactorEnforcement'

export function organizationHandlers(connections: ConnectionService, now: () => number) {
  const organizations = createOrganizationsService(connections)
  const enforcement = createTwoFactorEnforcement({ active: () => connections.active(), now })
  return {
    'organizations.list': () => organizations.list(),
    'organizationSecurity.read': ({ organizationId }) => readOrganizationSecurity(connections.active(), organizationId, now),
    'organizationSecurity.setTwoFactorEnforcement': (input) => enforcement.set(input)
  } satisfies Partial<Handlers>
}
