import { z } from 'zod'
import type { ApiKeyActor, SignedIn } from '../rules/actor'
import { expiryProblem, organizationsOfKey } from '../rules/apiKeyPolicies'
import { hasPermission } from '../rules/permissions'
import type { BindingWish } from '../rules/roleBindings'
import { isBelowOwnLevel } from '../rules/twoFactor'
import type { ApiKeyRow } from '../store/rows'
import type { Store } from '../store/store'
import { refused, unauthorized } from './capgoError'

type MoreInfo = Record<string, unknown>

/** What a failed look-up of exactly one row carries along. */
export const NO_ROW = { code: 'PGRST116', message: 'Cannot coerce the result to a single JSON object', details: 'The result contains 0 rows', hint: null }

/** A key as everybody may see it who may see it at all: never its text or hash. */
export function publicKey({ created_at, expires_at, id, name, rbac_id, updated_at, user_id, key_hash }: ApiKeyRow) {
  return { created_at, expires_at, id, name, rbac_id, updated_at, user_id, is_hashed_key: key_hash !== null }
}

export function isKeyIdentifier(text: string): boolean {
  return /^\d+$/.test(text) || /^[A-Za-z0-9._:-]{8,256}$/.test(text)
}

/** The caller's own key with this number or this text. A session below its person's level finds none (row policy). */
export function ownKey(store: Store, actor: SignedIn, identifier: string): ApiKeyRow | undefined {
  if (isBelowOwnLevel(store, actor)) return undefined
  const key = /^\d+$/.test(identifier) ? store.apiKeys.get(Number(identifier)) : store.apiKeys.where('key', identifier)[0]
  return key?.user_id === actor.userId ? key : undefined
}

const manages = (store: Store, actor: SignedIn, orgId: string) => hasPermission(store, actor, 'org.manage_apikeys', { org: orgId })

/** Sessions may manage their person's keys; a key must itself be a manager somewhere. @throws CapgoError 401 */
export function requireManager(store: Store, actor: SignedIn, code: string, moreInfo: MoreInfo = {}): void {
  if (actor.kind === 'session' || organizationsOfKey(store, actor.key.rbac_id).some((orgId) => manages(store, actor, orgId))) return
  throw unauthorized(code, 'API key management requires RBAC org role management permission', { ...moreInfo, apikeyId: actor.key.id })
}

/** A key manages another one where it is a manager in every organization of that one, and there is at least one. */
export function canManage(store: Store, actor: ApiKeyActor, target: ApiKeyRow): boolean {
  const orgIds = organizationsOfKey(store, target.rbac_id)
  return orgIds.length > 0 && orgIds.every((orgId) => manages(store, actor, orgId))
}

/** @throws CapgoError 401 */
export function requireManagerOf(store: Store, actor: SignedIn, target: ApiKeyRow, code: string, moreInfo: MoreInfo = {}): void {
  if (actor.kind === 'apiKey' && !canManage(store, actor, target)) throw unauthorized(code, 'API key cannot manage this API key', { ...moreInfo, apikeyId: actor.key.id })
}

/** Milliseconds since 1970, or null for "never". @throws CapgoError invalid_expiration_date */
export function parsedExpiry(store: Store, value: unknown): number | null {
  if (value === null || value === undefined) return null
  const instant = typeof value === 'string' || typeof value === 'number' ? new Date(value).getTime() : Number.NaN
  if (Number.isNaN(instant)) throw refused('invalid_expiration_date', 'Invalid expiration date format')
  if (instant <= store.nowMs()) throw refused('invalid_expiration_date', 'Expiration date must be in the future')
  return instant
}

/** @throws CapgoError expiration_required, expiration_exceeds_max */
export function requireExpiryWithinPolicies(store: Store, orgIds: readonly string[], expiresAt: number | null): void {
  const problem = expiryProblem(store, orgIds, expiresAt)
  if (problem?.kind === 'required') throw refused('expiration_required', 'This organization requires API keys to have an expiration date')
  if (problem) throw refused('expiration_exceeds_max', `API key expiration cannot exceed ${problem.days} days for this organization`)
}

const bindingWish = z.object({
  role_name: z.string().min(1), scope_type: z.enum(['org', 'app', 'channel']), org_id: z.string().min(1), app_id: z.string().nullish(),
  channel_id: z.union([z.string(), z.number()]).nullish(), reason: z.string().optional().catch(undefined)
})

const BINDING_PROBLEMS: Readonly<Record<string, string>> = {
  role_name: 'Each binding must have a role_name',
  scope_type: 'Each binding must have a valid scope_type (org, app, channel)',
  org_id: 'Each binding must have an org_id',
  app_id: 'app_id must be a string when provided',
  channel_id: 'channel_id must be a string or number when provided'
}

/** @throws CapgoError invalid_bindings, naming the first thing that is wrong */
export function parsedBindings(value: readonly unknown[]): BindingWish[] {
  return value.map((item) => {
    if (typeof item !== 'object' || item === null) throw refused('invalid_bindings', 'Each binding must be an object')
    const result = bindingWish.safeParse(item)
    if (result.success) return result.data
    const wrong = new Set(result.error.issues.map(({ path }) => String(path[0])))
    const first = Object.keys(BINDING_PROBLEMS).find((field) => wrong.has(field)) ?? 'role_name'
    throw refused('invalid_bindings', BINDING_PROBLEMS[first] ?? 'Each binding must be an object')
  })
}

/** The permissions that do not belong to an organization; `org.create` is the only one there is. @throws CapgoError */
export function parsedGlobals(value: unknown, requestId: string): string[] | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw refused('invalid_global_permissions', 'global_permissions must be an array', { requestId })
  const permissions = [...new Set<unknown>(value)]
  const unknown = permissions.find((permission) => permission !== 'org.create')
  if (unknown !== undefined) throw refused('invalid_global_permissions', 'Unsupported API key global permission', { requestId, permission: unknown })
  return permissions as string[]
}

export const maySetUpOrganizations = (roles: readonly { scope_type: string; role_name: string }[]) =>
  roles.some(({ scope_type, role_name }) => scope_type === 'org' && (role_name === 'org_super_admin' || role_name === 'org_admin'))

/** `org.create` goes with an administrator's role only. @throws CapgoError invalid_global_permissions */
export function requireAdminFor(permissions: readonly string[], roles: readonly { scope_type: string; role_name: string }[], requestId: string): void {
  if (permissions.includes('org.create') && !maySetUpOrganizations(roles)) {
    throw refused('invalid_global_permissions', 'org.create requires an org-scoped admin API key binding', { requestId })
  }
}
