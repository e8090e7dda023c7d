import type { ParsedInput } from '#shared/ipc/contract'
import type { ApiKeyService } from '../../services/apiKeys/apiKeyService'
import type { Handlers } from '../listener'

/** @param keys with what asks for presence before something dangerous; throws AppError `presenceNeeded` */
export function apiKeyHandlers(keys: Promise<{ service: ApiKeyService; insist(): Promise<void> }>) {
  const present = async (): Promise<ApiKeyService> => {
    const { service, insist } = await keys
    await insist()
    return service
  }
  return {
    'apiKeys.create': async (input) => (await present()).create(input),
    'apiKeys.update': async (input) => (isDangerous(input) ? await present() : (await keys).service).update(input),
    'apiKeys.regenerate': async (input) => (await present()).regenerate(input),
    'apiKeys.delete': async (input) => (await present()).delete(input)
  } satisfies Partial<Handlers>
}

/** Whatever changes what a key may do, or for how long; another name does not. */
function isDangerous({ change }: ParsedInput<'apiKeys.update'>): boolean {
  return change.roles !== undefined || change.mayCreateOrganizations !== undefined || change.expiresAt !== undefined
}
