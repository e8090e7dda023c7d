import type { AttemptFinding, SecretCause } from '../domain/heldSecret'

/**
 * How long a request may still be on its way to the database after its answer was lost, in milliseconds: as long as the
 * platform lets a function answer (Supabase: 150 s). Before that, "not done" is only "not done yet".
 */
export const mayLandForMs = 150_000

/** An own key, as the server lists it. Times are ISO 8601 in UTC. */
export interface OwnKeyNow {
  id: number
  name: string
  updatedAt: string | null
  expiresAt: string | null
}

/** What was so at the server before the request, by which a lost answer is told afterwards. */
export type BeforeAttempt =
  | { cause: 'regenerate'; key: OwnKeyNow }
  /** Own keys that were there; a new one is none of them. */
  | { cause: Exclude<SecretCause, 'regenerate'>; keyIds: readonly number[] }

export interface LostAttemptQuestion {
  before: BeforeAttempt
  /** The name that the new key was to have; of a regenerated one its name at that time. */
  keyName: string
  /** Every own key, as the server lists them now. */
  now: readonly OwnKeyNow[]
  /** Whether the request could still be carried out when the list was asked for. Until it cannot any more, nothing is said to have not happened. */
  mayStillLand: boolean
  /** When it can have been carried out, in milliseconds since 1970 by the server's clock; without it: the list was read at once. */
  window?: LandingWindow
}

export interface LandingWindow {
  from: number
  to: number
}

/** What clocks and the time from the note to the answer given up may differ by, in milliseconds (a request waits 20 s). */
const windowMarginMs = 60_000

/**
 * @param askedAt when it was asked for, by this computer's clock, ISO 8601
 * @param clockSkewMs how far this clock is behind the server's; null: not told
 */
export function landingWindow(askedAt: string, clockSkewMs: number | null): LandingWindow {
  const asked = Date.parse(askedAt) + (clockSkewMs ?? 0)
  return { from: asked - windowMarginMs, to: asked + mayLandForMs + 2 * windowMarginMs }
}

export interface LostAttemptFinding {
  finding: AttemptFinding
  /** The key that was made or rotated; null: none, or nobody can say. */
  keyId: number | null
  /** Keys that could be the one that was to be created, where more than one could. */
  candidates: readonly number[]
}

const unknown: LostAttemptFinding = { finding: 'unknown', keyId: null, candidates: [] }

/**
 * What became of a request whose answer never came, told by what the server lists now (`GET /apikey`: `updated_at` moves
 * when a key is renamed, given another expiry or other roles, or rotated; nobody tells roles here). What nobody can say is `unknown`.
 */
export function judgeLostAttempt({ before, keyName, now, mayStillLand, window }: LostAttemptQuestion): LostAttemptFinding {
  if (before.cause === 'regenerate') {
    const { key } = before
    const found = now.find(({ id }) => id === key.id)
    // A key without its time, or that is gone, tells nothing.
    if (found === undefined || found.updatedAt === null || key.updatedAt === null) return { ...unknown, keyId: key.id }
    const unchanged = sameMoment(found.updatedAt, key.updatedAt)
    const otherwiseTheSame = found.name === key.name && sameMoment(found.expiresAt, key.expiresAt)
    // The time of the last change stands still while something did change: then it is no witness.
    if (!otherwiseTheSame || (unchanged && mayStillLand)) return { ...unknown, keyId: key.id }
    // Somebody changed the roles, or made a secret of their own, before or after: what was changed in between is covered by it.
    if (!unchanged && window && !isWithin(found.updatedAt, window)) return { ...unknown, keyId: key.id }
    return { finding: unchanged ? 'notRotated' : 'rotated', keyId: key.id, candidates: [] }
  }
  const there = new Set(before.keyIds)
  const fresh = now.filter(({ id }) => !there.has(id))
  const made = fresh.filter(({ name }) => name === keyName).map(({ id }) => id)
  const [only] = made
  if (only === undefined) {
    if (mayStillLand) return unknown
    // One of another name may be it, renamed since.
    return fresh.length === 0 ? { finding: 'notCreated', keyId: null, candidates: [] } : { ...unknown, candidates: fresh.slice(0, 100).map(({ id }) => id) }
  }
  return made.length === 1 ? { finding: 'created', keyId: only, candidates: [] } : { ...unknown, candidates: made.slice(0, 100) }
}

function sameMoment(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b
  return Date.parse(a) === Date.parse(b)
}

const isWithin = (moment: string, { from, to }: LandingWindow): boolean => Date.parse(moment) >= from && Date.parse(moment) <= to
