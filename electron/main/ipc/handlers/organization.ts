import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { createOpenOrganization } from '../../services/openOrganization'
import { readKeyInventory } from '../../services/keyInventory'
import { readOrganizationSecurity } from '../../services/organizationSecurity'
import { listOwnOrganizations } from '../../services/organizations'
import { countBundles } from '../../services/policyChange/countBundles'
import { createPolicyChange } from '../../services/policyChange/policyChange'
import { createShownReadings } from '../../services/shownReadings'

/** @param requirePresence before what is dangerous; throws AppError `presenceNeeded` */
export function organizationHandlers(opening: Promise<ConnectionService>, now: () => number, requirePresence: () => Promise<void>) {
  const active = async () => (await opening).active()
  const readings = createShownReadings()
  const open = createOpenOrganization()
  const openForKeys = createOpenOrganization()
  const policies = createPolicyChange({ active, now, readings, requirePresence })
  return {
    'organizations.list': async () => listOwnOrganizations(await active()),
    'organizationSecurity.read': async ({ organizationId }) => readings.remember(await readOrganizationSecurity(open.reading(await active(), organizationId), organizationId, now)),
    'keyInventory.read': async ({ organizationId }) => readings.rememberKeys(await readKeyInventory(openForKeys.reading(await active(), organizationId), organizationId, now)),
    'organizationSecurity.applySettings': (input) => policies.apply(input),
    'organizationSecurity.countBundles': async (input) => countBundles(await active(), input)
  } satisfies Partial<Handlers>
}
