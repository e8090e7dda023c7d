import type { KeyChange, KeyRoles, KeyState, KeyWish } from '../domain/apiKey'
import type { KeyApp, KeyBinding, KeyFact } from '../domain/keyInventory'
import type { SecurityPolicies } from '../domain/organization'
import { isAdministrator, mayGiveRole, sameKeyRoles, type KeyGiver } from './keyRoles'

/** What stands against a key as it is wished. The window has a sentence for each. */
export const keyProblemCodes = [
  /** The person may not manage keys in the organization. */
  'mayNotManageKeys',
  /** They may manage keys, and not change the roles of one that exists. */
  'mayNotChangeRoles',
  /** Roles of the key in another organization would have to be given anew, and are not theirs to give. */
  'rolesElsewhereNotYours',
  'nameMissing',
  /** No role anywhere: the server takes no such key. */
  'nothingGranted',
  /** A role above their own, or one that managers of keys may not give. */
  'roleNotAssignable',
  'appTwice',
  /** Not an app of the organization. */
  'appUnknown',
  'expiryRequired',
  /** Past, or so near that it may be by the time it arrives. */
  'expiryTooSoon',
  'expiryTooLate',
  /** The organization takes secure keys only: a plain one would be created and stop at once, everywhere. */
  'plainStopsAtOnce',
  /** `org.create` goes with the organization role Admin only. */
  'createOrganizationsNeedsAdmin'
] as const
export type KeyProblemCode = (typeof keyProblemCodes)[number]

export type KeyField = keyof KeyWish

export interface KeyProblem {
  code: KeyProblemCode
  field: KeyField
  /** The app's row it is about; null: none. */
  appId: string | null
  /** The organization whose policy or roles stand against it. */
  organizationId: string
}

/** What an organization asks of keys. */
export interface KeyPolicy extends Pick<SecurityPolicies, 'enforcesSecureKeys' | 'requiresKeyExpiration' | 'maxKeyExpirationDays'> {
  organizationId: string
}

/** Milliseconds by which a date is kept off the limits: the clocks differ by what a request takes, and more. */
export const expiryMarginMs = 5 * 60_000
/**
 * Milliseconds by which two readings of the server's clock may differ: its header has whole seconds, and an answer takes a
 * while. The last moment that was offered is not refused because the clock was read again.
 */
export const clockReadingsDifferMs = 30_000
const dayMs = 86_400_000

export interface ExpiryBounds {
  required: boolean
  /** Milliseconds since 1970. */
  earliestMs: number
  /** null: none. Before `earliestMs` where the policy leaves no room. */
  latestMs: number | null
  /** The shortest maximum, in days, and whose it is. */
  maximum: { days: number; organizationId: string } | null
}

/**
 * Between which moments an expiry may lie. The maximum counts from now, at each change anew (Capgo backend).
 * @param policies of every organization in which the key has or gets a role
 * @param nowMs the server's time, milliseconds since 1970
 */
export function expiryBounds(policies: readonly KeyPolicy[], nowMs: number): ExpiryBounds {
  let maximum: ExpiryBounds['maximum'] = null
  for (const { organizationId, maxKeyExpirationDays: days } of policies) if (days !== null && (maximum === null || days < maximum.days)) maximum = { days, organizationId }
  return {
    required: policies.some(({ requiresKeyExpiration }) => requiresKeyExpiration),
    earliestMs: nowMs + expiryMarginMs,
    latestMs: maximum === null ? null : nowMs + maximum.days * dayMs - expiryMarginMs,
    maximum
  }
}

/** @param expiresAt ISO 8601; null: never */
export function judgeExpiry(expiresAt: string | null, policies: readonly KeyPolicy[], nowMs: number, openOrganizationId: string): KeyProblem[] {
  const bounds = expiryBounds(policies, nowMs)
  const problem = (code: KeyProblemCode, organizationId = openOrganizationId): KeyProblem[] => [{ code, field: 'expiresAt', appId: null, organizationId }]
  if (expiresAt === null) {
    const requiring = policies.find(({ requiresKeyExpiration }) => requiresKeyExpiration)
    return requiring ? problem('expiryRequired', requiring.organizationId) : []
  }
  const moment = Date.parse(expiresAt)
  // Not a date is not a later one either.
  if (!(moment >= bounds.earliestMs - clockReadingsDifferMs)) return problem('expiryTooSoon')
  if (bounds.latestMs !== null && moment > bounds.latestMs + clockReadingsDifferMs) return problem('expiryTooLate', bounds.maximum?.organizationId)
  return []
}

/** What a wish is judged on; what is null is not known, and left to the server. */
export interface WishCircumstances {
  organizationId: string
  policy: KeyPolicy | null
  giver: KeyGiver
  apps: readonly KeyApp[] | null
  /** The server's time, milliseconds since 1970. */
  nowMs: number
}

/** Everything that stands against a new key, in the order of the form. */
export function judgeKeyWish(wish: KeyWish, circumstances: WishCircumstances): KeyProblem[] {
  const { organizationId, policy, giver, apps, nowMs } = circumstances
  const problem = (code: KeyProblemCode, field: KeyField): KeyProblem => ({ code, field, appId: null, organizationId })
  const problems: KeyProblem[] = []
  if (giver.mayManageKeys === false) problems.push(problem('mayNotManageKeys', 'organizationRole'))
  if (wish.name.trim() === '') problems.push(problem('nameMissing', 'name'))
  if (policy?.enforcesSecureKeys === true && !wish.secure) problems.push(problem('plainStopsAtOnce', 'secure'))
  problems.push(...judgeExpiry(wish.expiresAt, policy === null ? [] : [policy], nowMs, organizationId))
  if (wish.organizationRole === null && wish.apps.length === 0) problems.push(problem('nothingGranted', 'organizationRole'))
  problems.push(...judgeRoles(wish, giver, apps, organizationId))
  if (wish.mayCreateOrganizations && !isAdministrator(wish.organizationRole)) problems.push(problem('createOrganizationsNeedsAdmin', 'mayCreateOrganizations'))
  return problems
}

export interface ChangeCircumstances extends WishCircumstances {
  kind: KeyFact['kind']
  /** The key's roles that the change does not touch: in other organizations, and on channels; null: not known. */
  kept: readonly KeyBinding[] | null
  /** Of the other organizations in which it has roles. */
  policiesElsewhere: readonly KeyPolicy[]
  /** Other organizations whose roles the person does not administer. */
  notAdministered: ReadonlySet<string>
}

/** A key as the change would leave it. */
export function changedKey(base: KeyState, change: KeyChange): KeyState {
  return {
    name: change.name ?? base.name,
    expiresAt: change.expiresAt === undefined ? base.expiresAt : change.expiresAt,
    roles: change.roles ?? base.roles,
    mayCreateOrganizations: change.mayCreateOrganizations ?? base.mayCreateOrganizations
  }
}

/** Everything that stands against an edit, in the order of the form. */
export function judgeKeyChange(base: KeyState, change: KeyChange, circumstances: ChangeCircumstances): KeyProblem[] {
  const { organizationId, policy, giver, apps, nowMs, kind, kept, policiesElsewhere, notAdministered } = circumstances
  const after = changedKey(base, change)
  const problem = (code: KeyProblemCode, field: KeyField, of = organizationId): KeyProblem => ({ code, field, appId: null, organizationId: of })
  const problems: KeyProblem[] = []
  const changesRoles = change.roles !== undefined && !sameKeyRoles(base.roles, change.roles)
  const hasRolesHere = after.roles.organizationRole !== null || after.roles.apps.length > 0
  const policies = [...(policy !== null && hasRolesHere ? [policy] : []), ...policiesElsewhere]
  if (changesRoles && giver.mayUpdateRoles === false) problems.push(problem('mayNotChangeRoles', 'organizationRole'))
  if (after.name.trim() === '') problems.push(problem('nameMissing', 'name'))
  if (change.expiresAt !== undefined && !sameMoment(base.expiresAt, change.expiresAt)) problems.push(...judgeExpiry(change.expiresAt, policies, nowMs, organizationId))
  // With other roles the server holds the expiry against the policies once more: exactly, and without minding that it is past.
  else if (changesRoles) problems.push(...judgeExpiry(after.expiresAt, policies, nowMs + expiryMarginMs, organizationId).filter(({ code }) => code !== 'expiryTooSoon'))
  if (changesRoles) {
    const elsewhere = kept?.find((one) => one.organizationId !== organizationId && notAdministered.has(one.organizationId))
    if (elsewhere) problems.push(problem('rolesElsewhereNotYours', 'organizationRole', elsewhere.organizationId))
    if (!hasRolesHere && kept?.length === 0) problems.push(problem('nothingGranted', 'organizationRole'))
    const hadRolesHere = base.roles.organizationRole !== null || base.roles.apps.length > 0 || (kept ?? []).some((one) => one.organizationId === organizationId)
    // One that has roles here has stopped already.
    if (kind === 'plain' && policy?.enforcesSecureKeys === true && hasRolesHere && !hadRolesHere) problems.push(problem('plainStopsAtOnce', 'organizationRole'))
    problems.push(...judgeRoles(after.roles, giver, apps, organizationId))
  }
  const isAdmin = isAdministrator(after.roles.organizationRole) || kept === null || kept.some(({ scope, role }) => scope === 'org' && isAdministrator(role))
  if ((changesRoles || change.mayCreateOrganizations !== undefined) && after.mayCreateOrganizations && !isAdmin) problems.push(problem('createOrganizationsNeedsAdmin', 'mayCreateOrganizations'))
  return problems
}

function judgeRoles({ organizationRole, apps: chosen }: KeyRoles, giver: KeyGiver, apps: readonly KeyApp[] | null, organizationId: string): KeyProblem[] {
  const problems: KeyProblem[] = []
  if (organizationRole !== null && mayGiveRole(giver, organizationRole) === 'no') problems.push({ code: 'roleNotAssignable', field: 'organizationRole', appId: null, organizationId })
  const seen = new Set<string>()
  for (const { appId, role } of chosen) {
    const problem = (code: KeyProblemCode): KeyProblem => ({ code, field: 'apps', appId, organizationId })
    if (seen.has(appId)) problems.push(problem('appTwice'))
    else if (apps !== null && !apps.some(({ id }) => id === appId)) problems.push(problem('appUnknown'))
    if (mayGiveRole(giver, role) === 'no') problems.push(problem('roleNotAssignable'))
    seen.add(appId)
  }
  return problems
}

/** Whether two expiries are the same moment, however they are written. */
export function sameMoment(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : Date.parse(one) === Date.parse(other)
}
