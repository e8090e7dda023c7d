import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { readOrganizationSecurity } from '../../services/organizationSecurity'
import { listOwnOrganizations } from '../../services/organizations'
import { createTwoFactorEnforcement } from '../../services/twoFactorEnforcement'

export function organizationHandlers(opening: Promise<ConnectionService>, now: () => number) {
  const active = async () => (await opening).active()
  const enforcement = createTwoFactorEnforcement({ active, now })
  return {
    'organizations.list': async () => listOwnOrganizations(await active()),
    'organizationSecurity.read': async ({ organizationId }) => readOrganizationSecurity(await active(), organizationId, now),
    'organizationSecurity.setTwoFactorEnforcement': (input) => enforcement.set(input)
  } satisfies Partial<Handlers>
}
