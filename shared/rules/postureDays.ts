import type { KeyInventory } from '../domain/keyInventory'
import type { Completeness, OrganizationSecurity } from '../domain/organizationSecurity'
import { mostPostureDays, type PostureDay } from '../domain/postureHistory'
import { judgePosture } from './posture'

/**
 * How the organization stood when both were read; null where a look-up failed or was cut short: a day of bad network would
 * look like a bad day of the organization. What the server refuses this credential is unknown on every day alike, and is
 * kept as such: the score of the day is then a range.
 */
export function postureDay(security: OrganizationSecurity, keys: KeyInventory): PostureDay | null {
  const { membersCompleteness, twoFactorCompleteness, passwordCompleteness, enforcesTwoFactor, policies } = security
  const lookUps = [membersCompleteness, twoFactorCompleteness, keys.organizationKeys, keys.ownKeys, ...(passwordCompleteness === null ? [] : [passwordCompleteness])]
  if (!lookUps.every(isFinal) || !enforcesTwoFactor.known) return null
  // A server that leaves settings out does so every day.
  if (!policies.known && policies.why.code !== 'invalidResponse') return null

  const at = Math.max(Date.parse(security.readAt), Date.parse(keys.readAt)) + (security.clockSkewMs ?? 0)
  const { figures, score } = judgePosture(security, keys, at)
  const { total, enabled, notEnabled, unknown } = figures.members
  const { asked, ...passwords } = figures.password
  const { total: totalKeys, secure, plain, unknownKind, withExpiry, expired, list } = figures.keys
  return {
    day: localDay(at),
    readAt: new Date(at).toISOString(),
    score: { low: score.low, high: score.high },
    enforcesTwoFactor: enforcesTwoFactor.value,
    enforcesPasswords: asked,
    enforcesSecureKeys: policies.known ? policies.value.enforcesSecureKeys : null,
    requiresKeyExpiration: policies.known ? policies.value.requiresKeyExpiration : null,
    members: [membersCompleteness, twoFactorCompleteness].every(isComplete) ? { total, enabled, notEnabled, unknown } : null,
    passwords: passwordCompleteness !== null && [membersCompleteness, passwordCompleteness].every(isComplete) ? passwords : null,
    keys: list === 'whole' ? { total: totalKeys, secure, plain, unknownKind, withExpiry, expired } : null
  }
}

/**
 * The days with this one among them: one for each day, oldest first, the latest two years. A later reading of a day takes the
 * place of an earlier one, unless it knows less (another credential may see less); an earlier one never does, so that a
 * clock that was put back changes nothing.
 */
export function withPostureDay(days: readonly PostureDay[], next: PostureDay): PostureDay[] {
  const present = days.find(({ day }) => day === next.day)
  if (present !== undefined && (Date.parse(next.readAt) < Date.parse(present.readAt) || width(next) > width(present))) return [...days]
  return [...days.filter(({ day }) => day !== next.day), next].sort((one, other) => (one.day < other.day ? -1 : 1)).slice(-mostPostureDays)
}

/** Whether both say the same, whenever they were read. */
export function samePosture(one: PostureDay, other: PostureDay): boolean {
  const said = (day: PostureDay): string => JSON.stringify({ ...day, readAt: null })
  return said(one) === said(other)
}

/** The date in the time zone of this computer, of milliseconds since 1970. */
export function localDay(at: number): string {
  const date = new Date(at)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function width({ score }: PostureDay): number {
  return score.high - score.low
}

function isComplete({ state }: Completeness): boolean {
  return state === 'complete'
}

function isFinal(completeness: Completeness): boolean {
  return isComplete(completeness) || (completeness.state === 'failed' && ['forbidden', 'credentialCannot'].includes(completeness.why.code))
}
