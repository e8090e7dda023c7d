import type { KeyInventory } from '#shared/domain/keyInventory'
import type { Handlers } from '../listener'
import type { ActiveConnection, ConnectionService } from '../../services/connection/connectionService'
import { createOpenOrganization } from '../../services/openOrganization'
import { readKeyInventory } from '../../services/keyInventory'
import { readOrganizationSecurity } from '../../services/organizationSecurity'
import { listOwnOrganizations } from '../../services/organizations'
import { countBundles } from '../../services/policyChange/countBundles'
import type { PolicyChange } from '../../services/policyChange/policyChange'
import type { ExpiryNotices } from '../../services/expiryNotices/expiryNotices'
import type { PostureHistoryService } from '../../services/posture/postureHistory'
import type { ShownReadings } from '../../services/shownReadings'

/**
 * @param history told of what was read
 * @param notices told of the keys that were read
 * @param escrow told of the keys that were read, and when that began
 * @param readings told of what is shown
 */
export function organizationHandlers(opening: Promise<ConnectionService>, now: () => number, history: Pick<PostureHistoryService, 'securityRead' | 'keysRead'>, notices: Pick<ExpiryNotices, 'keysRead' | 'organizationsRead'>, escrow: { readingKeys(): (active: ActiveConnection, keys: KeyInventory) => void }, readings: ShownReadings, policies: Pick<PolicyChange, 'apply'>) {
  const active = async () => (await opening).active()
  const open = createOpenOrganization()
  const openForKeys = createOpenOrganization()
  const names = new Map<string, string>()
  return {
    'organizations.list': async () => {
      const by = await active()
      const organizations = await listOwnOrganizations(by)
      // An API key may be shown fewer than its person is in; who is only invited is in none yet.
      void notices.organizationsRead(by.connection, organizations.flatMap(({ id, invited }) => (invited ? [] : [id])), by.connection.credential.kind === 'session')
      for (const { id, name } of organizations) names.set(id, name)
      return organizations
    },
    'organizationSecurity.read': async ({ organizationId }) => {
      const connection = open.reading(await active(), organizationId)
      const security = await readOrganizationSecurity(connection, organizationId, now)
      history.securityRead(connection.connection, security)
      return readings.remember(security)
    },
    'keyInventory.read': async ({ organizationId }) => {
      const connection = openForKeys.reading(await active(), organizationId)
      const judgeBy = escrow.readingKeys()
      const keys = await readKeyInventory(connection, organizationId, now)
      history.keysRead(connection.connection, keys)
      void notices.keysRead(connection.connection, names.get(organizationId) ?? organizationId, keys)
      judgeBy(connection, keys)
      return readings.rememberKeys(keys)
    },
    'organizationSecurity.applySettings': (input) => policies.apply(input),
    'organizationSecurity.countBundles': async (input) => countBundles(await active(), input)
  } satisfies Partial<Handlers>
}
