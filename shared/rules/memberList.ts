import type { Member } from '../domain/member'
import { compareRoles } from './roleOrder'

export interface MemberSort {
  by: 'email' | 'role'
  direction: 'ascending' | 'descending'
}

/**
 * Members in the given order; equal ones stand by e-mail. Plain code-point comparison of lower-cased text, and ranks of
 * roles looked up once: a collator would take seconds for 100,000 members.
 */
export function sortMembers(members: readonly Member[], { by, direction }: MemberSort): Member[] {
  const sign = direction === 'ascending' ? 1 : -1
  const rankOf = new Map([...new Set(members.map(({ role }) => role))].sort(compareRoles).map((role, rank) => [role, rank]))
  const keyed = members.map((member) => ({ member, email: member.email.toLowerCase(), rank: rankOf.get(member.role) ?? 0 }))
  keyed.sort((one, other) => {
    if (by === 'role' && one.rank !== other.rank) return (one.rank - other.rank) * sign
    const order = one.email < other.email ? -1 : one.email > other.email ? 1 : 0
    return by === 'email' ? order * sign : order
  })
  return keyed.map(({ member }) => member)
}

/**
 * Members whose e-mail, or whose role as it is shown, contains the searched text. Case and outer blanks do not matter;
 * an empty search keeps everybody. `roleName` is asked once per role, not once per member.
 */
export function searchMembers(members: readonly Member[], searched: string, roleName: (role: string) => string): readonly Member[] {
  const wanted = searched.trim().toLowerCase()
  if (wanted === '') return members
  const roleMatches = new Map<string, boolean>()
  return members.filter(({ email, role }) => {
    let matches = roleMatches.get(role)
    if (matches === undefined) {
      matches = roleName(role).toLowerCase().includes(wanted)
      roleMatches.set(role, matches)
    }
    return matches || email.toLowerCase().includes(wanted)
  })
}
