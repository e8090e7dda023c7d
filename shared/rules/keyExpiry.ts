import type { KeyFact } from '../domain/keyInventory'

const dayMs = 86_400_000
const hourMs = 3_600_000

/** How long the server keeps an expired key before it deletes it (Capgo backend: 30 days after its expiry). */
export const keptAfterExpiryDays = 30

/** The days before an expiry at which people want to hear of it, the furthest first. */
export const expiryNoticeDays = [30, 7, 1] as const
export type ExpiryNoticeDays = (typeof expiryNoticeDays)[number]

export type KeyExpiry =
  | { state: 'never' }
  /** Whole days, an hour forgiven: what was set to so many days a moment ago still has them. 0: less than one. */
  | { state: 'ahead'; daysLeft: number }
  /** `deletedAt`: from when on the server may have removed it, ISO 8601 in UTC. `daysAgo`: whole days. */
  | { state: 'expired'; daysAgo: number; deletedAt: string }

/** @param nowMs the server's time, milliseconds since 1970 */
export function expiryOf({ expiresAt }: Pick<KeyFact, 'expiresAt'>, nowMs: number): KeyExpiry {
  if (expiresAt === null) return { state: 'never' }
  const expiry = Date.parse(expiresAt)
  // The server refuses a key at the very moment of its expiry.
  if (expiry > nowMs) return { state: 'ahead', daysLeft: Math.floor((expiry - nowMs + hourMs) / dayMs) }
  return { state: 'expired', daysAgo: Math.floor((nowMs - expiry) / dayMs), deletedAt: new Date(expiry + keptAfterExpiryDays * dayMs).toISOString() }
}

/** Within how many days a key runs out: the narrowest of the three that it is in. null: later, never, or it has already. */
export function noticeOf(key: Pick<KeyFact, 'expiresAt'>, nowMs: number): ExpiryNoticeDays | null {
  if (key.expiresAt === null) return null
  const left = Date.parse(key.expiresAt) - nowMs
  if (left <= 0) return null
  return expiryNoticeDays.findLast((days) => left <= days * dayMs) ?? null
}

export const expiryGroupNames = ['within1', 'within7', 'within30', 'later', 'never', 'expired'] as const
export type ExpiryGroupName = (typeof expiryGroupNames)[number]

/** Every key in exactly one group; within each the one that runs out first stands first, of the expired the latest. */
export function groupByExpiry<K extends Pick<KeyFact, 'expiresAt' | 'id'>>(keys: readonly K[], nowMs: number): Record<ExpiryGroupName, K[]> {
  const groups: Record<ExpiryGroupName, K[]> = { within1: [], within7: [], within30: [], later: [], never: [], expired: [] }
  for (const key of keys) groups[groupOf(key, nowMs)].push(key)
  const moment = ({ expiresAt }: K): number => (expiresAt === null ? 0 : Date.parse(expiresAt))
  for (const name of expiryGroupNames) groups[name].sort((a, b) => (name === 'expired' ? moment(b) - moment(a) : moment(a) - moment(b)) || a.id - b.id)
  return groups
}

function groupOf(key: Pick<KeyFact, 'expiresAt'>, nowMs: number): ExpiryGroupName {
  const days = noticeOf(key, nowMs)
  if (days !== null) return `within${days}`
  const { state } = expiryOf(key, nowMs)
  return state === 'ahead' ? 'later' : state
}
