import type { Member } from '../domain/member'
import { compareRoles } from './roleOrder'

export interface MemberSort {
  by: 'email' | 'role'
  direction: 'ascending' | 'descending'
}

/**
 * Members by e-mail, without regard to case. Plain code-point comparison: a collator would take seconds for 100,000
 * members.
 */
export function membersByEmail(members: readonly Member[]): Member[] {
  return members
    .map((member) => ({ member, email: member.email.toLowerCase() }))
    .sort((one, other) => (one.email < other.email ? -1 : one.email > other.email ? 1 : 0))
    .map(({ member }) => member)
}

/** Brings members that stand by e-mail into another order, in one pass; within a role they stay by e-mail. */
export function arrangeMembers(byEmail: readonly Member[], { by, direction }: MemberSort): readonly Member[] {
  if (by === 'email') return direction === 'ascending' ? byEmail : [...byEmail].reverse()
  const ofRole = new Map<string, Member[]>()
  for (const member of byEmail) {
    const sameRole = ofRole.get(member.role)
    if (sameRole === undefined) ofRole.set(member.role, [member])
    else sameRole.push(member)
  }
  const roles = [...ofRole.keys()].sort(compareRoles)
  return (direction === 'ascending' ? roles : roles.reverse()).flatMap((role) => ofRole.get(role) ?? [])
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
