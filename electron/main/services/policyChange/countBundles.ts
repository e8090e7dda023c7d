import { countBundlesNotAsAsked } from '../../capgo/endpoints/organizationSettings'
import type { ChannelOutput, ParsedInput } from '#shared/ipc/contract'
import type { ActiveConnection } from '../connection/connectionService'

/** @throws AppError where the server does not count, among it for anybody but super admins */
export async function countBundles({ requester, signal }: ActiveConnection, input: ParsedInput<'organizationSecurity.countBundles'>): Promise<ChannelOutput<'organizationSecurity.countBundles'>> {
  return { notAsAsked: await countBundlesNotAsAsked(requester, input.organizationId, input.requiredKey, signal) }
}
