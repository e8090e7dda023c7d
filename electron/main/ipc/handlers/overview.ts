import type { Handlers } from '../listener'
import type { ConnectionService } from '../../services/connection/connectionService'
import { acceptOwnInvitation } from '../../services/organizationInvitation'
import { countTwoFactor } from '../../services/organizations'

export function overviewHandlers(opening: Promise<ConnectionService>) {
  const active = async () => (await opening).active()
  return {
    'organizations.countTwoFactor': async ({ organizationId }) => countTwoFactor(await active(), organizationId),
    'organizations.acceptInvitation': async ({ organizationId }) => acceptOwnInvitation(await active(), organizationId)
  } satisfies Partial<Handlers>
}
