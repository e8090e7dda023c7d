import type { Handlers } from '../listener'
import type { Journal } from '../../journal/journal'
import type { ConnectionService } from '../../services/connection/connectionService'
import { acceptOwnInvitation } from '../../services/organizationInvitation'
import { countTwoFactor } from '../../services/organizations'

export function overviewHandlers(opening: Promise<ConnectionService>, journal: Pick<Journal, 'begin'>) {
  const active = async () => (await opening).active()
  return {
    'organizations.countTwoFactor': async ({ organizationId }) => countTwoFactor(await active(), organizationId),
    'organizations.acceptInvitation': async ({ organizationId }) => acceptOwnInvitation(await active(), journal, organizationId)
  } satisfies Partial<Handlers>
}
