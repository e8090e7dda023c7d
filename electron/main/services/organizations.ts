import { AppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import { listOrganizations } from '../capgo/endpoints/organizations'
import type { ActiveConnection } from './connection/connectionService'

/** Every organization of the signed-in person, by name; those that deny access say why. */
export async function listOwnOrganizations({ requester, signal }: ActiveConnection): Promise<OrganizationSummary[]> {
  const { rows, completeness } = await listOrganizations(requester, signal)
  if (completeness.state !== 'complete') {
    // A list with holes would hide an organization without a word.
    throw new AppError({ code: 'conflict', message: 'The list of organizations changed while it was read.', retryable: true })
  }
  return rows.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}
