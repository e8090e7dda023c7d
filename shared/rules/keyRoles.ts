import { keyAppRoles, keyOrganizationRoles, type KeyRoles } from '../domain/apiKey'
import type { KeyBinding, KeyFact } from '../domain/keyInventory'

/** Who gives a role to a key, in one organization; null: not known, and then left to the server. */
export interface KeyGiver {
  /** Their role in the organization, by the server's name; `''`: not known. */
  role: string
  /** `org.manage_apikeys` */
  mayManageKeys: boolean | null
  /** `org.update_user_roles` */
  mayUpdateRoles: boolean | null
}

/** Capgo backend, `POST /apikey`: not to be handed out by those who manage keys without managing roles. */
const deniedToKeyManagers: ReadonlySet<string> = new Set(['org_super_admin', 'org_admin', 'app_admin', 'channel_admin'])

/** Capgo backend, `roles.priority_rank`: nobody gives a role above the highest of their own in the organization. */
const ranks: ReadonlyMap<string, number> = new Map([
  ['org_super_admin', 95],
  ['org_admin', 90],
  ['org_billing_admin', 80],
  ['apikey_manager', 78],
  ['org_member', 75],
  ['app_admin', 70],
  ['app_preview', 69],
  ['app_developer', 68],
  ['app_uploader', 66],
  ['app_reader', 65]
])

const administrators: ReadonlySet<string> = new Set(['org_super_admin', 'org_admin'])

/** Whether the server lets this person give a key this role. */
export function mayGiveRole({ role: own, mayManageKeys, mayUpdateRoles }: KeyGiver, role: string): 'yes' | 'no' | 'unknown' {
  if (mayManageKeys === false) return 'no'
  if (mayUpdateRoles === false && deniedToKeyManagers.has(role)) return 'no'
  const [ownRank, rank] = [ranks.get(own), ranks.get(role)]
  if (ownRank !== undefined && rank !== undefined && rank > ownRank) return 'no'
  if (mayManageKeys === null || ownRank === undefined || rank === undefined) return 'unknown'
  return mayUpdateRoles === null && deniedToKeyManagers.has(role) ? 'unknown' : 'yes'
}

/** The roles to choose from: those that the server would not refuse. */
export function assignableKeyRoles(giver: KeyGiver): { organization: (typeof keyOrganizationRoles)[number][]; app: (typeof keyAppRoles)[number][] } {
  const given = (role: string): boolean => mayGiveRole(giver, role) !== 'no'
  return { organization: keyOrganizationRoles.filter(given), app: keyAppRoles.filter(given) }
}

/** Whether a role on the organization itself carries `org.create` (Capgo backend: org-scoped admin binding). */
export function isAdministrator(role: string | null): boolean {
  return role !== null && administrators.has(role)
}

/** A key's roles in one organization, without those on channels. */
export function keyRolesIn(bindings: readonly KeyBinding[], organizationId: string): KeyRoles {
  const here = bindings.filter((one) => one.organizationId === organizationId)
  return {
    organizationRole: here.find(({ scope }) => scope === 'org')?.role ?? null,
    apps: here.flatMap(({ scope, appId, role }) => (scope === 'app' && appId !== null ? [{ appId, role }] : []))
  }
}

export function sameKeyRoles(one: KeyRoles, other: KeyRoles): boolean {
  const plain = ({ organizationRole, apps }: KeyRoles): string => JSON.stringify([organizationRole, apps.map(({ appId, role }) => `${appId} ${role}`).sort()])
  return plain(one) === plain(other)
}

/**
 * Whether the roles of keys in an organization are not shown to the person: they are not its administrator, or are kept out
 * of it. Then "no role" says nothing of that organization. Who is only invited has no keys there.
 */
export function hidesKeyRoles({ role, invited, blockedBy }: { role: string; invited: boolean; blockedBy: readonly unknown[] }): boolean {
  return !invited && (blockedBy.length > 0 || !administrators.has(role))
}

/**
 * A legacy key has no role anywhere: it signs in and sees nothing, and only a session of its owner can do something with
 * it (Capgo). Roles in an organization whose roles the person does not administer are not shown to them.
 */
export function isLegacyKey({ own, bindings }: Pick<KeyFact, 'own' | 'bindings'>): 'yes' | 'no' | 'unknown' {
  if (!bindings.known) return 'unknown'
  return own && bindings.value.length === 0 ? 'yes' : 'no'
}
