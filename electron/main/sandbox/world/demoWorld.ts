import { toTimestamp } from '../store/timestamps'
import type { BundleRow, OrgUserRow } from '../store/rows'
import { demoHistory } from './demoHistory'
import { demoKeys } from './demoKeys'
import { demoApp, demoOrganization } from './demoOrganizations'
import { CAST, DAY_MS, demoPeople, guests } from './demoPeople'
import { permissionCatalog, roleCatalog, roleIdOf } from './roleCatalog'
import { countedUuid, seededUuid } from './seededUuid'
import type { World, WorldOrg, WorldRoleBinding, WorldUser } from './world'

export interface DemoWishes {
  /** direct members of the main organization, at least 1 */
  members: number
  /** organizations of the main person, at least 1 */
  orgs: number
  /** API keys of the main organization */
  keys: number
  /** milliseconds since 1970; everything is dated from here */
  nowMs: number
}

const CURRENT_KEY = 'MIIBCgKCAQEAu3dLqT9wX'
const FORMER_KEY = 'MIIBCgKCAQEAn0pYrV2sZ'
const DOMAIN = 'meridian.example'
// A constant, so that what somebody noted about the demonstration stays true after a restart; it is public by nature.
const ANON_KEY = 'sandbox-anonymous-key'

/** The same sample world every time, only the dates move with the clock. */
export function demoWorld(wishes: DemoWishes): World {
  const nowMs = Math.floor(wishes.nowMs / 60_000) * 60_000
  const people = demoPeople(wishes.members, DOMAIN, nowMs)
  const main = people[0]?.user
  if (!main) throw new Error('a world needs at least one member')
  const builder = new Builder(nowMs)
  const meridian = demoOrganization({ name: 'Meridian Logistics', managementEmail: `operations@${DOMAIN}`, website: 'https://meridian.example', createdBy: main.id, ageDays: 720 }, nowMs)
  builder.orgs.push(meridian)
  for (const { user, role } of people) builder.join(user, meridian.id, role, main.id)
  const apps = [
    demoApp('com.meridian.driver', 'Meridian Driver', meridian.id, main.id, nowMs - 500 * DAY_MS),
    demoApp('com.meridian.warehouse', 'Meridian Warehouse', meridian.id, main.id, nowMs - 420 * DAY_MS),
    demoApp('com.meridian.track', 'Meridian Track', meridian.id, main.id, nowMs - 90 * DAY_MS)
  ]
  const keys = demoKeys(wishes.keys, people, nowMs)
  for (const { row, wish } of keys) {
    if (wish.orgRole) builder.bind('apikey', row.rbac_id, wish.orgRole, meridian.id, row.user_id)
    const app = wish.appRole && apps[wish.appRole.app]
    if (app && wish.appRole) builder.bind('apikey', row.rbac_id, wish.appRole.role, meridian.id, row.user_id, app.id)
  }
  addNeighbours(builder, main, wishes.orgs)
  return {
    api_version: '12.201.7',
    anon_key: ANON_KEY,
    seeded_at: toTimestamp(nowMs),
    aliases: Object.fromEntries(Object.entries(CAST).flatMap(([alias, position]) => (people[position] ? [[people[position].user.email, alias]] : []))),
    users: builder.users,
    orgs: builder.orgs,
    permissions: permissionCatalog(),
    roles: roleCatalog(toTimestamp(nowMs - 800 * DAY_MS)),
    role_bindings: builder.bindings,
    org_users: builder.orgUsers,
    pending_invitations: ['paula.reyes', 'tariq.aziz', 'helen.stone'].map((name, position) => ({
      id: position + 1, email: `${name}@${DOMAIN}`, org_id: meridian.id, role: position === 0 ? 'org_admin' : 'org_member', first_name: '', last_name: '',
      future_uuid: seededUuid(`invitation ${name}`), created_at: toTimestamp(nowMs - (position + 2) * DAY_MS)
    })),
    apps,
    channels: apps.flatMap((app, position) => ['production', 'beta'].map((name, second) => ({
      id: position * 2 + second + 1, rbac_id: seededUuid(`channel ${app.app_id} ${name}`), name, app_id: app.app_id, owner_org: meridian.id, public: second === 0,
      created_at: app.created_at
    }))),
    bundles: apps.flatMap((app, first) => demoBundles(app.app_id, first)),
    api_keys: keys.map(({ row }) => row),
    audit_logs: demoHistory({ org: meridian, main, orgUsers: builder.orgUsers, keys: keys.map(({ row }) => row), nowMs }),
    next_ids: { api_keys: keys.length + 1, org_users: builder.orgUsers.length + 1, pending_invitations: 4, audit_logs: 1000 }
  }
}

class Builder {
  readonly users: WorldUser[] = []
  readonly orgs: WorldOrg[] = []
  readonly orgUsers: OrgUserRow[] = []
  readonly bindings: WorldRoleBinding[] = []
  private readonly known = new Set<string>()

  private readonly grantedAt: string

  constructor(readonly nowMs: number) {
    this.grantedAt = toTimestamp(nowMs - 100 * DAY_MS)
  }

  /** An invitation has a binding too, which ran out a second after it was made and only marks it. */
  join(user: WorldUser, orgId: string, role: string, grantedBy: string, isInvite = false): void {
    if (!this.known.has(user.id)) this.users.push(user)
    this.known.add(user.id)
    this.orgUsers.push({
      id: this.orgUsers.length + 1, org_id: orgId, user_id: user.id, app_id: null, channel_id: null, rbac_role_name: role, is_invite: isInvite,
      created_at: user.created_at, updated_at: user.created_at
    })
    this.bind('user', user.id, role, orgId, grantedBy)
    const last = this.bindings.at(-1)
    if (isInvite && last) Object.assign(last, { expires_at: toTimestamp(this.nowMs - 100 * DAY_MS - 1000), reason: 'Pending invitation' })
  }

  bind(type: 'user' | 'apikey', principal: string, role: string, orgId: string, grantedBy: string, appId: string | null = null): void {
    this.bindings.push({
      id: countedUuid(2, this.bindings.length), principal_type: type, principal_id: principal, role_id: roleIdOf(role), scope_type: appId ? 'app' : 'org', org_id: orgId,
      app_id: appId, channel_id: null, granted_by: grantedBy, granted_at: this.grantedAt, expires_at: null, reason: null, is_direct: true
    })
  }
}

/** The person's other organizations: a strict one, one that is not theirs to administer, one that invited them, one that wants proof of a password. */
function addNeighbours(builder: Builder, main: WorldUser, wanted: number): void {
  const { nowMs } = builder
  const harbour = guests('Harbour Analytics', 'harbour.example', [['Grace', 'Achieng'], ['Milan', 'Horvat'], ['Ana', 'Duarte'], ['Peter', 'Nyberg'], ['Isla', 'Fraser']], nowMs)
  const larkspur = guests('Larkspur Studio', 'larkspur.example', [['Nadia', 'Rahal'], ['Finn', 'Gallagher'], ['Mira', 'Joshi']], nowMs)
  const cobalt = guests('Cobalt Rail Works', 'cobalt.example', [['Stefan', 'Brandt'], ['Lucía', 'Prieto']], nowMs)
  const saltmarsh = guests('Saltmarsh Ferries', 'saltmarsh.example', [['Oona', 'Virtanen'], ['Bruno', 'Teixeira'], ['Aylin', 'Demir']], nowMs)
  const small = [
    { name: 'Harbour Analytics', people: harbour, role: 'org_admin', isInvite: false, policies: { enforcing_2fa: true, enforce_hashed_api_keys: true, require_apikey_expiration: true, max_apikey_expiration_days: 90 } },
    { name: 'Larkspur Studio', people: larkspur, role: 'org_member', isInvite: false, policies: { require_apikey_expiration: true } },
    { name: 'Cobalt Rail Works', people: cobalt, role: 'org_admin', isInvite: true, policies: {} },
    // Nobody has proved a password for this policy yet: it keeps everybody out, the person too.
    { name: 'Saltmarsh Ferries', people: saltmarsh, role: 'org_admin', isInvite: false, policies: { password_policy_config: { enabled: true, min_length: 12, require_uppercase: true, require_number: true, require_special: true } } }
  ]
  for (const { name, people, role, isInvite, policies } of small.slice(0, Math.max(0, wanted - 1))) {
    const owner = people[0] ?? main
    const org = demoOrganization({ name, managementEmail: owner.email, website: null, createdBy: owner.id, ageDays: 390, policies }, nowMs)
    builder.orgs.push(org)
    for (const [position, person] of people.entries()) builder.join(person, org.id, position === 0 ? 'org_super_admin' : 'org_member', owner.id)
    builder.join(main, org.id, role, owner.id, isInvite)
  }
  for (let number = small.length + 2; number <= wanted; number++) {
    const org = demoOrganization({ name: `Meridian Branch ${number}`, managementEmail: main.email, website: null, createdBy: main.id, ageDays: 300 }, nowMs)
    builder.orgs.push(org)
    builder.join(main, org.id, 'org_super_admin', main.id)
  }
}

/** Two of three bundles are encrypted, half of those with a key of another time. */
function demoBundles(appId: string, app: number): BundleRow[] {
  return Array.from({ length: 6 }, (_, position) => ({
    id: app * 6 + position + 1,
    app_id: appId,
    name: `${String(app + 2)}.${String(position)}.0`,
    encryption_key: position % 3 === 0 ? null : position % 3 === 1 ? CURRENT_KEY : FORMER_KEY
  }))
}
