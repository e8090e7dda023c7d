import type { NewSecretOutcome } from '#shared/domain/apiKey'
import type { ActiveConnection } from '../connection/connectionService'
import type { ApiKeyService } from './apiKeyService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import { carryOutCopy } from './copyKey'
import { carryOutCreation } from './createKey'
import { carryOutDeletion } from './deleteKey'
import { createOrganizationNames } from './keyCircumstances'
import { createOneAtATime, type Changed } from './oneAtATime'
import { carryOutRegeneration } from './regenerateKey'
import { carryOutEdit } from './updateKey'

/** Changes of the person's own API keys. One of these for the whole program: what is in flight is known in one place. */
export function createApiKeyService(deps: ApiKeyServiceDeps): ApiKeyService {
  const alone = createOneAtATime(deps)
  const names = createOrganizationNames()
  // Own keys are a person's, not an organization's: of two new ones of one name nobody could say afterwards which is which.
  const fresh = (active: ActiveConnection, name: string): Changed => ({ of: `${active.connection.server} new ${name}`, landsIn: () => deps.escrow.mayStillLand(active, { name }) })
  const key = (active: ActiveConnection, keyId: number): Changed => ({ of: `${active.connection.server} key ${String(keyId)}`, landsIn: () => deps.escrow.mayStillLand(active, { keyId }) })
  const isUnknown = (outcome: NewSecretOutcome): boolean => outcome.outcome === 'lost' && outcome.why.details?.foundState === 'unknown'
  // What nobody can say is thrown.
  const isSettled = (): boolean => false
  return {
    async create(input, run = {}) {
      const active = await deps.active()
      return alone(fresh(active, input.wish.name), () => carryOutCreation(deps, names, active, input, run), isUnknown)
    },
    async copy(input, run = {}) {
      const active = await deps.active()
      return alone(fresh(active, input.newName), () => carryOutCopy(deps, names, active, input, run), isUnknown)
    },
    async regenerate(input, run = {}) {
      const active = await deps.active()
      return alone(key(active, input.keyId), () => carryOutRegeneration(deps, names, active, input, run), isUnknown)
    },
    async update(input, run = {}) {
      const active = await deps.active()
      return alone(key(active, input.keyId), () => carryOutEdit(deps, names, active, input, run), isSettled)
    },
    async delete(input, run = {}) {
      const active = await deps.active()
      return alone({ ...key(active, input.keyId), harmless: true }, () => carryOutDeletion(deps, names, active, input, run), isSettled)
    }
  }
}
