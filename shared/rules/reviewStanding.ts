import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import type { PlannedStep, ReviewBody } from '../domain/review'
import { mostDifferences, type Possibility, type StandingDifference, type StepStanding } from '../domain/reviewRun'
import type { SecuritySettings } from '../domain/securitySettings'
import { changeBetween, effectiveChange, settingsOf, withChange } from './changedSettings'
import { reachSince } from './settingsReach'
import { keyDifferences, memberDifferences, settingsDifferences } from './stateDifference'

/** The state that a review is held against. */
export interface Today {
  security: OrganizationSecurity
  /** null: they could not be read. */
  keys: KeyInventory | null
}

type Reviewed = Pick<ReviewBody, 'organization' | 'base' | 'steps'>
type Judged = Omit<StepStanding, 'stepId' | 'possible'>
type Sides<Id, Thing> = Record<'then' | 'now', ReadonlyMap<Id, Thing>>

/** What all steps are held against, found by id: once for all of them, for there may be 500 steps and 100,000 members. */
interface Ground {
  members: Sides<string, Member>
  keys: Sides<number, KeyFact>
}
const byId = <Id, Thing extends { id: Id }>(things: readonly Thing[]): ReadonlyMap<Id, Thing> => new Map(things.map((thing) => [thing.id, thing]))

/** How every step of a review stands today, field by field; what cannot be read is unknown and never "unchanged". */
export function standingsOf(review: Reviewed, today: Today): StepStanding[] {
  const ground: Ground = { members: { then: byId(review.base.members), now: byId(today.security.members) }, keys: { then: byId(review.base.keys), now: byId(today.keys?.keys ?? []) } }
  return review.steps.map((step) => {
    const { standing, differences } = judged(step, review, today, ground)
    return { stepId: step.id, standing, differences: differences.slice(0, mostDifferences), possible: possibilityOf(step, today, ground) }
  })
}

function judged(step: PlannedStep, review: Reviewed, today: Today, ground: Ground): Judged {
  switch (step.kind) {
    case 'settings':
      return ofSettings(step, review, today)
    case 'notifyMembers':
      return ofMembers(step, today, ground)
    case 'key':
      return ofKey(step, review, today, ground)
  }
}

/** Every setting counts: the decision may rest on those that it does not change. What another step of the review has done is no drift. */
function ofSettings(step: Extract<PlannedStep, { kind: 'settings' }>, { base, steps }: Reviewed, { security, keys }: Today): Judged {
  const now = settingsOf(security)
  const { settings } = base
  if (settings === null || !now.known) return unknown()
  const expected = withWhatWasDone(settings, now.value, steps)
  const differences = settingsDifferences(expected, now.value).map((one) => ({ about: null, ...one }))
  if (Object.keys(effectiveChange(now.value, step.change)).length === 0) return { standing: 'alreadySo', differences }
  const isGone = (key: KeyFact): boolean => keys !== null && wouldBeSeen(key, keys, security.actor.userId)
  // The decision rests on whom it locks out as much as on the settings.
  const reach = reachSince({ step, steps, base: { ...base, settings }, today: { security, keys, settings: now.value }, isGone })
  const all = [...differences, ...reach.differences]
  if (all.length > 0) return { standing: 'changedSince', differences: all }
  return { standing: reach.uncertain ? 'unknown' : 'unchanged', differences: all }
}

function withWhatWasDone(base: SecuritySettings, now: SecuritySettings, steps: Reviewed['steps']): SecuritySettings {
  const wanted = steps.reduce<SecuritySettings>((settings, step) => (step.kind === 'settings' ? withChange(settings, step.change) : settings), base)
  const done = changeBetween(base, wanted)
  // Of the fields that the review changes, those that stand as it wants them.
  const standing = Object.entries(done).filter(([name]) => Object.keys(changeBetween(now, wanted)).every((open) => open !== name))
  return { ...base, ...Object.fromEntries(standing) }
}

function ofMembers({ goal, memberIds }: Extract<PlannedStep, { kind: 'notifyMembers' }>, { security }: Today, { members: { then, now } }: Ground): Judged {
  const pairs = memberIds.map((id) => ({ before: then.get(id), after: now.get(id) }))
  const left = pairs.filter(({ after }) => after === undefined)
  // In a list that is not whole somebody may only be unseen.
  if (pairs.some(({ before }) => before === undefined) || (left.length > 0 && security.membersCompleteness.state !== 'complete')) return unknown()
  const stayed = pairs.flatMap(({ before, after }) => (before === undefined || after === undefined ? [] : [{ before, after }]))
  const differences: StandingDifference[] = [
    ...left.map(({ before }) => ({ about: before?.email ?? null, field: 'member', before: true, after: false })),
    ...stayed.flatMap(({ before, after }) => memberDifferences(before, after).map((one) => ({ about: before.email, ...one })))
  ]
  if (stayed.length === 0) return { standing: 'gone', differences }
  const statuses = stayed.map(({ after }) => (goal === 'twoFactor' ? after.twoFactor : after.password))
  if (statuses.every((status) => meets(status))) return { standing: 'alreadySo', differences }
  if (statuses.includes('unknown')) return { standing: 'unknown', differences }
  return { standing: differences.length === 0 ? 'unchanged' : 'changedSince', differences }
}

const meets = (status: Member['twoFactor'] | Member['password']): boolean => status === 'enabled' || status === 'compliant'

function ofKey(step: Extract<PlannedStep, { kind: 'key' }>, { organization }: Reviewed, { keys, security }: Today, ground: Ground): Judged {
  const [before, after] = [ground.keys.then.get(step.keyId), ground.keys.now.get(step.keyId)]
  if (before === undefined || keys === null) return unknown()
  if (after === undefined) {
    if (!wouldBeSeen(before, keys, security.actor.userId)) return unknown()
    const ended = step.action === 'delete' || step.action === 'revoke' || step.action === 'askOwner'
    return { standing: ended ? 'alreadySo' : 'gone', differences: [{ about: before.name, field: 'key', before: true, after: false }] }
  }
  const differences = keyDifferences(before, after, { organizationId: organization.id, apps: { before: keys.apps, after: keys.apps } }).map((one) => ({ about: before.name, ...one }))
  if (isAlreadySo(step, after, organization.id)) return { standing: 'alreadySo', differences }
  // What it may do is what a decision about it rests on.
  if (!after.bindings.known && before.bindings.known) return { standing: 'unknown', differences }
  return { standing: differences.length === 0 ? 'unchanged' : 'changedSince', differences }
}

/** Whether a key that is missing from the lists is gone: one without any role is shown to its owner only. */
function wouldBeSeen({ bindings, ownerId }: KeyFact, { ownKeys, organizationKeys }: KeyInventory, userId: string): boolean {
  if (organizationKeys.state !== 'complete' || ownKeys.state !== 'complete') return false
  return ownerId === userId || (bindings.known && bindings.value.length > 0)
}

function isAlreadySo({ action, expiresAt }: Extract<PlannedStep, { kind: 'key' }>, key: KeyFact, organizationId: string): boolean {
  const rolesHere = key.bindings.known ? key.bindings.value.filter((binding) => binding.organizationId === organizationId) : null
  if (action === 'setExpiry') return expiresAt === null ? key.expiresAt === null : key.expiresAt !== null && Date.parse(key.expiresAt) === Date.parse(expiresAt)
  return action === 'revoke' && rolesHere?.length === 0
}

/** By what is known before anything is asked; the server may refuse all the same. */
function possibilityOf(step: PlannedStep, { security }: Today, { keys }: Ground): Possibility {
  if (step.kind === 'notifyMembers') return 'here'
  if (step.kind === 'settings') return security.mayUpdateSettings.known ? (security.mayUpdateSettings.value ? 'here' : 'notPermitted') : 'unknown'
  const key = keys.now.get(step.keyId)
  if (key === undefined) return 'unknown'
  if (step.action === 'askOwner') return 'here'
  // Taking the roles of the key in use away would end this very connection.
  const endsIt = step.action !== 'setExpiry'
  if (endsIt && key.inUse === 'yes') return 'keyInUse'
  if (endsIt && key.inUse === 'unknown') return 'unknown'
  if (step.action === 'revoke') return key.rbacId === null ? 'notPermitted' : 'here'
  return key.own ? 'here' : 'ownerOnly'
}

function unknown(): Judged {
  return { standing: 'unknown', differences: [] }
}
