import type { Handlers } from '../listener'
import { readAuditPage } from '../../services/auditLog'
import type { ConnectionService } from '../../services/connection/connectionService'
import { createOpenOrganization } from '../../services/openOrganization'

export function activityHandlers(opening: Promise<ConnectionService>, now: () => number) {
  const open = createOpenOrganization()
  return {
    'activity.audit': async (asked) => readAuditPage(open.reading((await opening).active(), asked.organizationId), asked, now)
  } satisfies Partial<Handlers>
}
