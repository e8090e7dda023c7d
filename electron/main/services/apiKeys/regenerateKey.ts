import type { NewSecretOutcome } from '#shared/domain/apiKey'
import type { ParsedInput } from '#shared/ipc/contract'
import { regenerateKey } from '../../capgo/endpoints/apiKeyChanges'
import type { ActiveConnection } from '../connection/connectionService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import type { ForRun } from './apiKeyService'
import { requireNotInUse } from './keyInUse'
import type { OrganizationNames } from './keyCircumstances'
import { askForSecret } from './newSecret'
import { readCertainOwnKey } from './ownKeys'
import { notAsSeen } from './refusals'

/** @throws AppError as `ApiKeyService` says */
export async function carryOutRegeneration(deps: ApiKeyServiceDeps, names: OrganizationNames, active: ActiveConnection, chosen: ParsedInput<'apiKeys.regenerate'>, run: ForRun): Promise<NewSecretOutcome> {
  await requireNotInUse(active, chosen.keyId, deps.now())
  const [row, organizationName] = await Promise.all([readCertainOwnKey(active, chosen.keyId), names.name(active, chosen.organizationId)])
  if (row === null) throw notAsSeen('gone')
  const name = row.name ?? ''
  if (name !== chosen.name) throw notAsSeen('drifted')
  return askForSecret(deps, {
    kind: 'keyRegenerated',
    about: {
      active,
      cause: 'regenerate',
      organization: { id: chosen.organizationId, name: organizationName },
      keyName: name,
      secure: row.is_hashed_key === true,
      batchId: run.batchId ?? null,
      before: { cause: 'regenerate', key: { id: row.id, name, updatedAt: row.updated_at ?? null, expiresAt: row.expires_at } }
    },
    keyId: row.id,
    changes: [],
    send: () => regenerateKey(active.requester, row.id),
    beforeSending: run.beforeSending,
    readBack: async () => {
      const after = await readCertainOwnKey(active, row.id)
      return { word: after !== null && after.updated_at !== row.updated_at ? 'applied' : 'readBackDiffers' }
    }
  })
}
