import type { KeyWish, NewSecretOutcome } from '#shared/domain/apiKey'
import type { JournalChange } from '#shared/domain/journal'
import type { ParsedInput } from '#shared/ipc/contract'
import { judgeKeyWish, sameMoment } from '#shared/rules/apiKeyPolicy'
import { createKey, type BindingWish, type SecretAnswer } from '../../capgo/endpoints/apiKeyChanges'
import { listApps, listKeyBindings } from '../../capgo/endpoints/apiKeys'
import type { JournalResult } from '../../journal/journal'
import type { ActiveConnection } from '../connection/connectionService'
import { settled } from '../settled'
import type { ApiKeyServiceDeps } from './apiKeyServiceDeps'
import type { ForRun } from './apiKeyService'
import { hasExactly, wishesOf } from './keyBindings'
import { readCircumstances, type OrganizationNames } from './keyCircumstances'
import { askForSecret } from './newSecret'
import { listCertainOwnKeys } from './ownKeys'
import { requireNone, sessionOnly } from './refusals'

/** @throws AppError as `ApiKeyService` says */
export async function carryOutCreation(deps: ApiKeyServiceDeps, names: OrganizationNames, active: ActiveConnection, { organizationId, wish }: ParsedInput<'apiKeys.create'>, run: ForRun): Promise<NewSecretOutcome> {
  requireSession(active)
  const [circumstances, own, apps] = await Promise.all([
    readCircumstances(active, organizationId),
    listCertainOwnKeys(active),
    wish.apps.length === 0 ? null : settled(listApps(active.requester, organizationId, active.signal))
  ])
  names.remember(active, circumstances.organization)
  // An app that is missing from a list that was cut may be there.
  const listed = apps?.known === true && apps.value.completeness.state === 'complete' ? apps.value.rows.map(({ id, app_id, name }) => ({ id, appId: app_id, name: name ?? '' })) : null
  const nowMs = deps.now() + (circumstances.clockSkewMs ?? own.clockSkewMs ?? 0)
  requireNone(judgeKeyWish(wish, { organizationId, policy: circumstances.policy, giver: circumstances.giver, apps: listed, nowMs }))
  return askForKey(deps, active, { organization: circumstances.organization, wish, bindings: wishesOf(wish, organizationId), keyIds: own.rows.map(({ id }) => id), run })
}

/** @throws AppError `credentialCannot`: no API key creates another one (Capgo backend: `cannot_create_apikey`) */
export function requireSession({ connection }: ActiveConnection): void {
  if (connection.credential.kind !== 'session') throw sessionOnly('Keys are created by their person, signed in with a session; an API key cannot.')
}

interface NewKey {
  organization: { id: string; name: string }
  wish: Pick<KeyWish, 'name' | 'secure' | 'expiresAt' | 'mayCreateOrganizations'>
  bindings: readonly BindingWish[]
  /** Own keys that are there already. */
  keyIds: readonly number[]
  run: ForRun
}

/** Judged already. */
export function askForKey(deps: ApiKeyServiceDeps, active: ActiveConnection, { organization, wish, bindings, keyIds, run }: NewKey): Promise<NewSecretOutcome> {
  const cause = run.cause === 'twin' ? 'twin' : 'create'
  return askForSecret(deps, {
    kind: 'keyCreated',
    about: { active, cause, organization, keyName: wish.name, secure: wish.secure, batchId: run.batchId ?? null, before: { cause, keyIds } },
    keyId: null,
    changes: changesOf(wish, bindings),
    send: () =>
      createKey(active.requester, {
        name: wish.name,
        bindings,
        hashed: wish.secure,
        expires_at: wish.expiresAt,
        global_permissions: wish.mayCreateOrganizations ? ['org.create'] : []
      }),
    beforeSending: run.beforeSending,
    readBack: (answer) => readBack(active, wish, bindings, answer)
  })
}

function changesOf(wish: NewKey['wish'], bindings: readonly BindingWish[]): JournalChange[] {
  const fresh = (field: string, after: JournalChange['after']): JournalChange => ({ field, before: null, after })
  return [
    fresh('secure', wish.secure),
    fresh('expiresAt', wish.expiresAt),
    fresh('roles', rolesInWords(bindings)),
    ...(wish.mayCreateOrganizations ? [fresh('mayCreateOrganizations', true)] : [])
  ]
}

/** Roles by how many there are of each: ids of apps say nothing to anybody, and look like keys. */
export function rolesInWords(bindings: readonly { role_name: string }[]): string[] {
  const counts = new Map<string, number>()
  for (const { role_name } of bindings) counts.set(role_name, (counts.get(role_name) ?? 0) + 1)
  return [...counts].map(([role, count]) => (count === 1 ? role : `${role} ×${String(count)}`)).sort()
}

async function readBack({ requester, signal }: ActiveConnection, wish: NewKey['wish'], bindings: readonly BindingWish[], answer: Omit<SecretAnswer, 'key'>): Promise<JournalResult> {
  if (answer.rbac_id == null) return { word: 'confirmedUnread' }
  const { rows, completeness } = await listKeyBindings(requester, { rbacIds: [answer.rbac_id] }, signal)
  if (completeness.state !== 'complete') return { word: 'confirmedUnread' }
  const isAsAsked = hasExactly(rows.filter(({ principal_id }) => principal_id === answer.rbac_id), bindings) && sameMoment(answer.expires_at ?? null, wish.expiresAt) && (answer.key_hash != null) === wish.secure
  return { word: isAsAsked ? 'applied' : 'readBackDiffers' }
}
