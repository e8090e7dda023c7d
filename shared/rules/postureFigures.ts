import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { Completeness, OrganizationSecurity } from '../domain/organizationSecurity'
import { twoFactorTotals, type TwoFactorTotals } from './twoFactorTotals'

/** How much of a list is known: all of it, a part, or nothing; what was counted of a part is the least there is. */
export type ListState = 'whole' | 'partial' | 'unread'

export interface MemberFigures extends TwoFactorTotals {
  list: ListState
  /** How much is known of who has 2FA: where its look-up failed, a count of none says nothing. */
  statuses: ListState
  /** Members that the server counted and did not send; null: nobody knows how many, or whether any. */
  unseen: number | null
}

export interface PasswordFigures {
  /** Whether a policy is in force, so that members are asked for a proof; null: unknown. */
  asked: boolean | null
  compliant: number
  nonCompliant: number
  unknown: number
  /** How much is known of who has proved a password. */
  statuses: ListState
}

export interface KeyFigures {
  /** Keys that reach the organization, expired ones included. */
  total: number
  secure: number
  plain: number
  /** The server tells the kind of a person's own keys only. */
  unknownKind: number
  withExpiry: number
  withoutExpiry: number
  /** They expire later than the organization's maximum from now; null: the maximum is unknown. */
  beyondMaximum: number | null
  expired: number
  /** In 30 days or fewer. */
  expiringSoon: number
  /** Own keys of which nobody knows whether they reach the organization; not part of `total`. */
  undetermined: number
  list: ListState
}

export interface PostureFigures {
  members: MemberFigures
  password: PasswordFigures
  keys: KeyFigures
}

export const expiringSoonDays = 30
export const dayMs = 86_400_000

/** @param now milliseconds since 1970, by the server's clock where its difference is known */
export function postureFigures(security: OrganizationSecurity | null, keys: KeyInventory | null, now: number): PostureFigures {
  return { members: memberFigures(security), password: passwordFigures(security), keys: keyFigures(security, keys, now) }
}

function memberFigures(security: OrganizationSecurity | null): MemberFigures {
  const { state, unseen } = stateOf(security?.membersCompleteness ?? null)
  return { ...twoFactorTotals(security?.members ?? []), list: state, statuses: stateOf(security?.twoFactorCompleteness ?? null).state, unseen }
}

function passwordFigures(security: OrganizationSecurity | null): PasswordFigures {
  const asked = security?.policies.known === true ? (security.policies.value.passwordPolicy?.enabled ?? false) : null
  const figures: PasswordFigures = { asked, compliant: 0, nonCompliant: 0, unknown: 0, statuses: stateOf(security?.passwordCompleteness ?? null).state }
  for (const { password } of security?.members ?? []) if (password === 'compliant' || password === 'nonCompliant' || password === 'unknown') figures[password] += 1
  return figures
}

function keyFigures(security: OrganizationSecurity | null, inventory: KeyInventory | null, now: number): KeyFigures {
  const maximum = security?.policies.known === true ? { days: security.policies.value.maxKeyExpirationDays } : null
  const reaching = inventory?.keys.filter((key) => reaches(key, inventory.organizationId) === true) ?? []
  const undetermined = inventory?.keys.filter((key) => reaches(key, inventory.organizationId) === null).length ?? 0
  const count = (test: (key: KeyFact) => boolean): number => reaching.filter(test).length
  const end = ({ expiresAt }: KeyFact): number => (expiresAt === null ? Infinity : Date.parse(expiresAt))
  return {
    total: reaching.length,
    secure: count(({ kind }) => kind === 'secure'),
    plain: count(({ kind }) => kind === 'plain'),
    unknownKind: count(({ kind }) => kind === 'unknown'),
    withExpiry: count(({ expiresAt }) => expiresAt !== null),
    withoutExpiry: count(({ expiresAt }) => expiresAt === null),
    beyondMaximum: maximum === null ? null : count((key) => isBeyond(key, maximum.days, now)),
    expired: count((key) => end(key) <= now),
    expiringSoon: count((key) => end(key) > now && end(key) <= now + expiringSoonDays * dayMs),
    undetermined,
    list: keyList(inventory, undetermined)
  }
}

/** Later than any date that the server would take now (it counts the maximum from the moment of each edit). */
export function isBeyond({ expiresAt }: KeyFact, maximumDays: number | null, now: number): boolean {
  return expiresAt !== null && maximumDays !== null && Date.parse(expiresAt) > now + maximumDays * dayMs
}

/** Other people's keys are listed because they reach it; an own one does by its roles. null: its roles are unknown. */
export function reaches({ own, bindings }: KeyFact, organizationId: string): boolean | null {
  if (!own) return true
  return bindings.known ? bindings.value.some((binding) => binding.organizationId === organizationId) : null
}

function keyList(inventory: KeyInventory | null, undetermined: number): ListState {
  if (inventory === null) return 'unread'
  const { organizationKeys, ownKeys } = inventory
  if (organizationKeys.state === 'failed' && ownKeys.state === 'failed') return 'unread'
  // Whoever may see the organization's own list sees every key in it; the other tells their kind.
  return organizationKeys.state === 'complete' && undetermined === 0 ? 'whole' : 'partial'
}

function stateOf(completeness: Completeness | null): { state: ListState; unseen: number | null } {
  if (completeness === null || completeness.state === 'failed') return { state: 'unread', unseen: null }
  if (completeness.state === 'complete') return { state: 'whole', unseen: 0 }
  return { state: 'partial', unseen: completeness.expected === null ? null : Math.max(0, completeness.expected - completeness.received) }
}
