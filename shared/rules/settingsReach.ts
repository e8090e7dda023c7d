import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import type { PlannedStep, ReviewBase } from '../domain/review'
import type { StandingDifference } from '../domain/reviewRun'
import type { SecuritySettings } from '../domain/securitySettings'
import type { Snapshot } from '../domain/snapshot'
import { impactOf, keysOf } from './policyImpact'

/**
 * What a change of settings does to a member or a key. `none`: it is not touched, or was not there. `refused`: without an expiry,
 * parts of the server refuse it. Whom a change of the password policy reaches is everybody, then as now; a key that lasts too long goes on.
 */
export const reachEffects = ['none', 'loses', 'mayLose', 'stops', 'mayStop', 'refused'] as const
export type ReachEffect = (typeof reachEffects)[number]

/** The name of a difference that tells what a step does to somebody, then and now. */
export const effectField = 'effect'

type SettingsStep = Extract<PlannedStep, { kind: 'settings' }>
interface Reached {
  name: string
  effect: ReachEffect
}
type Effects = ReadonlyMap<string, Reached>

export interface ReachCase {
  step: SettingsStep
  /** All of the review: what another one was to do is no drift. */
  steps: readonly PlannedStep[]
  base: ReviewBase & { settings: SecuritySettings }
  today: { security: OrganizationSecurity; keys: KeyInventory | null; settings: SecuritySettings }
  /** Whether a key that is not in today's lists is gone, and not only out of sight. */
  isGone(key: KeyFact): boolean
}

export interface ReachSince {
  /** Those to whom it does something else than when it was reviewed, whom it locks out first. */
  differences: StandingDifference[]
  /** Whether there may be others: one of the two lists is not whole, or is in no file. */
  uncertain: boolean
}

/** What a file takes of members, and of keys, that settings reach; where there are more, none is taken and the file says so. */
const mostReached = 2500

/**
 * Whom a file has to name so that its settings can be held against the day on which they are applied; null: they reach nobody
 * by name. Of keys all are named: which of them are plain changes, too.
 */
export function reachOf(steps: readonly PlannedStep[], { security, keys, takenAt }: Snapshot, settings: SecuritySettings): { memberIds: string[]; keyIds: number[]; whole: { members: boolean; keys: boolean } } | null {
  const nowMs = Date.parse(takenAt)
  const impacts = steps.flatMap((step) => (step.kind === 'settings' ? [impactOf(security, null, settings, step.change, nowMs)] : []))
  const [people, things] = [impacts.some(({ twoFactor }) => twoFactor !== null), impacts.some(({ secureKeys, keyExpiry }) => secureKeys !== null || keyExpiry !== null)]
  if (!people && !things) return null
  const memberIds = people ? security.members.filter(({ twoFactor, unreadable }) => (twoFactor === 'notEnabled' || twoFactor === 'unknown') && unreadable === undefined).map(({ id }) => id) : []
  const keyIds = things && keys.known ? keysOf(security.organizationId, keys.value, nowMs).map(({ id }) => id) : []
  const allMembers = memberIds.length <= mostReached && [security.membersCompleteness, security.twoFactorCompleteness].every(({ state }) => state === 'complete') && security.members.every(({ unreadable }) => unreadable === undefined)
  const allKeys = keyIds.length <= mostReached && keys.known && keys.value.organizationKeys.state === 'complete' && keys.value.ownKeys.state === 'complete'
  return { memberIds: memberIds.slice(0, allMembers ? undefined : 0), keyIds: keyIds.slice(0, allKeys ? undefined : 0), whole: { members: people && allMembers, keys: things && allKeys } }
}

/** Whom a planned change of settings reaches today, held against whom it reached in the snapshot that was reviewed. */
export function reachSince({ step, steps, base, today, isGone }: ReachCase): ReachSince {
  const { security, keys } = today
  const then = impactOf({ ...security, members: base.members }, keys && { ...keys, keys: base.keys }, base.settings, step.change, Date.parse(base.takenAt))
  const now = impactOf(security, keys, today.settings, step.change, Date.parse(security.readAt) + (security.clockSkewMs ?? 0))
  const differences: StandingDifference[] = []
  let uncertain = false
  if (then.twoFactor !== null && now.twoFactor !== null) {
    const [before, after] = [membersOf(then.twoFactor), membersOf(now.twoFactor)]
    const whole = base.reach?.members === true && security.membersCompleteness.state === 'complete' && security.twoFactorCompleteness.state === 'complete'
    const asked = new Set(steps.flatMap((one) => (one.kind === 'notifyMembers' && one.goal === 'twoFactor' ? one.memberIds : [])))
    if (whole) differences.push(...between(before, after, (id) => asked.has(id)))
    uncertain ||= !whole && (base.reach !== undefined || after.size > 0)
  }
  for (const part of ['secureKeys', 'keyExpiry'] as const) {
    if (then[part] === null || now[part] === null) continue
    const [before, after] = [keysOfPart(then, part), keysOfPart(now, part)]
    const whole = base.reach?.keys === true && keys?.organizationKeys.state === 'complete' && keys.ownKeys.state === 'complete'
    const [known, present] = [byKey(base.keys), byKey(keys?.keys ?? [])]
    const dealtWith = new Set(steps.flatMap((one) => (one.kind === 'key' ? [String(one.keyId)] : [])))
    const unseen = [...before.keys()].filter((id) => !present.has(id) && !isGoneKey(known.get(id), isGone))
    // Of another person's key the server does not tell the kind: what only one reader is told is no change.
    const silent = (id: string): boolean => part === 'secureKeys' && [known.get(id), present.get(id)].every((key) => key !== undefined) && [known.get(id)?.kind, present.get(id)?.kind].includes('unknown')
    if (whole) differences.push(...between(without(before, silent, unseen), without(after, silent, unseen), (id) => dealtWith.has(id)))
    uncertain ||= unseen.length > 0 || (!whole && (base.reach !== undefined || after.size > 0 || keys === null))
  }
  return { differences: differences.sort((one, other) => Number(locksOut(other)) - Number(locksOut(one))), uncertain }
}

/** Whether somebody or something loses access, or may, that was not so when it was reviewed. */
export const locksOut = ({ field, after }: StandingDifference): boolean => field === effectField && after !== 'none'
/** Whether it does no longer what it did when it was reviewed. */
export const letsOff = ({ field, after }: StandingDifference): boolean => field === effectField && after === 'none'

function membersOf({ losingAccess, unknown }: NonNullable<ReturnType<typeof impactOf>['twoFactor']>): Effects {
  const reached = (effect: ReachEffect) => ({ id, email }: { id: string; email: string }): [string, Reached] => [id, { name: email === '' ? id : email, effect }]
  return new Map([...losingAccess.map(reached('loses')), ...unknown.map(reached('mayLose'))])
}

function keysOfPart({ secureKeys, keyExpiry }: ReturnType<typeof impactOf>, part: 'secureKeys' | 'keyExpiry'): Effects {
  const reached = (effect: ReachEffect) => ({ id, name }: KeyFact): [string, Reached] => [String(id), { name, effect }]
  if (part === 'keyExpiry') return new Map((keyExpiry?.without ?? []).map(reached('refused')))
  return new Map([...(secureKeys?.stopping ?? []).map(({ key }) => key).map(reached('stops')), ...(secureKeys?.unknown ?? []).map(reached('mayStop'))])
}

function between(then: Effects, now: Effects, planned: (id: string) => boolean): StandingDifference[] {
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((id) => {
    const [before, after] = [then.get(id), now.get(id)]
    const one = { about: (after ?? before)?.name ?? null, field: effectField, before: before?.effect ?? 'none', after: after?.effect ?? 'none' }
    const isWanted = one.after === 'none' && planned(id)
    return one.before === one.after || isWanted ? [] : [one]
  })
}

const byKey = (keys: readonly KeyFact[]): ReadonlyMap<string, KeyFact> => new Map(keys.map((key) => [String(key.id), key]))
const isGoneKey = (key: KeyFact | undefined, isGone: (key: KeyFact) => boolean): boolean => key !== undefined && isGone(key)
const without = (effects: Effects, silent: (id: string) => boolean, unseen: readonly string[]): Effects => new Map([...effects].filter(([id]) => !silent(id) && !unseen.includes(id)))
