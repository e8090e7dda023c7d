import type { NewSecretOutcome } from '#shared/domain/apiKey'
import type { ParsedInput } from '#shared/ipc/contract'
import { judgeExpiry, type KeyProblem } from '#shared/rules/apiKeyPolicy'
import { mayGiveRole } from '#shared/rules/keyRoles'
import type { ActiveConnection } from '../connection/connectionService'
import type { ForRun } from './apiKeyService'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import { askForKey, requireSession } from './createKey'
import { sameAgain } from './keyBindings'
import { readCircumstances, type OrganizationNames } from './keyCircumstances'
import { mayCreateOrganizations, readKey } from './keyReading'
import { listCertainOwnKeys } from './ownKeys'
import { notAsSeen, requireNone } from './refusals'

/** @throws AppError as `ApiKeyService` says */
export async function carryOutCopy(deps: ApiKeyServiceDeps, names: OrganizationNames, active: ActiveConnection, input: ParsedInput<'keyTwin.start'>, run: ForRun): Promise<NewSecretOutcome> {
  requireSession(active)
  const { organizationId, keyId, name, newName, secure, expiresAt } = input
  const [circumstances, own, model] = await Promise.all([readCircumstances(active, organizationId), listCertainOwnKeys(active), readKey(active, keyId)])
  names.remember(active, circumstances.organization)
  if (model?.roles == null) throw notAsSeen('gone')
  if ((model.row.name ?? '') !== name) throw notAsSeen('drifted')
  const bindings = model.roles.map(sameAgain)
  const { organization, policy, policiesElsewhere, giver, clockSkewMs } = circumstances
  const reaches = new Set(bindings.map(({ org_id }) => org_id))
  const policies = [policy, ...policiesElsewhere].filter((one) => reaches.has(one.organizationId))
  const strict = policies.find(({ enforcesSecureKeys }) => enforcesSecureKeys)
  const problem = (code: KeyProblem['code'], field: KeyProblem['field'], of = organizationId): KeyProblem[] => [{ code, field, appId: null, organizationId: of }]
  requireNone([
    ...(giver.mayManageKeys === false ? problem('mayNotManageKeys', 'organizationRole') : []),
    ...(bindings.length === 0 ? problem('nothingGranted', 'organizationRole') : []),
    ...(strict && !secure ? problem('plainStopsAtOnce', 'secure', strict.organizationId) : []),
    ...judgeExpiry(expiresAt, policies, deps.now() + (clockSkewMs ?? 0), organizationId),
    ...(bindings.some(({ org_id, role_name }) => org_id === organizationId && mayGiveRole(giver, role_name) === 'no') ? problem('roleNotAssignable', 'organizationRole') : [])
  ])
  const wish = { name: newName, secure, expiresAt, mayCreateOrganizations: mayCreateOrganizations(model.row) }
  return askForKey(deps, active, { organization, wish, bindings, keyIds: own.rows.map(({ id }) => id), run: { cause: 'twin', ...run } })
}
