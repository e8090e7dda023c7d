import type { Difference } from '../domain/audit'
import type { KeyApp, KeyFact } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import type { Known } from '../domain/organizationSecurity'
import { securitySettingNames, type SecuritySettings } from '../domain/securitySettings'
import { valueDifferences } from './differences'

/** Two settings, field by field, the parts of the password policy each by itself. */
export function settingsDifferences(before: SecuritySettings, after: SecuritySettings): Difference[] {
  return securitySettingNames.flatMap((name) => valueDifferences(name, before[name], after[name]))
}

/** What was not asked, or is not known, on one side is no difference: nobody can say that it changed. */
export function memberDifferences(before: Member, after: Member): Difference[] {
  const silent = ['unknown', 'notAsked']
  return [
    ...valueDifferences('email', before.email, after.email),
    ...valueDifferences('role', before.role, after.role),
    ...(silent.includes(before.twoFactor) || silent.includes(after.twoFactor) ? [] : valueDifferences('twoFactor', before.twoFactor, after.twoFactor)),
    ...(silent.includes(before.password) || silent.includes(after.password) ? [] : valueDifferences('password', before.password, after.password))
  ]
}

/** Which organization is meant, and the names of its apps on either side. */
export interface KeyPlace {
  organizationId: string
  apps: { before: Known<readonly KeyApp[]> | null; after: Known<readonly KeyApp[]> | null }
}

/** The roles are those in the organization: of others, one reading may see what another does not. */
export function keyDifferences(before: KeyFact, after: KeyFact, { organizationId, apps }: KeyPlace): Difference[] {
  const bothTold = (one: unknown, other: unknown): boolean => ![one, other].some((value) => value === null || value === 'unknown')
  const names = namesOf(apps.after, namesOf(apps.before))
  return [
    ...valueDifferences('name', before.name, after.name),
    ...valueDifferences('expiresAt', moment(before.expiresAt), moment(after.expiresAt)),
    ...(bothTold(before.kind, after.kind) ? valueDifferences('kind', before.kind, after.kind) : []),
    ...(before.bindings.known && after.bindings.known ? valueDifferences('roles', rolesOf(before, organizationId, names), rolesOf(after, organizationId, names)) : []),
    ...(bothTold(before.mayCreateOrganizations, after.mayCreateOrganizations) ? valueDifferences('mayCreateOrganizations', before.mayCreateOrganizations, after.mayCreateOrganizations) : []),
    ...valueDifferences('ownerId', before.ownerId, after.ownerId),
    // A secret that was made anew shows in nothing else.
    ...(bothTold(before.updatedAt, after.updatedAt) ? valueDifferences('updatedAt', moment(before.updatedAt), moment(after.updatedAt)) : [])
  ]
}

function rolesOf({ bindings }: KeyFact, organizationId: string, names: ReadonlyMap<string, string>): string {
  if (!bindings.known) return ''
  const here = bindings.value.filter((binding) => binding.organizationId === organizationId)
  return here.map(({ role, appId, scope }) => (appId === null ? (scope === 'org' ? role : `${role} (${scope})`) : `${role}: ${names.get(appId) ?? appId}`)).sort().join(', ')
}

function namesOf(apps: Known<readonly KeyApp[]> | null, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  return apps?.known === true ? new Map([...before, ...apps.value.map(({ id, appId }) => [id, appId] as const)]) : before
}

/** The same moment may be written in more than one way. */
const moment = (iso: string | null): string | null => (iso === null ? null : new Date(iso).toISOString())
