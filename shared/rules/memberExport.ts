import type { CampaignGoal } from '../domain/campaign'
import type { Member } from '../domain/member'
import type { Completeness, OrganizationSecurity } from '../domain/organizationSecurity'
import { csv } from './csv'
import type { BesideMembers } from './memberFilter'

/** Of which members, of which reading, with what is known beside. */
export interface MemberExport {
  security: OrganizationSecurity
  members: readonly Member[]
  beside: BesideMembers
}

export interface MemberExportWords {
  column: Record<'email' | 'role' | 'twoFactor' | 'password' | 'keys' | 'askedTwoFactor' | 'askedPassword' | 'organization' | 'readAt' | 'list' | 'twoFactorLookUp' | 'passwordLookUp', string>
  roleName: (role: string) => string
  twoFactor: (member: Member) => string
  password: (member: Member) => string
  /** null: nobody knows. */
  keys: (count: number | null, whole: boolean) => string
  completeness: (completeness: Completeness | null) => string
  /** Who was asked is not known. */
  unknownAsked: string
}

/**
 * How many keys somebody is known to own; null where that cannot be told. Where the list of keys is not whole, none is not
 * known to be none.
 */
export function keyCount({ id }: Member, { keys }: Pick<BesideMembers, 'keys'>): number | null {
  return keys.counts.get(id) ?? (keys.whole ? 0 : null)
}

/** Every status in words, the unknown too; with the moment of the reading and how complete it was, on every line. */
export function membersCsv({ security, members, beside }: MemberExport, words: MemberExportWords): string {
  const { column } = words
  const withPassword = security.passwordCompleteness !== null
  const list = words.completeness(security.membersCompleteness)
  const twoFactorLookUp = words.completeness(security.twoFactorCompleteness)
  const passwordLookUp = words.completeness(security.passwordCompleteness)
  const askedAt = ({ id }: Member, goal: CampaignGoal): string => (beside.asked === null ? words.unknownAsked : (beside.asked[goal].get(id) ?? ''))
  const header = [
    column.email,
    column.role,
    column.twoFactor,
    ...(withPassword ? [column.password] : []),
    column.keys,
    column.askedTwoFactor,
    ...(withPassword ? [column.askedPassword] : []),
    column.organization,
    column.readAt,
    column.list,
    column.twoFactorLookUp,
    ...(withPassword ? [column.passwordLookUp] : [])
  ]
  const rows = members.map((member) => [
    member.email,
    words.roleName(member.role),
    words.twoFactor(member),
    ...(withPassword ? [words.password(member)] : []),
    words.keys(keyCount(member, beside), beside.keys.whole),
    askedAt(member, 'twoFactor'),
    ...(withPassword ? [askedAt(member, 'password')] : []),
    security.organizationName,
    security.readAt,
    list,
    twoFactorLookUp,
    ...(withPassword ? [passwordLookUp] : [])
  ])
  return csv(header, rows)
}

/** For programs: names and values as in the field's own terms, whatever the person's language. */
export function membersJson({ security, members, beside }: MemberExport): string {
  const { organizationId, organizationName, readAt, membersCompleteness, twoFactorCompleteness, passwordCompleteness } = security
  const content = {
    organization: { id: organizationId, name: organizationName },
    readAt,
    complete: {
      members: plainly(membersCompleteness),
      twoFactor: plainly(twoFactorCompleteness),
      password: passwordCompleteness && plainly(passwordCompleteness),
      apiKeys: beside.keys.whole ? 'complete' : 'incomplete',
      asked: beside.asked === null ? 'failed' : 'complete'
    },
    members: members.map((member) => ({
      id: member.id,
      email: member.email,
      role: member.role,
      twoFactor: member.twoFactor,
      password: member.password,
      apiKeys: keyCount(member, beside),
      askedToTurnOnTwoFactor: beside.asked?.twoFactor.get(member.id) ?? null,
      askedToProvePassword: beside.asked?.password.get(member.id) ?? null
    }))
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

function plainly(completeness: Completeness): string {
  return completeness.state
}
