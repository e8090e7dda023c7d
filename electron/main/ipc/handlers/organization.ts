import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { createOpenOrganization } from '../../services/openOrganization'
import { readKeyInventory } from '../../services/keyInventory'
import { readOrganizationSecurity } from '../../services/organizationSecurity'
import { listOwnOrganizations } from '../../services/organizations'
import { createShownReadings } from '../../services/shownReadings'
import { createTwoFactorEnforcement } from '../../services/twoFactorEnforcement'

/** @param requirePresence before what is dangerous; throws AppError `presenceNeeded` */
export function organizationHandlers(opening: Promise<ConnectionService>, now: () => number, requirePresence: () => Promise<void>) {
  const active = async () => (await opening).active()
  const readings = createShownReadings()
  const open = createOpenOrganization()
  const openForKeys = createOpenOrganization()
  const enforcement = createTwoFactorEnforcement({ active, now, readings, requirePresence })
  return {
    'organizations.list': async () => listOwnOrganizations(await active()),
    'organizationSecurity.read': async ({ organizationId }) => readings.remember(await readOrganizationSecurity(open.reading(await active(), organizationId), organizationId, now)),
    'keyInventory.read': async ({ organizationId }) => readKeyInventory(openForKeys.reading(await active(), organizationId), organizationId, now),
    'organizationSecurity.setTwoFactorEnforcement': (input) => enforcement.set(input)
  } satisfies Partial<Handlers>
}
