import type { AppliedChange } from '../../../stores/organizationSecurity'
import type { PolicyWords } from '../usePolicyWords'
import type { SecurityWords } from '../useSecurityWords'

/** The verified outcome of a change in one sentence; the most frequent change has words of its own. */
export function outcomeWords({ asked, outcome, fields, undo }: AppliedChange, security: SecurityWords, policies: PolicyWords): string {
  if (undo) return policies.counted(`outcome.undone.${outcome}`, fields.length)
  const names = Object.keys(asked)
  if (names.length === 1 && asked.enforcesTwoFactor !== undefined && outcome !== 'partly') return security.t(`outcome.${asked.enforcesTwoFactor ? 'on' : 'off'}.${outcome}`)
  if (outcome === 'partly' || outcome === 'alreadySo') return policies.t(`outcome.${outcome}`)
  return policies.counted(`outcome.${outcome}`, fields.length)
}
