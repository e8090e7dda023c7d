import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { judgeEnforcingTwoFactor } from '#shared/rules/twoFactorLockoutGuard'

/** How many readings a decision may refer to; the window shows one at a time. */
const kept = 16

interface Shown {
  organizationId: string
  losingAccess: ReadonlySet<string>
  unknown: ReadonlySet<string>
}

export interface ShownReadings {
  /** To be called with everything that is handed to the window. */
  remember(security: OrganizationSecurity): OrganizationSecurity
  /**
   * Whether everybody who would lose access now, or might, was shown so in that reading. `null`: the reading is not
   * known any more, so nobody can say what was shown.
   */
  covers(readingId: string, now: OrganizationSecurity): boolean | null
}

/** What the window was shown, by reading, so that a decision is held against the people it was made about, not their number. */
export function createShownReadings(): ShownReadings {
  const readings = new Map<string, Shown>()
  return {
    remember(security) {
      const { losingAccess, unknown } = judgeEnforcingTwoFactor(security)
      const ids = (members: readonly { id: string }[]): Set<string> => new Set(members.map(({ id }) => id))
      readings.set(security.readingId, { organizationId: security.organizationId, losingAccess: ids(losingAccess), unknown: ids(unknown) })
      for (const oldest of readings.keys()) {
        if (readings.size <= kept) break
        readings.delete(oldest)
      }
      return security
    },
    covers(readingId, now) {
      const shown = readings.get(readingId)
      if (shown?.organizationId !== now.organizationId) return null
      const { losingAccess, unknown } = judgeEnforcingTwoFactor(now)
      return losingAccess.every(({ id }) => shown.losingAccess.has(id)) && unknown.every(({ id }) => shown.unknown.has(id) || shown.losingAccess.has(id))
    }
  }
}
