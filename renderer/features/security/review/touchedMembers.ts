import type { Member, TwoFactorStatus } from '#shared/domain/member'
import { membersByEmail } from '#shared/rules/memberList'

/** Names of `security.review.effect`. */
export type Effect = 'loses' | 'mayLose' | 'regains' | 'mayRegain' | 'joinsWith' | 'joinsWithout'

const effects: Record<'on' | 'off', Record<TwoFactorStatus, Effect | null>> = {
  on: { notEnabled: 'loses', unknown: 'mayLose', pending: 'joinsWith', enabled: null },
  off: { notEnabled: 'regains', unknown: 'mayRegain', pending: 'joinsWithout', enabled: null }
}

/** What switching enforcement on or off does to a member; null: nothing. */
export function effectOn(member: Member, enforce: boolean): Effect | null {
  return effects[enforce ? 'on' : 'off'][member.twoFactor]
}

/** Everybody a switch touches: first those who lose or regain access, then the unknown, then the invited, by e-mail. */
export function touchedMembers(members: readonly Member[]): Member[] {
  const of = (status: TwoFactorStatus) => membersByEmail(members.filter(({ twoFactor }) => twoFactor === status))
  return [...of('notEnabled'), ...of('unknown'), ...of('pending')]
}
