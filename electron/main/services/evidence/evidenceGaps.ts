import type { Snapshot } from '#shared/domain/snapshot'
import type { EvidenceWords } from './evidenceWords'
import { keysInside } from '#shared/rules/keyOwners'

/** Everything that a pack cannot say, in sentences. */
export function evidenceGaps({ security, keys, audit }: Snapshot, { text, counted }: EvidenceWords): string[] {
  const { gap } = text.evidence
  const gaps: string[] = []
  if (!security.policies.known || !security.enforcesTwoFactor.known) gaps.push(gap.settings)
  if (security.membersCompleteness.state !== 'complete') gaps.push(gap.members)
  if (security.twoFactorCompleteness.state !== 'complete') gaps.push(gap.twoFactor)
  if (security.passwordCompleteness !== null && security.passwordCompleteness.state !== 'complete') gaps.push(gap.password)
  if (security.policies.known && security.policies.value.passwordPolicy?.enabled !== true) gaps.push(gap.noPolicy)
  const unknown = security.members.filter(({ twoFactor, password, unreadable }) => twoFactor === 'unknown' || password === 'unknown' || unreadable === true).length
  if (unknown > 0) gaps.push(counted(gap.statuses, unknown))
  if (!keys.known) gaps.push(gap.keys)
  else {
    if (keys.value.organizationKeys.state !== 'complete') gaps.push(gap.organizationKeys)
    if (keys.value.ownKeys.state !== 'complete') gaps.push(gap.ownKeys)
    const kinds = keysInside(keys.value).filter(({ kind }) => kind === 'unknown').length
    if (kinds > 0) gaps.push(counted(gap.kinds, kinds))
    const elsewhere = keysInside(keys.value).filter(({ own, bindings }) => own && bindings.known && bindings.value.length === 0).length
    if (elsewhere > 0) gaps.push(counted(gap.elsewhere, elsewhere))
    gaps.push(gap.others, gap.lastUse)
  }
  if (!audit.known || audit.value.rows.length < audit.value.total) gaps.push(gap.audit)
  return gaps
}
