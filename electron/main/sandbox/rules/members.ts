import type { OrgRow } from '../store/rows'
import type { Store } from '../store/store'
import { instantOf } from '../store/timestamps'
import { meetsPasswordPolicy } from './passwordPolicy'

export interface MemberEntry {
  aid: number
  uid: string
  email: string
  image_url: string
  role: string
  is_tmp: boolean
}

export interface TwoFactorEntry {
  user_id: string
  '2fa_enabled': boolean
}

export interface PasswordEntry {
  user_id: string
  email: string
  first_name: string | null
  last_name: string | null
  password_policy_compliant: boolean
}

/** How long an invitation of an address without account stands, in milliseconds. */
const INVITATION_LIFE_MS = 7 * 86_400_000

interface Kept<T> {
  revision: string
  list: readonly T[]
}

/**
 * The lists about an organization's people. Each is kept until a table that it comes from changes: at 100,000 members
 * building one takes longer than a page of it may.
 */
export class MemberLists {
  private readonly members = new Map<string, Kept<MemberEntry>>()
  private readonly twoFactor = new Map<string, Kept<TwoFactorEntry>>()
  private readonly passwords = new Map<string, Kept<PasswordEntry>>()

  constructor(private readonly store: Store) {}

  /** Direct members first, then pending invitations (`is_tmp`). */
  membersOf(orgId: string): readonly MemberEntry[] {
    const { orgUsers, users, roleBindings, pendingInvitations } = this.store
    // Invitations run out without any table changing; to the hour is close enough.
    const hour = Math.floor(this.store.nowMs() / 3_600_000)
    const revision = [...[orgUsers, users, roleBindings, pendingInvitations].map((table) => table.revision), hour].join()
    return keep(this.members, orgId, revision, () => this.buildMembers(orgId))
  }

  /** Direct members only. */
  twoFactorOf(orgId: string): readonly TwoFactorEntry[] {
    const { orgUsers, factors } = this.store
    return keep(this.twoFactor, orgId, `${orgUsers.revision},${factors.revision}`, () => {
      const enrolled = new Set(factors.all().filter(({ status }) => status === 'verified').map(({ user_id }) => user_id))
      return this.directMembers(orgId).map(({ user_id }) => ({ user_id, '2fa_enabled': enrolled.has(user_id) }))
    })
  }

  private directMembers(orgId: string) {
    return this.store.orgUsers.where('org_id', orgId).filter((row) => !row.is_invite && row.app_id === null && row.channel_id === null)
  }

  /** Direct members only. */
  passwordComplianceOf(org: OrgRow): readonly PasswordEntry[] {
    const { orgUsers, users, orgs, passwordCompliance } = this.store
    const revision = [orgUsers, users, orgs, passwordCompliance].map((table) => table.revision).join()
    return keep(this.passwords, org.id, revision, () =>
      this.directMembers(org.id).map(({ user_id }) => {
        const { email = '', first_name = null, last_name = null } = users.get(user_id) ?? {}
        return { user_id, email, first_name, last_name, password_policy_compliant: meetsPasswordPolicy(this.store, org, user_id) }
      })
    )
  }

  private buildMembers(orgId: string): MemberEntry[] {
    const roles = this.orgRoles(orgId)
    const members: MemberEntry[] = []
    const invited: MemberEntry[] = []
    for (const row of this.store.orgUsers.where('org_id', orgId)) {
      if (row.app_id !== null || row.channel_id !== null) continue
      const user = this.store.users.get(row.user_id)
      const role = row.is_invite ? (row.rbac_role_name ?? 'org_member') : roles.get(row.user_id)
      // Without a role of the organization somebody is no member, whatever other table still names them.
      if (role === undefined) continue
      const entry = { aid: row.id, uid: row.user_id, email: user?.email ?? '', image_url: user?.image_url ?? '', role, is_tmp: row.is_invite }
      ;(row.is_invite ? invited : members).push(entry)
    }
    const oldest = this.store.nowMs() - INVITATION_LIFE_MS
    for (const row of this.store.pendingInvitations.where('org_id', orgId)) {
      if (instantOf(row.created_at) < oldest) continue
      invited.push({ aid: -row.id, uid: row.future_uuid, email: row.email, image_url: '', role: row.role, is_tmp: true })
    }
    return [...members, ...invited]
  }

  /** The highest organization role per person, in one pass over the organization's bindings. */
  private orgRoles(orgId: string): Map<string, string> {
    const highest = new Map<string, { name: string; rank: number }>()
    for (const binding of this.store.roleBindings.where('org_id', orgId)) {
      if (binding.principal_type !== 'user' || binding.scope_type !== 'org' || binding.expires_at !== null) continue
      const role = this.store.roles.get(binding.role_id)
      if (!role?.name.startsWith('org_') || role.priority_rank <= (highest.get(binding.principal_id)?.rank ?? -1)) continue
      highest.set(binding.principal_id, { name: role.name, rank: role.priority_rank })
    }
    return new Map([...highest].map(([userId, { name }]) => [userId, name]))
  }
}

function keep<T>(cache: Map<string, Kept<T>>, key: string, revision: string, build: () => readonly T[]): readonly T[] {
  const kept = cache.get(key)
  if (kept?.revision === revision) return kept.list
  const list = build()
  cache.set(key, { revision, list })
  return list
}
