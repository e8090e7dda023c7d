import { randomUUID } from 'node:crypto'
import { AppError, type AppErrorData } from '#shared/errors/appError'
import type { KeyBinding, KeyFact, KeyInventory } from '#shared/domain/keyInventory'
import type { Completeness, Known } from '#shared/domain/organizationSecurity'
import { listApps, listKeyBindings, listOrganizationKeys, type AppRow, type KeyBindingRow, type OrganizationKeyRow, type OwnKeyRow } from '../capgo/endpoints/apiKeys'
import type { AllRows } from '../capgo/readAllRows'
import { judgeInUse } from './apiKeys/keyInUse'
import { listCertainOwnKeys } from './apiKeys/ownKeys'
import type { ActiveConnection } from './connection/connectionService'
import { settled } from './settled'

/** How many keys a question for their roles names at most: addresses have a limit. */
const namedAtMost = 100

/**
 * The API keys that reach an organization, in two waves of at most six requests, whatever the number of organizations and
 * of own keys (lists beyond the server's usual row limit are read page by page). Each list stands by itself: one failed
 * look-up leaves the others.
 * @throws AppError when neither list could be read
 */
export async function readKeyInventory(active: ActiveConnection, organizationId: string, now: () => number): Promise<KeyInventory> {
  const { requester, signal, connection } = active
  let clockSkewMs: number | null = null
  const ownKeys = settled(
    listCertainOwnKeys(active).then((keys) => {
      clockSkewMs = keys.clockSkewMs
      return keys.rows
    })
  )
  const [organization, own, bindings, elsewhere, apps] = await Promise.all([
    settled(listOrganizationKeys(requester, organizationId, signal)),
    ownKeys,
    settled(listKeyBindings(requester, { organizationId }, signal)),
    ownKeys.then((keys) => (keys.known ? settled(listElsewhere(active, organizationId, keys.value)) : keys)),
    settled(listApps(requester, organizationId, signal))
  ])
  signal.throwIfAborted()
  if (!organization.known && !own.known) throw new AppError(own.why.code === 'forbidden' ? organization.why : own.why)
  const ownIds = new Set(own.known ? own.value.map(({ id }) => id) : [])
  const usesKey = connection.credential.kind === 'apiKey'
  const rolesHere = byKey(bindings)
  const rolesOfOwn = byKey(joined(bindings, elsewhere, organizationId))
  const owners = new Map(organization.known ? organization.value.rows.map(({ id, owner_email }) => [id, owner_email ?? null]) : [])
  const judged = own.known ? judgeInUse(own.value, now(), clockSkewMs) : null
  const inUse = (keyId: number, isOwn: boolean): KeyFact['inUse'] => (!usesKey || !isOwn ? 'no' : judged === null ? 'unknown' : judged(keyId))
  const ownFacts = (own.known ? own.value : []).map((row): KeyFact => ({
    ...common(row),
    ownerEmail: owners.get(row.id) ?? null,
    kind: row.is_hashed_key == null ? 'unknown' : row.is_hashed_key ? 'secure' : 'plain',
    own: true,
    inUse: inUse(row.id, true),
    updatedAt: row.updated_at ?? null,
    mayCreateOrganizations: row.global_permissions == null ? 'unknown' : row.global_permissions.includes('org.create') ? 'yes' : 'no',
    bindings: certainBindingsOf(row, rolesOfOwn, organization)
  }))
  const others = (organization.known ? organization.value.rows : []).filter(({ id }) => !ownIds.has(id))
  return {
    organizationId,
    readingId: randomUUID(),
    readAt: new Date(now()).toISOString(),
    keys: [
      ...ownFacts,
      ...others.map((row): KeyFact => {
        // Own keys could not be listed: this one is the person's all the same.
        const isOwn = row.user_id === connection.userId
        return { ...common(row), ownerEmail: row.owner_email ?? null, kind: 'unknown', own: isOwn, inUse: inUse(row.id, isOwn), updatedAt: null, mayCreateOrganizations: 'unknown', bindings: bindingsOf(row, rolesHere) }
      })
    ],
    organizationKeys: organization.known ? organization.value.completeness : { state: 'failed', why: organization.why },
    ownKeys: ownCompleteness(own, organization, connection.userId),
    apps: appsOf(apps),
    clockSkewMs
  }
}

/** Roles in other organizations: of the person's keys, or of all keys that are shown where they are too many to be named. */
async function listElsewhere({ requester, signal }: ActiveConnection, organizationId: string, keys: readonly OwnKeyRow[]): Promise<AllRows<KeyBindingRow>> {
  const rbacIds = keys.map(({ rbac_id }) => rbac_id).filter((id) => id != null)
  if (rbacIds.length === 0) return { rows: [], completeness: { state: 'complete' } }
  return listKeyBindings(requester, rbacIds.length <= namedAtMost ? { rbacIds } : { elsewhereThan: organizationId }, signal)
}

function joined(here: Known<AllRows<KeyBindingRow>>, elsewhere: Known<AllRows<KeyBindingRow>>, organizationId: string): Known<AllRows<KeyBindingRow>> {
  if (!here.known) return here
  if (!elsewhere.known) return elsewhere
  const rest = elsewhere.value.rows.filter(({ org_id }) => org_id !== organizationId)
  const incomplete = [here, elsewhere].find(({ value }) => value.completeness.state !== 'complete')
  return { known: true, value: { rows: [...here.value.rows, ...rest], completeness: incomplete?.value.completeness ?? { state: 'complete' } } }
}

function common(row: OrganizationKeyRow | OwnKeyRow): Pick<KeyFact, 'id' | 'rbacId' | 'name' | 'ownerId' | 'createdAt' | 'expiresAt'> {
  return { id: row.id, rbacId: row.rbac_id ?? null, name: row.name ?? '', ownerId: row.user_id, createdAt: row.created_at, expiresAt: row.expires_at }
}

type Roles = Known<ReadonlyMap<string, KeyBinding[]>>

function byKey(bindings: Known<AllRows<KeyBindingRow>>): Roles {
  if (!bindings.known) return bindings
  if (bindings.value.completeness.state !== 'complete') return { known: false, why: changedMeanwhile() }
  const roles = new Map<string, KeyBinding[]>()
  for (const { principal_id, org_id, scope_type, app_id, roles: role } of bindings.value.rows) {
    // A binding of the platform belongs to no organization.
    if (org_id === null) continue
    const binding = { organizationId: org_id, scope: scope_type, appId: app_id, role: role?.name ?? '' }
    const known = roles.get(principal_id)
    if (known === undefined) roles.set(principal_id, [binding])
    else known.push(binding)
  }
  return { known: true, value: roles }
}

function bindingsOf({ rbac_id: id }: { rbac_id?: string | null | undefined }, roles: Roles): Known<KeyBinding[]> {
  return roles.known ? { known: true, value: (id == null ? undefined : roles.value.get(id)) ?? [] } : roles
}

/**
 * Who is kept out of an organization is shown no roles in it, without a word: none at all is believed only where the
 * organization's own list could be read.
 */
function certainBindingsOf(row: OwnKeyRow, roles: Roles, organization: Known<unknown>): Known<KeyBinding[]> {
  const bindings = bindingsOf(row, roles)
  return bindings.known && bindings.value.length === 0 && !organization.known ? organization : bindings
}

/** The list has no pages and no count; what the other list says of the person's keys shows whether it was cut. */
function ownCompleteness(own: Known<OwnKeyRow[]>, organization: Known<AllRows<OrganizationKeyRow>>, userId: string): Completeness {
  if (!own.known) return { state: 'failed', why: own.why }
  const listed = new Set(own.value.map(({ id }) => id))
  const missing = organization.known ? organization.value.rows.filter(({ id, user_id }) => user_id === userId && !listed.has(id)).length : 0
  return missing === 0 ? { state: 'complete' } : { state: 'incomplete', received: own.value.length, expected: own.value.length + missing }
}

function appsOf(apps: Known<AllRows<AppRow>>): KeyInventory['apps'] {
  if (!apps.known) return apps
  if (apps.value.completeness.state !== 'complete') return { known: false, why: changedMeanwhile() }
  return { known: true, value: apps.value.rows.map(({ id, app_id, name }) => ({ id, appId: app_id, name: name ?? '' })) }
}

function changedMeanwhile(): AppErrorData {
  return new AppError({ code: 'conflict', message: 'The list of roles changed while it was read.', retryable: true }).data
}
