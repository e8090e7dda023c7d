import { AppError, asAppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import type { Known } from '#shared/domain/organizationSecurity'
import type { ChannelOutput } from '#shared/ipc/contract'
import { countTwoFactorStatuses } from '../capgo/endpoints/members'
import { listOrganizations } from '../capgo/endpoints/organizations'
import type { ActiveConnection } from './connection/connectionService'

/** "Branch 9" stands before "Branch 10". */
const names = new Intl.Collator(undefined, { numeric: true })

/** Every organization of the signed-in person, by name; those that deny access say why. */
export async function listOwnOrganizations({ requester, signal }: ActiveConnection): Promise<OrganizationSummary[]> {
  const { rows, completeness } = await listOrganizations(requester, signal)
  if (completeness.state !== 'complete') {
    // A list with holes would hide an organization without a word.
    throw new AppError({ code: 'conflict', message: 'The list of organizations changed while it was read.', retryable: true })
  }
  return rows.toSorted((a, b) => names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/**
 * Direct members and those of them without 2FA, in two requests that carry nobody's name. What could not be counted is
 * unknown, and says why.
 * @throws AppError `cancelled` when the connection ended meanwhile
 */
export async function countTwoFactor({ requester, signal }: ActiveConnection, organizationId: string): Promise<ChannelOutput<'organizations.countTwoFactor'>> {
  const [members, without] = await Promise.allSettled([
    countTwoFactorStatuses(requester, organizationId, 'all', signal),
    countTwoFactorStatuses(requester, organizationId, 'notEnabled', signal)
  ])
  if (signal.aborted) throw new AppError({ code: 'cancelled', message: 'The connection ended while members were counted.', retryable: true })
  if (members.status === 'fulfilled' && without.status === 'fulfilled' && without.value > members.value) {
    const why = new AppError({ code: 'conflict', message: 'Members came or went while they were counted.', retryable: true }).data
    return { organizationId, members: { known: false, why }, withoutTwoFactor: { known: false, why } }
  }
  return { organizationId, members: settled(members), withoutTwoFactor: settled(without) }
}

function settled(result: PromiseSettledResult<number>): Known<number> {
  return result.status === 'fulfilled' ? { known: true, value: result.value } : { known: false, why: asAppError(result.reason).data }
}
