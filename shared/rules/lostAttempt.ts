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
  /** Whether the request may still be carried out. Until it cannot any more, nothing is said to have not happened. */
  mayStillLand: boolean
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
export function judgeLostAttempt({ before, keyName, now, mayStillLand }: LostAttemptQuestion): LostAttemptFinding {
  if (before.cause === 'regenerate') {
    const { key } = before
    const found = now.find(({ id }) => id === key.id)
    // A key without its time, or that is gone, tells nothing.
    if (found === undefined || found.updatedAt === null || key.updatedAt === null) return { ...unknown, keyId: key.id }
    const unchanged = sameMoment(found.updatedAt, key.updatedAt)
    const otherwiseTheSame = found.name === key.name && sameMoment(found.expiresAt, key.expiresAt)
    // The time of the last change stands still while something did change: then it is no witness.
    if (!otherwiseTheSame || (unchanged && mayStillLand)) return { ...unknown, keyId: key.id }
    return { finding: unchanged ? 'notRotated' : 'rotated', keyId: key.id, candidates: [] }
  }
  const there = new Set(before.keyIds)
  const made = now.filter(({ id, name }) => !there.has(id) && name === keyName).map(({ id }) => id)
  const [only] = made
  if (only === undefined) return mayStillLand ? unknown : { finding: 'notCreated', keyId: null, candidates: [] }
  return made.length === 1 ? { finding: 'created', keyId: only, candidates: [] } : { ...unknown, candidates: made.slice(0, 100) }
}

function sameMoment(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b
  return Date.parse(a) === Date.parse(b)
}
