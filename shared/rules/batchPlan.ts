import type { BatchAction } from '../domain/keyBatch'
import type { Known } from '../domain/organizationSecurity'
import { dayMs, type KeyPolicies } from './keyFindings'
import type { ListedKey } from './keyListing'

/**
 * Why a run leaves a key out. `inUse`: no key changes itself. `mayBeInUse`: the server does not tell which of several is in
 * use. `notOwn`: a key is changed by its owner only. `expired`: it works no longer, and a new secret or date is for its page.
 */
export const batchSkips = ['inUse', 'mayBeInUse', 'notOwn', 'expired'] as const
export type BatchSkip = (typeof batchSkips)[number]

/** As many keys as one run takes. */
export const mostInBatch = 5000

export interface BatchPlan {
  does: readonly ListedKey[]
  skips: readonly { row: ListedKey; why: BatchSkip }[]
  /** Keys beyond what one run takes. */
  beyond: number
}

/** What a run would do to each of the chosen keys; every one is in exactly one part of it. */
export function planBatch(kind: BatchAction['kind'], rows: readonly ListedKey[]): BatchPlan {
  const judged = rows.map((row) => ({ row, why: skipOf(kind, row) }))
  const wanted = judged.filter(({ why }) => why === null).map(({ row }) => row)
  return {
    does: wanted.slice(0, mostInBatch),
    skips: judged.filter((one): one is { row: ListedKey; why: BatchSkip } => one.why !== null),
    beyond: Math.max(0, wanted.length - mostInBatch)
  }
}

function skipOf(kind: BatchAction['kind'], { key, state }: ListedKey): BatchSkip | null {
  if (!key.own) return 'notOwn'
  if (key.inUse !== 'no') return key.inUse === 'yes' ? 'inUse' : 'mayBeInUse'
  return state === 'expired' && kind !== 'delete' ? 'expired' : null
}

/** Between which moments an expiry may be set. */
export interface ExpiryBounds {
  /** Milliseconds since 1970, by the server's clock. */
  earliest: number
  /** null: no policy limits it, or nobody knows of one. */
  latest: number | null
  /** A key without an expiry is refused; `unknown`: the policies are not known, and the server judges. */
  required: boolean | 'unknown'
}

/** The server counts the maximum from when the request arrives: this much earlier is sure to be inside. */
const allowance = 300_000

/** @param nowMs the server's time */
export function expiryBounds(policies: Known<KeyPolicies>, nowMs: number): ExpiryBounds {
  const earliest = nowMs + allowance
  if (!policies.known) return { earliest, latest: null, required: 'unknown' }
  const { requiresKeyExpiration, maxKeyExpirationDays } = policies.value
  return { earliest, latest: maxKeyExpirationDays === null ? null : nowMs + maxKeyExpirationDays * dayMs - allowance, required: requiresKeyExpiration }
}

export type ExpiryProblem = 'required' | 'past' | 'beyond'

/** What stands against an expiry; null: nothing that is known. */
export function expiryProblem(expiresAt: string | null, { earliest, latest, required }: ExpiryBounds): ExpiryProblem | null {
  if (expiresAt === null) return required === true ? 'required' : null
  const moment = Date.parse(expiresAt)
  if (moment < earliest) return 'past'
  return latest !== null && moment > latest ? 'beyond' : null
}

/** An expiry as far ahead as the former one was from the key's making, within the bounds; null: it never expired, and need not. */
export function sameTermExpiry({ createdAt, expiresAt }: { createdAt: string | null; expiresAt: string | null }, bounds: ExpiryBounds, nowMs: number): string | null {
  if (expiresAt === null && bounds.required !== true) return null
  // 90 days where the former key tells no term.
  const term = expiresAt === null || createdAt === null ? 90 * dayMs : Math.max(dayMs, Date.parse(expiresAt) - Date.parse(createdAt))
  return new Date(Math.min(nowMs + term, bounds.latest ?? Infinity)).toISOString()
}
