import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { PolicyImpact } from '#shared/rules/policyImpact'
import { judgeEnforcingTwoFactor } from '#shared/rules/twoFactorLockoutGuard'

/** How many readings a decision may refer to; the window shows one at a time. */
const kept = 16

interface ShownPeople {
  organizationId: string
  losingAccess: ReadonlySet<string>
  unknown: ReadonlySet<string>
}

interface ShownKeys {
  organizationId: string
  plain: ReadonlySet<number>
  unknown: ReadonlySet<number>
  withoutExpiry: ReadonlySet<number>
}

export interface ShownReadings {
  /** To be called with everything about people that is handed to the window. */
  remember(security: OrganizationSecurity): OrganizationSecurity
  /** To be called with everything about keys that is handed to the window. */
  rememberKeys(keys: KeyInventory): KeyInventory
  /**
   * Whether everybody who would lose access now, or might, was shown so in that reading. `null`: the reading is not
   * known any more, so nobody can say what was shown.
   */
  covers(readingId: string, now: OrganizationSecurity): boolean | null
  /** The same of the keys that a change would stop. */
  coversKeys(readingId: string, organizationId: string, impact: PolicyImpact): boolean | null
}

/** What the window was shown, by reading, so that a decision is held against what it was made about, not its number. */
export function createShownReadings(): ShownReadings {
  const people = recent<ShownPeople>()
  const keysShown = recent<ShownKeys>()
  return {
    remember(security) {
      const { losingAccess, unknown } = judgeEnforcingTwoFactor(security)
      people.add(security.readingId, { organizationId: security.organizationId, losingAccess: idsOf(losingAccess), unknown: idsOf(unknown) })
      return security
    },
    rememberKeys(inventory) {
      const { organizationId, readingId, keys } = inventory
      keysShown.add(readingId, {
        organizationId,
        plain: idsOf(keys.filter(({ kind }) => kind === 'plain')),
        unknown: idsOf(keys.filter(({ kind }) => kind === 'unknown')),
        withoutExpiry: idsOf(keys.filter(({ expiresAt }) => expiresAt === null))
      })
      return inventory
    },
    covers(readingId, now) {
      const shown = people.get(readingId)
      if (shown?.organizationId !== now.organizationId) return null
      const { losingAccess, unknown } = judgeEnforcingTwoFactor(now)
      return losingAccess.every(({ id }) => shown.losingAccess.has(id)) && unknown.every(({ id }) => shown.unknown.has(id) || shown.losingAccess.has(id))
    },
    coversKeys(readingId, organizationId, { secureKeys, keyExpiry }) {
      const shown = keysShown.get(readingId)
      if (shown?.organizationId !== organizationId) return null
      const stopping = secureKeys?.stopping ?? []
      const unknown = secureKeys?.unknown ?? []
      const without = keyExpiry?.without ?? []
      return stopping.every(({ key }) => shown.plain.has(key.id)) && unknown.every(({ id }) => shown.unknown.has(id) || shown.plain.has(id)) && without.every(({ id }) => shown.withoutExpiry.has(id))
    }
  }
}

function idsOf<Id>(all: readonly { id: Id }[]): Set<Id> {
  return new Set(all.map(({ id }) => id))
}

function recent<T>() {
  const readings = new Map<string, T>()
  return {
    get: (id: string): T | undefined => readings.get(id),
    add(id: string, shown: T): void {
      readings.set(id, shown)
      for (const oldest of readings.keys()) {
        if (readings.size <= kept) break
        readings.delete(oldest)
      }
    }
  }
}
