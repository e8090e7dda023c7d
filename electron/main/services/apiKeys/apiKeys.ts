import type { ActiveConnection } from '../connection/connectionService'
import type { ApiKeyService } from './apiKeyService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import { carryOutCopy } from './copyKey'
import { carryOutCreation } from './createKey'
import { carryOutDeletion } from './deleteKey'
import { createOrganizationNames } from './keyCircumstances'
import { createOneAtATime } from './oneAtATime'
import { carryOutRegeneration } from './regenerateKey'
import { carryOutEdit } from './updateKey'

/** Changes of the person's own API keys. One of these for the whole program: what is in flight is known in one place. */
export function createApiKeyService(deps: ApiKeyServiceDeps): ApiKeyService {
  const alone = createOneAtATime()
  const names = createOrganizationNames()
  const key = ({ connection }: ActiveConnection, keyId: number): string => `${connection.server} key ${String(keyId)}`
  return {
    async create(input, run = {}) {
      const active = await deps.active()
      return alone(`${active.connection.server} new ${input.organizationId} ${input.wish.name}`, () => carryOutCreation(deps, names, active, input, run))
    },
    async copy(input, run = {}) {
      const active = await deps.active()
      return alone(`${active.connection.server} new ${input.organizationId} ${input.newName}`, () => carryOutCopy(deps, names, active, input, run))
    },
    async regenerate(input, run = {}) {
      const active = await deps.active()
      return alone(key(active, input.keyId), () => carryOutRegeneration(deps, names, active, input, run))
    },
    async update(input, run = {}) {
      const active = await deps.active()
      return alone(key(active, input.keyId), () => carryOutEdit(deps, names, active, input, run))
    },
    async delete(input, run = {}) {
      const active = await deps.active()
      return alone(key(active, input.keyId), () => carryOutDeletion(deps, names, active, input, run))
    }
  }
}
