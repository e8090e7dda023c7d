import type { Context } from 'hono'
import { z } from 'zod'
import { takesGzip } from '../http/acceptEncoding'
import { isUuid } from '../store/uuid'
import type { SessionActor, SignedIn } from '../rules/actor'
import { hasPermission } from '../rules/permissions'
import { BindingRefused, createBinding, highestRank, isLastSuperAdmin, requirePrincipal } from '../rules/roleBindings'
import type { RoleBindingRow } from '../store/rows'
import type { Store } from '../store/store'
import { bindingList, bytesIn, storedBinding, streamOf } from './bindingLists'

// These routes refuse with { error: "text" } instead of Capgo's usual shape.

const wish = z.object({
  principal_type: z.enum(['user', 'group', 'apikey']), principal_id: z.uuid(), role_name: z.string().min(1), scope_type: z.enum(['org', 'app', 'channel']),
  org_id: z.uuid(), app_id: z.uuid().nullish(), channel_id: z.union([z.string(), z.number()]).nullish(), reason: z.string().nullish()
})
const FIELDS = ['principal_type', 'principal_id', 'role_name', 'scope_type', 'org_id', 'app_id', 'channel_id', 'reason'] as const
const REQUIRED = ['principal_type', 'principal_id', 'scope_type', 'org_id', 'role_name'] as const

class TextRefusal extends Error {
  constructor(readonly status: 400 | 403 | 404 | 409 | 500, message: string) {
    super(message)
  }
}

/** Runs a handler whose refusals are `{ error: text }`. Keys never manage bindings: they could widen their own. */
export async function withTextRefusals(c: Context, actor: SignedIn, handle: (actor: SessionActor) => Response | Promise<Response>): Promise<Response> {
  if (actor.kind === 'apiKey') return c.json({ error: 'API keys cannot manage role bindings' }, 403)
  try {
    return await handle(actor)
  } catch (error) {
    if (error instanceof TextRefusal || error instanceof BindingRefused) return c.json({ error: error.message }, error.status)
    throw error
  }
}

/** `GET /private/role_bindings/:org`, the oldest first. */
export function listBindings(c: Context, store: Store, actor: SessionActor, orgId: string): Response {
  if (!isUuid(orgId)) throw new TextRefusal(400, 'Invalid org_id')
  if (!hasPermission(store, actor, 'org.read_members', { org: orgId })) throw new TextRefusal(403, 'Forbidden')
  const list = bindingList(store, orgId)
  // As at the edge in front of Capgo: compressed for whoever can read that.
  const gzip = takesGzip(c.req.header('accept-encoding')) ? list.asGzip() : undefined
  const pieces = gzip ?? list.asJson()
  const headers = { 'content-type': 'application/json', 'content-length': String(bytesIn(pieces)), vary: 'accept-encoding', ...(gzip && { 'content-encoding': 'gzip' }) }
  return c.body(streamOf(pieces), 200, headers)
}

function canManage(store: Store, actor: SessionActor, binding: { scope_type: string; org_id: string; app_id?: string | null | undefined }): boolean {
  if (hasPermission(store, actor, 'org.update_user_roles', { org: binding.org_id })) return true
  if (binding.scope_type === 'org' || !binding.app_id) return false
  return hasPermission(store, actor, 'app.update_user_roles', { org: binding.org_id, app: binding.app_id })
}

async function textBody(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null) throw new TextRefusal(400, 'Invalid JSON body')
  return body as Record<string, unknown>
}

/** `POST /private/role_bindings`: gives a role to a person, a group, or anybody's key. */
export async function addBinding(c: Context, store: Store, actor: SessionActor): Promise<Response> {
  const body = await textBody(c)
  const given = wish.safeParse(body)
  if (!given.success) {
    if (REQUIRED.some((field) => body[field] === undefined || body[field] === '')) throw new TextRefusal(400, 'Missing required fields')
    const wrong = new Set(given.error.issues.map(({ path }) => path[0]))
    throw new TextRefusal(400, `Invalid ${FIELDS.find((field) => wrong.has(field)) ?? 'request body'}`)
  }
  const { principal_type, principal_id, reason, ...binding } = given.data
  if (!canManage(store, actor, binding)) throw new TextRefusal(403, 'Forbidden - Admin rights required')
  try {
    return c.json(storedBinding(createBinding(store, principal_type, principal_id, { ...binding, reason: reason ?? undefined }, actor.userId)))
  } catch (error) {
    if (error instanceof BindingRefused) throw error
    throw new TextRefusal(500, 'Internal server error')
  }
}

/** @throws TextRefusal when there is none or it is not the caller's to manage */
function managedBinding(store: Store, actor: SessionActor, id: string): RoleBindingRow {
  if (!isUuid(id)) throw new TextRefusal(400, 'Invalid binding_id')
  const binding = store.roleBindings.get(id)
  if (!binding) throw new TextRefusal(404, 'Role binding not found')
  if (!canManage(store, actor, binding)) throw new TextRefusal(403, 'Forbidden - Admin rights required')
  return binding
}

const rankOf = (store: Store, binding: RoleBindingRow) => store.roles.get(binding.role_id)?.priority_rank ?? 0

/** `PATCH /private/role_bindings/:id`: another role in the same place. */
export async function changeBinding(c: Context, store: Store, actor: SessionActor, id: string): Promise<Response> {
  if (!isUuid(id)) throw new TextRefusal(400, 'Invalid binding_id')
  const { role_name } = await textBody(c)
  if (role_name === undefined || role_name === '') throw new TextRefusal(400, 'role_name is required')
  if (typeof role_name !== 'string') throw new TextRefusal(400, 'Invalid role_name')
  const binding = managedBinding(store, actor, id)
  const role = store.roleByName(role_name)
  if (!role) throw new TextRefusal(404, 'Role not found')
  if (!role.is_assignable) throw new TextRefusal(403, 'Role is not assignable')
  requirePrincipal(store, binding.principal_type, binding.principal_id, binding.org_id)
  if (role.scope_type !== binding.scope_type) throw new TextRefusal(400, 'Role scope_type does not match binding scope')
  const rank = highestRank(store, actor.userId, binding.org_id)
  if (role.priority_rank > rank) throw new TextRefusal(403, 'Cannot assign a role with higher privileges than your own')
  if (rankOf(store, binding) > rank) throw new TextRefusal(403, 'Cannot modify a binding for a role with higher privileges than your own')
  if (role.id !== binding.role_id && isLastSuperAdmin(store, binding)) throw new TextRefusal(409, 'Cannot demote the last org_super_admin')
  return c.json(storedBinding(store.roleBindings.update(id, { role_id: role.id }) ?? binding))
}

/** `DELETE /private/role_bindings/:id`. */
export function removeBinding(c: Context, store: Store, actor: SessionActor, id: string): Response {
  const binding = managedBinding(store, actor, id)
  if (rankOf(store, binding) > highestRank(store, actor.userId, binding.org_id)) {
    throw new TextRefusal(403, 'Cannot delete a binding for a role with higher privileges than your own')
  }
  if (isLastSuperAdmin(store, binding)) throw new TextRefusal(409, 'Cannot demote the last org_super_admin')
  store.roleBindings.delete(id)
  if (binding.principal_type === 'user' && binding.scope_type === 'org') {
    for (const row of store.orgUsers.where('user_id', binding.principal_id)) {
      if (row.org_id === binding.org_id && !row.is_invite) store.orgUsers.update(row.id, { rbac_role_name: null, updated_at: store.now() })
    }
  }
  return c.json({ success: true })
}
