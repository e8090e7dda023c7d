import type { Context } from 'hono'
import type { RoleRow } from '../store/rows'
import type { Store } from '../store/store'

/** `GET /private/roles[/:scope]`: the roles that can be given to somebody, the weakest first. */
export function listRoles(c: Context, store: Store, scope: string | undefined): Response {
  if (scope !== undefined && !['org', 'app', 'channel'].includes(scope)) return c.json({ error: 'Invalid scope_type' }, 400)
  const roles = store.roles.all().filter((role) => role.is_assignable && (scope === undefined || role.scope_type === scope))
  return c.json([...roles].sort((a, b) => a.priority_rank - b.priority_rank).map(roleBody))
}

function roleBody({ id, name, scope_type, description, priority_rank, is_assignable }: RoleRow) {
  return { id, name, scope_type, description, priority_rank, is_assignable }
}
