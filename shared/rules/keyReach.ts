import type { KeyApp } from '../domain/keyInventory'
import type { ListedKey } from './keyListing'
import { isAdministrator } from './keyRoles'

/** Something that keys serve, with how many of them do. */
export interface Served<T> {
  what: T
  keys: number
}

/** What several keys serve together: what stops when they stop. What is not known of a key is counted and not guessed. */
export interface KeysReach {
  /** Roles in the open organization as a whole, by the server's name. */
  roles: readonly Served<string>[]
  /** Keys that reach every app of the open organization by their role in it. */
  allApps: number
  /** Apps of the open organization that keys have a role on; `app` is null where the server does not show it. */
  apps: readonly Served<{ id: string; app: KeyApp | null }>[]
  /** Organizations, by their ids. */
  organizations: readonly Served<string>[]
  owners: readonly Served<{ id: string; email: string | null; own: boolean }>[]
  mayCreateOrganizations: number
  /** Keys that are known to have no role anywhere. */
  withoutRoles: number
  /** Keys whose roles are not known. */
  unknown: number
}

export function reachOf(rows: readonly Pick<ListedKey, 'key' | 'role' | 'apps'>[]): KeysReach {
  const [roles, apps, organizations, owners] = [tally<string>(), tally<{ id: string; app: KeyApp | null }>(), tally<string>(), tally<{ id: string; email: string | null; own: boolean }>()]
  for (const { key, role, apps: onApps } of rows) {
    if (typeof role === 'string') roles.add(role, role)
    for (const [id, app] of new Map((onApps ?? []).map((one) => [one.appId, one.app]))) apps.add(id, { id, app })
    if (key.bindings.known) for (const id of new Set(key.bindings.value.map(({ organizationId }) => organizationId))) organizations.add(id, id)
    owners.add(key.ownerId, { id: key.ownerId, email: key.ownerEmail, own: key.own })
  }
  return {
    roles: roles.all(),
    allApps: rows.filter(({ role }) => isAdministrator(role ?? null)).length,
    apps: apps.all(),
    organizations: organizations.all(),
    owners: owners.all(),
    mayCreateOrganizations: rows.filter(({ key }) => key.mayCreateOrganizations === 'yes').length,
    withoutRoles: rows.filter(({ key }) => key.bindings.known && key.bindings.value.length === 0).length,
    unknown: rows.filter(({ key }) => !key.bindings.known).length
  }
}

/** What most keys serve first. */
function tally<T>() {
  const found = new Map<string, Served<T>>()
  return {
    add: (id: string, what: T): void => void found.set(id, { what, keys: (found.get(id)?.keys ?? 0) + 1 }),
    all: (): Served<T>[] => [...found.values()].sort((one, other) => other.keys - one.keys)
  }
}
