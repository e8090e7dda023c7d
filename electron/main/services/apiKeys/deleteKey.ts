import { asAppError } from '#shared/errors/appError'
import type { KeyChangeOutcome } from '#shared/domain/apiKey'
import type { ParsedInput } from '#shared/ipc/contract'
import { deleteKey } from '../../capgo/endpoints/apiKeyChanges'
import type { ActiveConnection } from '../connection/connectionService'
import { journalled } from '../journalled'
import { lookTwice, notApplied, outcomeUnknown } from '../lostAnswer'
import type { ForRun } from './apiKeyService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import type { OrganizationNames } from './keyCircumstances'
import { requireNotInUse } from './keyInUse'
import { readKey, stateOf } from './keyReading'
import { readCertainOwnKey } from './ownKeys'
import { asRefusal, fateOfWrite } from './refusals'
import { wordOfChange } from './changeWords'

/** @throws AppError as `ApiKeyService` says */
export async function carryOutDeletion(deps: ApiKeyServiceDeps, names: OrganizationNames, active: ActiveConnection, chosen: ParsedInput<'apiKeys.delete'>, run: Pick<ForRun, 'beforeSending'>): Promise<KeyChangeOutcome> {
  await requireNotInUse(active, chosen.keyId, deps.now())
  const [row, organizationName] = await Promise.all([readCertainOwnKey(active, chosen.keyId), names.name(active, chosen.organizationId)])
  if (row === null) return { outcome: 'alreadySo' }
  // A key without a name is shown, and confirmed, as one with an empty name.
  if ((row.name ?? '') !== chosen.name) {
    const now = await readKey(active, chosen.keyId)
    return now === null ? { outcome: 'alreadySo' } : { outcome: 'drifted', now: stateOf(now, chosen.organizationId) }
  }
  const change = { kind: 'keyDeleted', connection: active.connection, organization: { id: chosen.organizationId, name: organizationName }, key: { id: row.id, name: chosen.name } } as const
  return journalled(deps.journal, change, () => sendAndReadBack(deps, active, chosen, run), wordOfChange)
}

async function sendAndReadBack(deps: ApiKeyServiceDeps, active: ActiveConnection, chosen: ParsedInput<'apiKeys.delete'>, run: Pick<ForRun, 'beforeSending'>): Promise<KeyChangeOutcome> {
  const { keyId, organizationId } = chosen
  const isGone = async (): Promise<boolean> => (await readCertainOwnKey(active, keyId)) === null
  await run.beforeSending?.(null)
  try {
    // Somebody else was faster.
    if (!(await deleteKey(active.requester, keyId))) return { outcome: 'alreadySo' }
  } catch (thrown) {
    const error = asAppError(thrown)
    const fate = fateOfWrite(error)
    if (fate === 'notSent') throw notApplied(error)
    if (fate === 'refused') throw asRefusal(error)
    const gone = await lookTwice(isGone, (found) => found, deps.secondLookMs)
    if (gone === true) return { outcome: 'done', confirmed: 'byReading' }
    throw outcomeUnknown(error, 'The answer was lost, and whether the key is deleted is not known.', gone === null ? 'unreadable' : 'unchangedSoFar')
  }
  try {
    const still = await readKey(active, keyId)
    return still === null ? { outcome: 'done', confirmed: 'readBack' } : { outcome: 'readBackDiffers', now: stateOf(still, organizationId) }
  } catch {
    return { outcome: 'done', confirmed: 'unread' }
  }
}
