import type { CampaignGoal, GoalRecord } from '../domain/campaign'
import type { Member } from '../domain/member'

/**
 * How a member stands in a campaign. `left`: asked, and known to be still without. `done`: asked, and known to have it.
 * `unknown`: asked, and whether they have it cannot be told. `neverAsked`: known to be without, and not marked as asked.
 * null: nobody to ask, or nobody who was.
 */
export type Standing = 'left' | 'done' | 'unknown' | 'neverAsked'

/** When each member was asked last, ISO 8601 in UTC. */
export type LastAsked = ReadonlyMap<string, string>

export function lastAsked({ asked }: GoalRecord): LastAsked {
  const last = new Map<string, string>()
  for (const { at, userIds } of asked) for (const id of userIds) if (at > (last.get(id) ?? '')) last.set(id, at)
  return last
}

/** Whether somebody is known to lack what is asked for. Unknown is neither. */
export function lacks(member: Member, goal: CampaignGoal): boolean {
  return goal === 'twoFactor' ? member.twoFactor === 'notEnabled' : member.password === 'nonCompliant'
}

function has(member: Member, goal: CampaignGoal): boolean {
  return goal === 'twoFactor' ? member.twoFactor === 'enabled' : member.password === 'compliant'
}

export function standingOf(member: Member, goal: CampaignGoal, asked: LastAsked): Standing | null {
  if (!asked.has(member.id)) return lacks(member, goal) ? 'neverAsked' : null
  return lacks(member, goal) ? 'left' : has(member, goal) ? 'done' : 'unknown'
}

export interface CampaignTotals extends Record<Standing, number> {
  /** Everybody who was ever marked. */
  asked: number
  /** Marked, and not in the list of members that was read. */
  notListed: number
}

export function campaignTotals(members: readonly Member[], goal: CampaignGoal, asked: LastAsked): CampaignTotals {
  const totals: CampaignTotals = { asked: asked.size, left: 0, done: 0, unknown: 0, neverAsked: 0, notListed: 0 }
  for (const member of members) {
    const standing = standingOf(member, goal, asked)
    if (standing !== null) totals[standing] += 1
  }
  totals.notListed = asked.size - totals.left - totals.done - totals.unknown
  return totals
}
