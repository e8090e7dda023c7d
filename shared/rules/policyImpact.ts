import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import type { SettingsChange } from '../domain/policyChange'
import type { SecuritySettings } from '../domain/securitySettings'
import { isSameSetting, withChange } from './changedSettings'

/** A plain key that stops, and the organizations that it serves beside this one: it stops there too. */
export interface StoppingKey {
  key: KeyFact
  /** Ids; null: the server did not tell. */
  otherOrganizations: readonly string[] | null
}

/** Who and what a change touches. A part is null where the change does not concern it. */
export interface PolicyImpact {
  /** Switching 2FA enforcement on. */
  twoFactor: { losingAccess: readonly Member[]; unknown: readonly Member[] } | null
  /**
   * A password policy comes into force, or one in force changes: everybody has to prove their password again, the person
   * too (Capgo backend: compliance is a stored proof for exactly these settings). API keys pass it by.
   */
  passwords: { everyone: readonly Member[] } | null
  /** Plain keys stop everywhere at once (Capgo backend: `enforce_hashed_api_keys`); the kind of others' keys is not told. */
  secureKeys: { stopping: readonly StoppingKey[]; unknown: readonly KeyFact[] } | null
  /** Keys without expiry are refused at several endpoints, and when their expiry is edited (401 `org_requires_expiring_key`). */
  keyExpiry: { without: readonly KeyFact[] } | null
  /** Keys that expire later than a new one might; they go on, and are cut at the next edit of their expiry. */
  beyondMaximum: readonly KeyFact[] | null
  /** Bundles that are not encrypted as asked can no longer be uploaded; those already there stay. */
  bundles: { requiredKey: string | null } | null
}

const dayMs = 86_400_000

/**
 * @param keys null where they could not be read: the keys' part is then empty, and the guard says that it is unknown
 * @param nowMs the server's time, milliseconds since 1970
 */
export function impactOf(security: OrganizationSecurity, keys: KeyInventory | null, before: SecuritySettings, change: SettingsChange, nowMs: number): PolicyImpact {
  const after = withChange(before, change)
  const reaching = keysOf(security.organizationId, keys, nowMs)
  const days = after.maxKeyExpirationDays
  const shortens = days !== null && (before.maxKeyExpirationDays === null || days < before.maxKeyExpirationDays)
  const latest = days === null ? Number.POSITIVE_INFINITY : nowMs + days * dayMs
  return {
    twoFactor:
      after.enforcesTwoFactor && !before.enforcesTwoFactor
        ? { losingAccess: security.members.filter(({ twoFactor }) => twoFactor === 'notEnabled'), unknown: security.members.filter(({ twoFactor }) => twoFactor === 'unknown') }
        : null,
    passwords: renewsProofs(before, after) ? { everyone: security.members.filter(({ twoFactor }) => twoFactor !== 'pending') } : null,
    secureKeys:
      after.enforcesSecureKeys && !before.enforcesSecureKeys
        ? {
            stopping: reaching.filter(({ kind }) => kind === 'plain').map((key) => ({ key, otherOrganizations: elsewhere(key, security.organizationId) })),
            unknown: reaching.filter(({ kind }) => kind === 'unknown')
          }
        : null,
    keyExpiry: after.requiresKeyExpiration && !before.requiresKeyExpiration ? { without: reaching.filter(({ expiresAt }) => expiresAt === null) } : null,
    beyondMaximum: shortens ? reaching.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) > latest) : null,
    bundles: narrowsBundles(before, after) ? { requiredKey: after.requiredEncryptionKey } : null
  }
}

/** Whether everybody has to prove their password for the new settings. */
export function renewsProofs(before: SecuritySettings, after: SecuritySettings): boolean {
  return after.passwordPolicy?.enabled === true && !isSameSetting('passwordPolicy', before.passwordPolicy, after.passwordPolicy)
}

function narrowsBundles(before: SecuritySettings, after: SecuritySettings): boolean {
  if (!after.enforcesEncryptedBundles) return false
  return !before.enforcesEncryptedBundles || (after.requiredEncryptionKey !== null && after.requiredEncryptionKey !== before.requiredEncryptionKey)
}

/**
 * Keys that reach the organization, and own ones of which the server does not tell whom they reach. What has expired reaches
 * nothing any more.
 * @param nowMs the server's time, milliseconds since 1970
 */
export function keysOf(organizationId: string, keys: KeyInventory | null, nowMs: number): readonly KeyFact[] {
  const usable = (keys?.keys ?? []).filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > nowMs)
  return usable.filter(({ own, bindings }) => !own || !bindings.known || bindings.value.some((binding) => binding.organizationId === organizationId))
}

function elsewhere({ bindings }: KeyFact, organizationId: string): string[] | null {
  if (!bindings.known) return null
  return [...new Set(bindings.value.map((binding) => binding.organizationId))].filter((id) => id !== organizationId)
}
