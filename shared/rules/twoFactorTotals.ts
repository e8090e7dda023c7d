import type { Member } from '../domain/member'

export interface TwoFactorTotals {
  /** Members of the organization, without pending invitations. */
  total: number
  enabled: number
  notEnabled: number
  unknown: number
  /** Invitations nobody has accepted; not part of `total`. */
  pending: number
}

export function twoFactorTotals(members: readonly Member[]): TwoFactorTotals {
  const totals: TwoFactorTotals = { total: 0, enabled: 0, notEnabled: 0, unknown: 0, pending: 0 }
  for (const member of members) {
    totals[member.twoFactor] += 1
    if (member.twoFactor !== 'pending') totals.total += 1
  }
  return totals
}
