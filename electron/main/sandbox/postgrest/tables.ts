import type { Actor } from '../rules/actor'
import { auditOf } from '../rules/audit'
import { bindingsOf, hasPermission } from '../rules/permissions'
import { isBelowOwnLevel } from '../rules/twoFactor'
import type { RoleBindingRow } from '../store/rows'
import type { Store } from '../store/store'
import type { AnyRow, Columns } from './columns'
import type { Relation } from './selection'
import { bindingsInIndexOrder } from './bindingOrder'
import * as columns from './tableColumns'

/** A table under `/rest/v1`: its columns, what it is related to, and the rows that a caller may see (row policies). */
export interface TableDefinition {
  columns: Columns
  relations?: (store: Store, actor: Actor) => Readonly<Record<string, Relation>>
  visible: (store: Store, actor: Actor) => readonly AnyRow[]
}

/** Rows are plain objects; this only tells the type checker so. */
const plain = (rows: readonly object[]) => rows as readonly AnyRow[]
const one = (row: object | undefined) => (row ?? null) as AnyRow | null
const text = (value: unknown) => (typeof value === 'string' ? value : '')

const isSelf = (actor: Actor, userId: string) => actor.kind === 'session' && actor.userId === userId

/** Own bindings, and all of the organizations (or apps) whose roles the caller administers. Keys see none. */
function canSeeBinding(store: Store, actor: Actor, row: RoleBindingRow): boolean {
  if (actor.kind !== 'session') return false
  if (row.principal_type === 'user' && row.principal_id === actor.userId) return true
  if (hasPermission(store, actor, 'org.update_user_roles', { org: row.org_id })) return true
  return row.app_id !== null && hasPermission(store, actor, 'app.update_user_roles', { org: row.org_id, app: row.app_id })
}

/** Bindings of administered organizations are asked for once per organization: row by row is too slow at 100,000. */
function visibleBindings(store: Store, actor: Actor): readonly AnyRow[] {
  if (actor.kind !== 'session') return []
  const administered = new Map<string, boolean>()
  const isAdministered = (orgId: string) => {
    const known = administered.get(orgId) ?? hasPermission(store, actor, 'org.update_user_roles', { org: orgId })
    administered.set(orgId, known)
    return known
  }
  return plain(bindingsInIndexOrder(store).filter((row) => isAdministered(row.org_id) || canSeeBinding(store, actor, row)))
}

const orgs: TableDefinition = {
  columns: columns.ORG,
  visible: (store, actor) => (isBelowOwnLevel(store, actor) ? [] : plain(store.orgs.all().filter((org) => hasPermission(store, actor, 'org.read', { org: org.id }))))
}

const roles: TableDefinition = {
  columns: columns.ROLE,
  visible: (store, actor) => (actor.kind === 'session' ? plain(store.roles.all()) : [])
}

const roleBindings: TableDefinition = {
  columns: columns.ROLE_BINDING,
  relations: (store, actor) => ({
    roles: { table: 'roles', columns: columns.ROLE, of: (row) => one(store.roles.get(text(row.role_id))) },
    orgs: { table: 'orgs', columns: columns.ORG, of: (row) => one(orgs.visible(store, actor).find(({ id }) => id === row.org_id)) },
    apps: { table: 'apps', columns: columns.APP, of: (row) => one(apps.visible(store, actor).find(({ id }) => id === row.app_id)) }
  }),
  visible: visibleBindings
}

const apps: TableDefinition = {
  columns: columns.APP,
  relations: (store, actor) => ({
    orgs: { table: 'orgs', columns: columns.ORG, of: (row) => one(orgs.visible(store, actor).find(({ id }) => id === row.owner_org)) }
  }),
  visible: (store, actor) =>
    isBelowOwnLevel(store, actor) ? [] : plain(store.apps.all().filter((app) => hasPermission(store, actor, 'app.read', { org: app.owner_org, app: app.id })))
}

const channels: TableDefinition = {
  columns: columns.CHANNEL,
  visible: (store, actor) => {
    const readable = new Set(apps.visible(store, actor).map(({ app_id }) => app_id))
    return plain(store.channels.all().filter(({ app_id }) => readable.has(app_id)))
  }
}

const apiKeys: TableDefinition = {
  columns: columns.API_KEY,
  visible: (store, actor) => (actor.kind !== 'session' || isBelowOwnLevel(store, actor) ? [] : plain(store.apiKeys.where('user_id', actor.userId)))
}

const auditLogs: TableDefinition = {
  columns: columns.AUDIT_LOG,
  visible: (store, actor) => plain(store.orgs.all().filter((org) => hasPermission(store, actor, 'org.read_audit', { org: org.id })).flatMap((org) => auditOf(store, org.id)))
}

const orgUsers: TableDefinition = {
  columns: columns.ORG_USER,
  relations: (store, actor) => ({
    users: { table: 'users', columns: columns.USER, of: (row) => one(users.visible(store, actor).find(({ id }) => id === row.user_id)) },
    orgs: { table: 'orgs', columns: columns.ORG, of: (row) => one(orgs.visible(store, actor).find(({ id }) => id === row.org_id)) }
  }),
  visible: (store, actor) => {
    if (isBelowOwnLevel(store, actor)) return []
    const readable = store.orgs.all().filter((org) => hasPermission(store, actor, 'org.read_members', { org: org.id }))
    return plain(readable.flatMap((org) => store.orgUsers.where('org_id', org.id)))
  }
}

/** Everybody sees their own row only: lists of members come from functions. */
const users: TableDefinition = {
  columns: columns.USER,
  visible: (store, actor) =>
    plain(store.users.all().filter((user) => isSelf(actor, user.id)).map(({ id, email, first_name, last_name, image_url, country, created_at, updated_at }) => ({
      id, email, first_name, last_name, image_url, country, created_at, updated_at
    })))
}

const compliance: TableDefinition = {
  columns: columns.COMPLIANCE,
  visible: (store, actor) => (actor.kind === 'session' ? plain(store.passwordCompliance.where('user_id', actor.userId)) : [])
}

const groups: TableDefinition = {
  columns: columns.GROUP,
  visible: (store, actor) => {
    if (actor.kind !== 'session') return []
    const mine = new Set(bindingsOf(store, 'user', actor.userId).map((binding) => binding.org_id))
    return plain(store.groups.all().filter((group) => mine.has(group.org_id)))
  }
}

export const tables = new Map<string, TableDefinition>(
  Object.entries({
    orgs, roles, role_bindings: roleBindings, apps, channels, apikeys: apiKeys, audit_logs: auditLogs, org_users: orgUsers, users,
    user_password_compliance: compliance, groups
  })
)
