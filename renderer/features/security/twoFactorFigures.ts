import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { twoFactorTotals } from '#shared/rules/twoFactorTotals'

/** A number as far as it can be stated: exactly, as the least there can be, or not at all. */
export type Figure = { kind: 'exact' | 'atLeast'; count: number } | { kind: 'unknown' }

export interface TwoFactorFigures {
  total: Figure
  enabled: Figure
  notEnabled: Figure
  /** Members whose status cannot be told. */
  unknown: Figure
  pending: Figure
}

const unknown: Figure = { kind: 'unknown' }

/**
 * What may be said in numbers. A failed look-up gives no number, never a zero; a list that is not complete gives the
 * least there can be.
 */
export function twoFactorFigures({ members, membersCompleteness, twoFactorCompleteness }: OrganizationSecurity): TwoFactorFigures {
  if (membersCompleteness.state === 'failed') return { total: unknown, enabled: unknown, notEnabled: unknown, unknown, pending: unknown }
  const totals = twoFactorTotals(members)
  const kind = membersCompleteness.state === 'complete' ? 'exact' : 'atLeast'
  const figure = (count: number): Figure => ({ kind, count })
  const lookedUp = twoFactorCompleteness.state !== 'failed'
  return {
    total: figure(totals.total),
    enabled: lookedUp ? figure(totals.enabled) : unknown,
    notEnabled: lookedUp ? figure(totals.notEnabled) : unknown,
    unknown: figure(totals.unknown),
    pending: figure(totals.pending)
  }
}

/** The count of a figure, or null where there is none to state. */
export function countOf(figure: Figure): number | null {
  return figure.kind === 'unknown' ? null : figure.count
}
