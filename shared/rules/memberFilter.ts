import type { CampaignGoal } from '../domain/campaign'
import type { Member, PasswordStatus, TwoFactorStatus } from '../domain/member'
import { standingOf, type LastAsked, type Standing } from './campaign'
import { addressesOf, type AddressOfMember } from './emailList'
import type { OwnedKeys } from './keyOwners'
import { compareRoles } from './roleOrder'
import { membersByEmail } from './memberList'

/** A member with what a search looks through, prepared once per reading: lower-case e-mail, and role as it is shown; and the address for a mail program. */
export interface IndexedMember extends AddressOfMember {
  member: Member
  text: string
}

/** What is known of members beside the list itself. */
export interface BesideMembers {
  keys: OwnedKeys
  /** null: the record of who was asked could not be read. */
  asked: Record<CampaignGoal, LastAsked> | null
}

/** All members by e-mail. `roleName` is asked once per role. */
export function indexMembers(members: readonly Member[], roleName: (role: string) => string): readonly IndexedMember[] {
  const names = new Map<string, string>()
  const byEmail = membersByEmail(members)
  const addresses = addressesOf(byEmail)
  return byEmail.map((member, place) => {
    let name = names.get(member.role)
    if (name === undefined) names.set(member.role, (name = roleName(member.role).toLowerCase()))
    const { address, mayRepeat } = addresses[place] ?? { address: '', mayRepeat: false }
    return { member, text: `${member.email.toLowerCase()}\n${name}`, address, mayRepeat }
  })
}

export interface MemberFilter {
  searched: string
  twoFactor: TwoFactorStatus | 'all'
  password: Exclude<PasswordStatus, 'notAsked'> | 'all'
  /** null: every role. */
  role: string | null
  /** Both are about keys that are known: where the list of keys is not whole, there may be more owners. */
  keys: 'all' | 'owns' | 'ownsWithoutTwoFactor'
  campaign: { goal: CampaignGoal; standing: Standing } | null
}

export const noFilter: MemberFilter = { searched: '', twoFactor: 'all', password: 'all', role: null, keys: 'all', campaign: null }

/** The members who pass every part of the filter, in the given order. */
export function filterMembers(rows: readonly IndexedMember[], filter: MemberFilter, { keys, asked }: BesideMembers): readonly IndexedMember[] {
  const tests: ((row: IndexedMember) => boolean)[] = []
  const { twoFactor, password, role, campaign } = filter
  const wanted = filter.searched.trim().toLowerCase()
  if (twoFactor !== 'all') tests.push(({ member }) => member.twoFactor === twoFactor)
  if (password !== 'all') tests.push(({ member }) => member.password === password)
  if (role !== null) tests.push(({ member }) => member.role === role)
  if (filter.keys !== 'all') tests.push(({ member }) => keys.counts.has(member.id))
  if (filter.keys === 'ownsWithoutTwoFactor') tests.push(({ member }) => member.twoFactor === 'notEnabled')
  if (campaign !== null) tests.push(({ member }) => asked !== null && standingOf(member, campaign.goal, asked[campaign.goal]) === campaign.standing)
  // A line break parts e-mail and role, and is in no search.
  if (wanted !== '') tests.push(({ text }) => text.includes(wanted))
  return tests.reduce((left, test) => left.filter(test), rows)
}

export const memberColumns = ['email', 'role', 'twoFactor', 'password', 'keys', 'asked'] as const
export type MemberColumn = (typeof memberColumns)[number]

export interface MemberOrder {
  by: MemberColumn
  direction: 'ascending' | 'descending'
}

const twoFactorOrder: Record<TwoFactorStatus, number> = { notEnabled: 0, unknown: 1, pending: 2, enabled: 3 }
const passwordOrder: Record<PasswordStatus, number> = { nonCompliant: 0, unknown: 1, pending: 2, compliant: 3, notAsked: 4 }

/** Brings rows that stand by e-mail into another order, in one pass; those alike in it stay by e-mail. */
export function arrangeRows(byEmail: readonly IndexedMember[], { by, direction }: MemberOrder, beside: BesideMembers): readonly IndexedMember[] {
  const ascending = direction === 'ascending'
  const plain = (one: number | string, other: number | string): number => (one < other ? -1 : one > other ? 1 : 0)
  switch (by) {
    case 'email':
      return ascending ? byEmail : [...byEmail].reverse()
    case 'role':
      return inGroups(byEmail, ({ role }) => role, compareRoles, ascending)
    case 'twoFactor':
      return inGroups(byEmail, ({ twoFactor }) => twoFactorOrder[twoFactor], plain, ascending)
    case 'password':
      return inGroups(byEmail, ({ password }) => passwordOrder[password], plain, ascending)
    case 'keys':
      return inGroups(byEmail, ({ id }) => beside.keys.counts.get(id) ?? 0, plain, ascending)
    case 'asked':
      return inGroups(byEmail, ({ id }) => latest(id, beside), plain, ascending)
  }
}

/** When somebody was last asked for anything; empty for never. */
export function latest(id: string, { asked }: Pick<BesideMembers, 'asked'>): string {
  const [one, other] = [asked?.twoFactor.get(id) ?? '', asked?.password.get(id) ?? '']
  return one > other ? one : other
}

function inGroups<Key>(rows: readonly IndexedMember[], keyOf: (member: Member) => Key, compare: (one: Key, other: Key) => number, ascending: boolean): readonly IndexedMember[] {
  const groups = new Map<Key, IndexedMember[]>()
  for (const row of rows) {
    const key = keyOf(row.member)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  const keys = [...groups.keys()].sort(compare)
  const ordered = (ascending ? keys : keys.reverse()).map((key) => groups.get(key) ?? [])
  // Few groups, as there mostly are, are joined three times as fast at once; a call takes only so many.
  return ordered.length > 1000 ? ordered.flat() : ([] as IndexedMember[]).concat(...ordered)
}
