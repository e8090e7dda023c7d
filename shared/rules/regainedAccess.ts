import type { KeyFact, KeyInventory } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import type { SecuritySettings } from '../domain/securitySettings'
import { isSameSetting } from './changedSettings'
import { keysOf } from './policyImpact'

/** Whom a policy that is relaxed shuts out today, by what becomes of them; the invited have no access yet to get back. */
export interface RegainedMembers {
  /** Shut out today, and by nothing that is known afterwards. */
  regaining: readonly Member[]
  /** Nobody can say whether they are shut out today, or whether they are afterwards. */
  maybe: readonly Member[]
  /** Shut out afterwards as well, by the policy that stays. */
  staying: readonly Member[]
  /** Which policies are relaxed. */
  by: { twoFactor: boolean; passwords: 'off' | 'former' | null }
}

export interface RegainedKeys {
  /** Own plain keys, which the server refuses today. */
  working: readonly KeyFact[]
  /** Keys that may be plain: nobody tells. */
  maybeWorking: readonly KeyFact[]
  /** Keys without expiry, which parts of the server refuse today. */
  accepted: readonly KeyFact[]
}

/** Who and what gets in again by a change; a part is null where the change gives nothing back there. */
export interface RegainedAccess {
  members: RegainedMembers | null
  keys: RegainedKeys | null
}

export interface RegainedCase {
  security: OrganizationSecurity
  /** null: they could not be read. */
  keys: KeyInventory | null
  before: SecuritySettings
  after: SecuritySettings
  /** The settings were in force before: a proof of one's password that was given for them still stands (Capgo backend: `user_password_compliance.policy_hash`). */
  wereInForce: boolean
  /** The server's time, milliseconds since 1970. */
  nowMs: number
}

type Access = 'in' | 'unknown' | 'out'

export function regainedBy(given: RegainedCase): RegainedAccess {
  return { members: regainedMembers(given), keys: regainedKeys(given) }
}

function regainedMembers({ security, before, after, wereInForce }: RegainedCase): RegainedMembers | null {
  const twoFactor = before.enforcesTwoFactor && !after.enforcesTwoFactor
  const passwords = relaxedPasswords(before, after, wereInForce)
  if (!twoFactor && passwords === null) return null
  const [regaining, maybe, staying]: [Member[], Member[], Member[]] = [[], [], []]
  for (const member of security.members) {
    const byTwoFactor = twoFactorAccess(member, before.enforcesTwoFactor)
    const byPassword = passwordAccess(member, before.passwordPolicy?.enabled === true)
    // Whom none of the relaxed policies may shut out, it gives nothing back.
    if (member.twoFactor === 'pending' || !((twoFactor && byTwoFactor !== 'in') || (passwords !== null && byPassword !== 'in'))) continue
    const now = worst(byTwoFactor, byPassword)
    const then = worst(twoFactorAccess(member, after.enforcesTwoFactor), passwordAccessAfter(byPassword, before, after, wereInForce))
    if (now === 'out' && then === 'in') regaining.push(member)
    else if (then === 'out') staying.push(member)
    else maybe.push(member)
  }
  return { regaining, maybe, staying, by: { twoFactor, passwords } }
}

function relaxedPasswords(before: SecuritySettings, after: SecuritySettings, wereInForce: boolean): 'off' | 'former' | null {
  if (before.passwordPolicy?.enabled !== true) return null
  if (after.passwordPolicy?.enabled !== true) return 'off'
  return wereInForce && !isSameSetting('passwordPolicy', before.passwordPolicy, after.passwordPolicy) ? 'former' : null
}

const worst = (one: Access, other: Access): Access => (one === 'out' || other === 'out' ? 'out' : one === 'unknown' || other === 'unknown' ? 'unknown' : 'in')

function twoFactorAccess({ twoFactor }: Member, enforced: boolean): Access {
  if (!enforced || twoFactor === 'enabled') return 'in'
  return twoFactor === 'notEnabled' ? 'out' : 'unknown'
}

function passwordAccess({ password }: Member, enforced: boolean): Access {
  if (!enforced || password === 'compliant') return 'in'
  return password === 'nonCompliant' ? 'out' : 'unknown'
}

function passwordAccessAfter(now: Access, before: SecuritySettings, after: SecuritySettings, wereInForce: boolean): Access {
  if (after.passwordPolicy?.enabled !== true) return 'in'
  if (isSameSetting('passwordPolicy', before.passwordPolicy, after.passwordPolicy)) return now
  // Of each person there is one proof: whoever has proved it for today's settings has none for the former ones.
  return wereInForce && now !== 'in' ? 'unknown' : 'out'
}

function regainedKeys({ security, keys, before, after, nowMs }: RegainedCase): RegainedKeys | null {
  const secure = before.enforcesSecureKeys && !after.enforcesSecureKeys
  const expiry = before.requiresKeyExpiration && !after.requiresKeyExpiration
  if (!secure && !expiry) return null
  const reaching = keysOf(security.organizationId, keys, nowMs)
  return {
    working: secure ? reaching.filter(({ kind }) => kind === 'plain') : [],
    maybeWorking: secure ? reaching.filter(({ kind }) => kind === 'unknown') : [],
    // What is refused as a plain key is refused all the same.
    accepted: expiry ? reaching.filter(({ kind, expiresAt }) => expiresAt === null && !(kind === 'plain' && after.enforcesSecureKeys)) : []
  }
}
