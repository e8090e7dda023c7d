import type { Member, TwoFactorStatus } from '#shared/domain/member'
import { membersByEmail } from '#shared/rules/memberList'
import type { RegainedMembers } from '#shared/rules/regainedAccess'

/** Names of `security.review.effect`. */
export type Effect = 'loses' | 'mayLose' | 'regains' | 'mayRegain' | 'stays' | 'joinsWith' | 'joinsWithout'

/** By the member's id. */
export type Effects = ReadonlyMap<string, Effect>

/**
 * Everybody a change touches, each with what it does to them: first those who lose or regain access, then those of whom
 * nobody can say, those who stay without, and the invited; each by e-mail.
 * @param regained null: 2FA enforcement is switched on
 */
export function touchedMembers(members: readonly Member[], regained: RegainedMembers | null): { members: readonly Member[]; effects: Effects } {
  const of = (status: TwoFactorStatus) => members.filter(({ twoFactor }) => twoFactor === status)
  const groups: [readonly Member[], Effect][] =
    regained === null
      ? [[of('notEnabled'), 'loses'], [of('unknown'), 'mayLose'], [of('pending'), 'joinsWith']]
      : [[regained.regaining, 'regains'], [regained.maybe, 'mayRegain'], [regained.staying, 'stays'], [regained.by.twoFactor ? of('pending') : [], 'joinsWithout']]
  return {
    members: groups.flatMap(([some]) => membersByEmail(some)),
    effects: new Map(groups.flatMap(([some, effect]) => some.map(({ id }) => [id, effect] as const)))
  }
}
