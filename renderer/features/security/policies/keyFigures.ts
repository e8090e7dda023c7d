import type { KeyInventory } from '#shared/domain/keyInventory'
import { keysOf } from '#shared/rules/policyImpact'
import type { Figure } from '../twoFactorFigures'

export interface KeyFigures {
  total: Figure
  secure: Figure
  plain: Figure
  unknownKind: Figure
  withoutExpiry: Figure
  /** null: there is no maximum. */
  beyond: Figure | null
}

const dayMs = 86_400_000

/**
 * What may be said in numbers of the keys that reach the organization.
 * @param nowMs milliseconds since 1970
 */
export function keyFigures(inventory: KeyInventory, maxDays: number | null, nowMs: number): KeyFigures {
  const keys = keysOf(inventory.organizationId, inventory, nowMs)
  const kind = inventory.organizationKeys.state === 'complete' && inventory.ownKeys.state === 'complete' ? 'exact' : 'atLeast'
  const count = (counts: (key: (typeof keys)[number]) => boolean): Figure => ({ kind, count: keys.filter(counts).length })
  return {
    total: count(() => true),
    secure: count((key) => key.kind === 'secure'),
    plain: count((key) => key.kind === 'plain'),
    unknownKind: count((key) => key.kind === 'unknown'),
    withoutExpiry: count(({ expiresAt }) => expiresAt === null),
    beyond: maxDays === null || Number.isNaN(maxDays) ? null : count(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) > nowMs + maxDays * dayMs)
  }
}
