import type { KeyRoles } from '../domain/apiKey'
import { isAdministrator } from './keyRoles'

/** What a role on an app lets a key do, the most first (Capgo documentation, "API Keys", roles). */
export const appAbilities = ['administer', 'manage', 'upload', 'read', 'other'] as const
export type AppAbility = (typeof appAbilities)[number]

/** What a key can do in one organization, for a sentence. */
export interface KeyAccess {
  /** `everything`: an administrator, who has every app. `role`: what another role of the organization allows. */
  organization: 'everything' | 'read' | 'role' | 'nothing'
  /** The role, where it is `role`. */
  role: string | null
  /** Apps by what can be done with them; empty for an administrator, who has them all. */
  apps: readonly { ability: AppAbility; /** Of `other`: which role. */ role: string; appIds: readonly string[] }[]
  createsOrganizations: boolean
  /** ISO 8601; null: until it is deleted. */
  until: string | null
}

const abilities: ReadonlyMap<string, AppAbility> = new Map([
  ['app_admin', 'administer'],
  ['app_developer', 'manage'],
  ['app_uploader', 'upload'],
  ['app_reader', 'read']
])

/** What a key with these roles can effectively do. `org.create` counts beside an administrator's role only (Capgo backend). */
export function effectiveAccess({ organizationRole, apps }: KeyRoles, { mayCreateOrganizations, expiresAt }: { mayCreateOrganizations: boolean; expiresAt: string | null }): KeyAccess {
  const admin = isAdministrator(organizationRole)
  const groups = new Map<string, { ability: AppAbility; role: string; appIds: string[] }>()
  for (const { appId, role } of admin ? [] : apps) {
    const ability = abilities.get(role) ?? 'other'
    const key = ability === 'other' ? role : ability
    const group = groups.get(key) ?? { ability, role, appIds: [] }
    group.appIds.push(appId)
    groups.set(key, group)
  }
  return {
    organization: admin ? 'everything' : organizationRole === 'org_member' ? 'read' : organizationRole === null ? 'nothing' : 'role',
    role: admin || organizationRole === 'org_member' ? null : organizationRole,
    apps: [...groups.values()].sort((one, other) => appAbilities.indexOf(one.ability) - appAbilities.indexOf(other.ability) || (one.role < other.role ? -1 : 1)),
    createsOrganizations: admin && mayCreateOrganizations,
    until: expiresAt
  }
}

/** It can do nothing at all here. */
export function reachesNothing({ organization, apps }: KeyAccess): boolean {
  return organization === 'nothing' && apps.length === 0
}
