import type { KeyFact } from '../domain/keyInventory'
import type { TwoFactorStatus } from '../domain/member'
import type { SecurityPolicies } from '../domain/organization'
import type { Known } from '../domain/organizationSecurity'

/** What an organization asks of the keys that reach it. */
export type KeyPolicies = Pick<SecurityPolicies, 'enforcesSecureKeys' | 'requiresKeyExpiration' | 'maxKeyExpirationDays'>

/** What is known of the 2FA of a key's owner; `notListed`: the whole list of members does not name them. */
export type OwnerTwoFactor = TwoFactorStatus | 'notListed'

/** What stands around a key and decides what is found of it. */
export interface KeySurroundings {
  organizationId: string
  policies: Known<KeyPolicies>
  twoFactorOf: (ownerId: string) => OwnerTwoFactor
  /** The server's time, milliseconds since 1970. */
  nowMs: number
}

/**
 * `expired`: refused by the server. `plainRefused`: plain, where secure keys are enforced, and so refused everywhere
 * (Capgo backend: `enforce_hashed_api_keys`). `expiryMissing`, `beyondMaximum`: against the policy of expiration, which the
 * server checks when a date is set. `expiresSoon`: within 30 days. `neverExpires`: nobody requires a date, and it has none.
 * `legacy`: no role anywhere. `ownerWithoutTwoFactor`, `ownerNotListed`: the key goes on all the same.
 */
export const keyFindingKinds = ['expired', 'plainRefused', 'expiryMissing', 'beyondMaximum', 'expiresSoon', 'neverExpires', 'legacy', 'ownerWithoutTwoFactor', 'ownerNotListed'] as const
export type KeyFindingKind = (typeof keyFindingKinds)[number]

export interface KeyFinding {
  kind: KeyFindingKind
  /** false: it may be so, and the facts that would tell are not known. */
  certain: boolean
}

/** Whether a key is as the organization's policies of keys want it. `notAsked`: it has expired or reaches nothing, or no such policy is in force, so nothing is asked of it. */
export type KeyCompliance = 'compliant' | 'nonCompliant' | 'unknown' | 'notAsked'

/** Days within which an expiry is near. */
export const soonDays = 30
export const dayMs = 86_400_000
const ofPolicy: readonly KeyFindingKind[] = ['plainRefused', 'expiryMissing', 'beyondMaximum']

/** Everything that is found of one key, most pressing first; what is not known is found as uncertain, never left out. */
export function findingsOf(key: KeyFact, { policies, twoFactorOf, nowMs }: KeySurroundings): KeyFinding[] {
  const owner = twoFactorOf(key.ownerId)
  const expiresAt = key.expiresAt === null ? null : Date.parse(key.expiresAt)
  if (expiresAt !== null && expiresAt <= nowMs) return [{ kind: 'expired', certain: true }, ...ofOwner(owner)]
  const own: KeyFinding[] = []
  // A key without any role reaches no organization, whose policies then do not reach it.
  if (isLegacy(key)) own.push({ kind: 'legacy', certain: true })
  else own.push(...againstPolicies(key, policies, nowMs))
  if (expiresAt !== null && expiresAt - nowMs <= soonDays * dayMs) own.push({ kind: 'expiresSoon', certain: true })
  if (expiresAt === null && !own.some(({ kind }) => kind === 'expiryMissing')) own.push({ kind: 'neverExpires', certain: true })
  return [...own, ...ofOwner(owner)]
}

/** No role anywhere, as far as the server tells. */
export function isLegacy({ bindings }: Pick<KeyFact, 'bindings'>): boolean {
  return bindings.known && bindings.value.length === 0
}

/** @param policies those that the findings were found by */
export function complianceOf(findings: readonly KeyFinding[], policies: Known<KeyPolicies>): KeyCompliance {
  if (findings.some(({ kind }) => kind === 'expired' || kind === 'legacy')) return 'notAsked'
  if (policies.known && !policies.value.enforcesSecureKeys && !policies.value.requiresKeyExpiration && policies.value.maxKeyExpirationDays === null) return 'notAsked'
  const against = findings.filter(({ kind }) => ofPolicy.includes(kind))
  if (against.some(({ certain }) => certain)) return 'nonCompliant'
  return against.length > 0 ? 'unknown' : 'compliant'
}

/** The findings that compliance goes by. */
export function policyFindings(findings: readonly KeyFinding[]): KeyFinding[] {
  return findings.filter(({ kind }) => ofPolicy.includes(kind))
}

function againstPolicies({ kind, expiresAt }: KeyFact, policies: Known<KeyPolicies>, nowMs: number): KeyFinding[] {
  const found: KeyFinding[] = []
  if (!policies.known) {
    // What no policy could ask differently of is left out.
    if (kind !== 'secure') found.push({ kind: 'plainRefused', certain: false })
    found.push({ kind: expiresAt === null ? 'expiryMissing' : 'beyondMaximum', certain: false })
    return found
  }
  const { enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays: days } = policies.value
  if (enforcesSecureKeys && kind !== 'secure') found.push({ kind: 'plainRefused', certain: kind === 'plain' })
  if (requiresKeyExpiration && expiresAt === null) found.push({ kind: 'expiryMissing', certain: true })
  if (days !== null && expiresAt !== null && Date.parse(expiresAt) > nowMs + days * dayMs) found.push({ kind: 'beyondMaximum', certain: true })
  return found
}

function ofOwner(status: OwnerTwoFactor): KeyFinding[] {
  if (status === 'notEnabled') return [{ kind: 'ownerWithoutTwoFactor', certain: true }]
  if (status === 'notListed') return [{ kind: 'ownerNotListed', certain: true }]
  return status === 'unknown' ? [{ kind: 'ownerWithoutTwoFactor', certain: false }] : []
}
