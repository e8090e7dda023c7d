import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { isUuid } from '../store/uuid'
import type { SignedIn } from '../rules/actor'
import { hasPermission } from '../rules/permissions'
import type { GroupRow } from '../store/rows'
import type { Store } from '../store/store'
import { toZulu } from '../store/timestamps'

const stored = (group: GroupRow) => ({ ...group, created_at: toZulu(group.created_at) })

/** Groups of people within an organization; roles given to a group hold for everybody in it. Refusals are `{ error }`. */
export class Groups {
  constructor(private readonly store: Store) {}

  list(c: Context, actor: SignedIn, orgId: string): Response {
    if (!isUuid(orgId)) return c.json({ error: 'Invalid org_id' }, 400)
    if (!hasPermission(this.store, actor, 'org.read_members', { org: orgId })) return c.json({ error: 'Forbidden' }, 403)
    const groups = [...this.store.groups.where('org_id', orgId)].sort((a, b) => (a.name < b.name ? -1 : 1))
    return c.json(groups.map(({ id, name, description, is_system, created_at }) => ({ id, name, description, is_system, created_at: toZulu(created_at) })))
  }

  async create(c: Context, actor: SignedIn, orgId: string): Promise<Response> {
    if (!isUuid(orgId)) return c.json({ error: 'Invalid org_id' }, 400)
    if (!this.isAdmin(actor, orgId)) return c.json({ error: 'Forbidden - Admin rights required' }, 403)
    const body = await objectBody(c)
    if (!body) return c.json({ error: 'Invalid JSON body' }, 400)
    if (typeof body.name !== 'string' || !body.name) return c.json({ error: 'Name is required' }, 400)
    const description = typeof body.description === 'string' && body.description ? body.description : null
    return c.json(stored(this.store.groups.insert({ id: randomUUID(), org_id: orgId, name: body.name, description, is_system: false, created_by: actor.userId, created_at: this.store.now() })))
  }

  async update(c: Context, actor: SignedIn, id: string): Promise<Response> {
    const group = this.managed(c, actor, id, 'Cannot modify system group')
    if (group instanceof Response) return group
    const body = await objectBody(c)
    if (!body) return c.json({ error: 'Invalid JSON body' }, 400)
    const name = typeof body.name === 'string' && body.name ? body.name : group.name
    const description = body.description === undefined ? group.description : typeof body.description === 'string' ? body.description : null
    return c.json(stored(this.store.groups.update(id, { name, description }) ?? group))
  }

  delete(c: Context, actor: SignedIn, id: string): Response {
    const group = this.managed(c, actor, id, 'Cannot delete system group')
    if (group instanceof Response) return group
    for (const binding of this.store.roleBindings.where('principal_id', id)) this.store.roleBindings.delete(binding.id)
    for (const member of this.store.groupMembers.where('group_id', id)) this.store.groupMembers.delete(`${id}:${member.user_id}`)
    this.store.groups.delete(id)
    return c.json({ success: true })
  }

  members(c: Context, actor: SignedIn, id: string): Response {
    if (!isUuid(id)) return c.json({ error: 'Invalid group_id' }, 400)
    const group = this.store.groups.get(id)
    if (!group) return c.json({ error: 'Group not found' }, 404)
    if (!hasPermission(this.store, actor, 'org.read_members', { org: group.org_id })) return c.json({ error: 'Forbidden' }, 403)
    const members = this.store.groupMembers.where('group_id', id).map(({ user_id, added_at }) => ({ user_id, email: this.store.users.get(user_id)?.email ?? '', added_at: toZulu(added_at) }))
    return c.json(members.sort((a, b) => (a.email < b.email ? -1 : 1)))
  }

  async addMember(c: Context, actor: SignedIn, id: string): Promise<Response> {
    const group = this.managed(c, actor, id, undefined)
    if (group instanceof Response) return group
    const body = await objectBody(c)
    if (!body) return c.json({ error: 'Invalid JSON body' }, 400)
    const userId = body.user_id
    if (!userId) return c.json({ error: 'user_id is required' }, 400)
    if (typeof userId !== 'string' || !isUuid(userId)) return c.json({ error: 'Invalid user_id' }, 400)
    if (!this.store.orgUsers.where('user_id', userId).some((row) => row.org_id === group.org_id)) return c.json({ error: 'User is not a member of this org' }, 400)
    if (this.store.groupMembers.get(`${id}:${userId}`)) return c.json({ message: 'User already in group' })
    const row = this.store.groupMembers.insert({ group_id: id, user_id: userId, added_by: actor.userId, added_at: this.store.now() })
    return c.json({ ...row, added_at: toZulu(row.added_at) })
  }

  removeMember(c: Context, actor: SignedIn, id: string, userId: string): Response {
    const group = this.managed(c, actor, id, undefined)
    if (group instanceof Response) return group
    if (!isUuid(userId)) return c.json({ error: 'Invalid user_id' }, 400)
    this.store.groupMembers.delete(`${id}:${userId}`)
    return c.json({ success: true })
  }

  private isAdmin(actor: SignedIn, orgId: string): boolean {
    return hasPermission(this.store, actor, 'org.update_user_roles', { org: orgId })
  }

  /** @param systemRefusal what to answer for a group that the system keeps; undefined where those are no exception */
  private managed(c: Context, actor: SignedIn, id: string, systemRefusal: string | undefined): GroupRow | Response {
    if (!isUuid(id)) return c.json({ error: 'Invalid group_id' }, 400)
    const group = this.store.groups.get(id)
    if (!group) return c.json({ error: 'Group not found' }, 404)
    if (group.is_system && systemRefusal !== undefined) return c.json({ error: systemRefusal }, 403)
    return this.isAdmin(actor, group.org_id) ? group : c.json({ error: 'Forbidden - Admin rights required' }, 403)
  }
}

async function objectBody(c: Context): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined
}
