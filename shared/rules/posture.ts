import type { KeyInventory } from '../domain/keyInventory'
import type { SecurityPolicies } from '../domain/organization'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import { isBeyond, postureFigures, reaches, type ListState, type PostureFigures } from './postureFigures'
import { enforcedLength } from './passwordPolicy'

/**
 * What the score is made of, by what it protects. People: 65 points, of which 45 are for 2FA, which stops a stolen
 * password by itself; the share of members who have it (25) weighs more than the switch (20), for a member without it is
 * open today. The password policy (10) and its proofs (10) follow. Keys: 35 points, because an API key passes by 2FA and
 * the password policy alike (Capgo backend), so that what people prove does not hold for it: that plain keys are refused
 * (10), that keys must end (6) and soon (4), and how far the present keys do (8 and 7). Encryption of bundles is left out:
 * it protects what is shipped, not who gets in, and not everybody uses it.
 */
export const postureWeights = {
  twoFactorEnforced: 20,
  twoFactorMembers: 25,
  passwordPolicy: 10,
  passwordMembers: 10,
  secureKeysEnforced: 10,
  expirationRequired: 6,
  maximumLifetime: 4,
  secureKeys: 8,
  expiringKeys: 7
} as const
export const posturePartNames = ['twoFactorEnforced', 'twoFactorMembers', 'passwordPolicy', 'passwordMembers', 'secureKeysEnforced', 'expirationRequired', 'maximumLifetime', 'secureKeys', 'expiringKeys'] as const satisfies readonly (keyof typeof postureWeights)[]
export type PosturePartName = (typeof posturePartNames)[number]

/** Why a part has the points that it has; the words are in `text`. */
export const postureReasons = ['met', 'off', 'partly', 'none', 'short', 'noMaximum', 'longMaximum', 'noKeys', 'refusedByPolicy', 'notAsked', 'unknown', 'partlyUnknown'] as const
export type PostureReason = (typeof postureReasons)[number]

export interface PosturePart {
  name: PosturePartName
  weight: number
  /** Certain points, 0 to `weight`. */
  points: number
  /** Points that what is unknown could add; `points + unknown` is at most `weight`. */
  unknown: number
  reason: PostureReason
  /** What the reason counts: `count` of `total`, or a number of characters or days. */
  count: number | null
  total: number | null
}

export interface PostureScore {
  /** 0 to 100. What is unknown counts for nothing in `low`, and in full in `high`; both are the same when all is known. */
  low: number
  high: number
  parts: PosturePart[]
}

/** The longest lifetime of keys that Capgo's documentation recommends for any use (CI/CD pipelines). */
const longestRecommendedDays = 180
/** Capgo's documentation: "A minimum of 10-12 characters"; the upper end is also what PCI DSS v4.0 asks (8.3.6). */
const goodLength = 12

export interface Posture {
  figures: PostureFigures
  score: PostureScore
}

/**
 * How an organization stands, from what was read of it; null is a reading that failed.
 * @param now milliseconds since 1970, by the server's clock where its difference is known
 */
export function judgePosture(security: OrganizationSecurity | null, keys: KeyInventory | null, now: number): Posture {
  const figures = postureFigures(security, keys, now)
  const parts = posturePartNames.map((name) => judges[name]({ security, keys, figures, now, weight: postureWeights[name] })).map((part, index) => ({ name: posturePartNames[index] ?? 'twoFactorEnforced', ...part }))
  return { figures, score: { ...rangeOf(parts), parts } }
}

/** Rounded down, so that 100 is said of nothing less. */
function rangeOf(parts: readonly PosturePart[]): { low: number; high: number } {
  const sum = (of: (part: PosturePart) => number): number => Math.floor(parts.reduce((total, part) => total + of(part), 0) + 1e-9)
  return { low: sum(({ points }) => points), high: sum(({ points, unknown }) => points + unknown) }
}

type Judged = Omit<PosturePart, 'name'>
interface Case {
  security: OrganizationSecurity | null
  keys: KeyInventory | null
  figures: PostureFigures
  now: number
  weight: number
}

const judges: Record<PosturePartName, (one: Case) => Judged> = {
  twoFactorEnforced: ({ security, weight }) => ofSwitch(security?.enforcesTwoFactor.known === true ? security.enforcesTwoFactor.value : null, weight),
  twoFactorMembers({ security, figures: { members }, weight }) {
    const list = security?.twoFactorCompleteness.state === 'failed' ? 'unread' : members.list
    return ofShare({ good: members.enabled, bad: members.notEnabled, unknown: members.unknown, unseen: members.unseen, list, weight })
  },
  passwordPolicy({ security, weight }) {
    const policies = policiesOf(security)
    if (policies === null) return unknownPart(weight)
    const length = enforcedLength(policies.passwordPolicy)
    if (length === null) return part(weight, 0, 'off')
    // A short one is worth half: it holds off guessing, not a stolen list of hashes.
    return length >= goodLength ? part(weight, weight, 'met', { count: length }) : part(weight, weight / 2, 'short', { count: length, total: goodLength })
  },
  passwordMembers({ security, figures: { members, password }, weight }) {
    if (password.asked === null) return unknownPart(weight)
    if (!password.asked) return part(weight, 0, 'notAsked')
    const list = security?.passwordCompleteness?.state === 'failed' ? 'unread' : members.list
    return ofShare({ good: password.compliant, bad: password.nonCompliant, unknown: password.unknown, unseen: members.unseen, list, weight })
  },
  secureKeysEnforced: ({ security, weight }) => ofSwitch(policiesOf(security)?.enforcesSecureKeys ?? null, weight),
  expirationRequired: ({ security, weight }) => ofSwitch(policiesOf(security)?.requiresKeyExpiration ?? null, weight),
  maximumLifetime({ security, weight }) {
    const policies = policiesOf(security)
    if (policies === null) return unknownPart(weight)
    const days = policies.maxKeyExpirationDays
    if (days === null) return part(weight, 0, 'noMaximum', { total: longestRecommendedDays })
    return days <= longestRecommendedDays ? part(weight, weight, 'met', { count: days }) : part(weight, 0, 'longMaximum', { count: days, total: longestRecommendedDays })
  },
  secureKeys({ security, figures: { keys }, weight, ...given }) {
    // Capgo backend: where secure keys are enforced, a plain key is refused everywhere, so that none of them reaches anything.
    if (policiesOf(security)?.enforcesSecureKeys === true) return part(weight, weight, 'refusedByPolicy')
    const usable = usableKeys(given.keys, given.now)
    const kinds = (kind: 'secure' | 'plain' | 'unknown'): number => usable.filter((key) => key.kind === kind).length
    return ofKeys({ good: kinds('secure'), bad: kinds('plain'), unknown: kinds('unknown'), list: keys.list, weight })
  },
  expiringKeys({ security, figures, weight, keys, now }) {
    const usable = usableKeys(keys, now)
    const maximum = policiesOf(security)?.maxKeyExpirationDays ?? null
    const good = usable.filter((key) => key.expiresAt !== null && !isBeyond(key, maximum, now)).length
    return ofKeys({ good, bad: usable.length - good, unknown: 0, list: figures.keys.list, weight })
  }
}

function policiesOf(security: OrganizationSecurity | null): SecurityPolicies | null {
  return security?.policies.known === true ? security.policies.value : null
}

/** An expired key opens nothing any more. */
function usableKeys(keys: KeyInventory | null, now: number) {
  return keys?.keys.filter((key) => reaches(key, keys.organizationId) === true && (key.expiresAt === null || Date.parse(key.expiresAt) > now)) ?? []
}

function ofSwitch(on: boolean | null, weight: number): Judged {
  return on === null ? unknownPart(weight) : on ? part(weight, weight, 'met') : part(weight, 0, 'off')
}

interface Share {
  good: number
  bad: number
  unknown: number
  /** Not in the list at all; null: nobody knows how many. */
  unseen: number | null
  list: ListState
  weight: number
}

/** Points by the share of those who are known to do well; of a list whose length nobody knows there is no share. */
function ofShare({ good, bad, unknown, unseen, list, weight }: Share): Judged {
  const total = good + bad + unknown + (unseen ?? 0)
  if (list === 'unread' || unseen === null || total === 0) return unknownPart(weight)
  const doubtful = unknown + unseen
  const reason = doubtful > 0 ? 'partlyUnknown' : good === total ? 'met' : good === 0 ? 'none' : 'partly'
  return { weight, points: (weight * good) / total, unknown: (weight * doubtful) / total, reason, count: good, total }
}

/** No key at all is no risk of a key. */
function ofKeys({ good, bad, unknown, list, weight }: Omit<Share, 'unseen'>): Judged {
  if (list !== 'whole') return unknownPart(weight)
  return good + bad + unknown === 0 ? part(weight, weight, 'noKeys') : ofShare({ good, bad, unknown, unseen: 0, list, weight })
}

function part(weight: number, points: number, reason: PostureReason, { count = null, total = null }: { count?: number | null; total?: number | null } = {}): Judged {
  return { weight, points, unknown: 0, reason, count, total }
}

function unknownPart(weight: number): Judged {
  return { weight, points: 0, unknown: weight, reason: 'unknown', count: null, total: null }
}
