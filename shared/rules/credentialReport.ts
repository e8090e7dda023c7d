import type { KeyInventory } from '../domain/keyInventory'
import type { Completeness, Known } from '../domain/organizationSecurity'
import { csv } from './csv'
import { expiryOf } from './keyExpiry'
import { dayMs, type KeyFinding, type KeyPolicies, type OwnerTwoFactor } from './keyFindings'
import type { ListedKey, RoleOnApp } from './keyListing'
import { isAdministrator } from './keyRoles'

/** The keys of one reading, with what is found of each. */
export interface CredentialReport {
  organizationName: string
  inventory: KeyInventory
  keys: readonly ListedKey[]
  policies: Known<KeyPolicies>
  /** The server's time, milliseconds since 1970. */
  nowMs: number
}

export interface CredentialReportWords {
  column: Record<
    | 'id'
    | 'name'
    | 'kind'
    | 'owner'
    | 'ownerTwoFactor'
    | 'created'
    | 'age'
    | 'updated'
    | 'expires'
    | 'daysLeft'
    | 'role'
    | 'apps'
    | 'createsOrganizations'
    | 'compliance'
    | 'findings'
    | 'organization'
    | 'readAt'
    | 'organizationKeys'
    | 'ownKeys'
    | 'policies',
    string
  >
  kind: (row: ListedKey) => string
  owner: (row: ListedKey) => string
  twoFactor: (status: OwnerTwoFactor) => string
  role: (row: ListedKey) => string
  app: (role: RoleOnApp) => string
  /** For a role in the organization that reaches every app. */
  allApps: string
  compliance: (row: ListedKey) => string
  finding: (finding: KeyFinding) => string
  yesNo: (answer: 'yes' | 'no' | 'unknown') => string
  completeness: (completeness: Completeness) => string
  policies: (known: boolean) => string
  unknown: string
  never: string
  expired: string
  none: string
}

/** Whole days since a key was made; null: the server does not tell when. A key of the future, by a clock that is wrong, is of age 0. */
export function ageInDays({ createdAt }: { createdAt: string | null }, nowMs: number): number | null {
  return createdAt === null ? null : Math.max(0, Math.floor((nowMs - Date.parse(createdAt)) / dayMs))
}

/** Whole days until a key runs out as the lists count them, 0 or negative since; null: it never does. */
export function daysLeft({ expiresAt }: { expiresAt: string | null }, nowMs: number): number | null {
  const expiry = expiryOf({ expiresAt }, nowMs)
  if (expiry.state === 'never') return null
  return expiry.state === 'ahead' ? expiry.daysLeft : 0 - expiry.daysAgo
}

/** Whether the role in the organization reaches every app of it, whatever roles on apps there are. */
function reachesAllApps({ role }: ListedKey): boolean {
  return isAdministrator(role ?? null)
}

/** Every key in words, the unknown too; with the moment of the reading and how complete it was, on every line. */
export function credentialReportCsv({ organizationName, inventory, keys, policies, nowMs }: CredentialReport, words: CredentialReportWords): string {
  const number = (value: number | null, missing: string): string => (value === null ? missing : String(value))
  const beside = [organizationName, inventory.readAt, words.completeness(inventory.organizationKeys), words.completeness(inventory.ownKeys), words.policies(policies.known)]
  const rows = keys.map((row) => {
    const { key, apps, findings } = row
    return [
      String(key.id),
      key.name,
      words.kind(row),
      words.owner(row),
      words.twoFactor(row.ownerTwoFactor),
      key.createdAt ?? words.unknown,
      number(ageInDays(key, nowMs), words.unknown),
      key.updatedAt ?? words.unknown,
      key.expiresAt ?? words.never,
      // A minus sign would begin a formula, and be written out as text.
      expiryOf(key, nowMs).state === 'expired' ? words.expired : number(daysLeft(key, nowMs), words.never),
      words.role(row),
      reachesAllApps(row) ? words.allApps : apps === null ? words.unknown : apps.length === 0 ? words.none : apps.map(words.app).join('; '),
      words.yesNo(key.mayCreateOrganizations),
      words.compliance(row),
      findings.length === 0 ? words.none : findings.map(words.finding).join('; '),
      ...beside
    ]
  })
  const { column } = words
  const header = [column.id, column.name, column.kind, column.owner, column.ownerTwoFactor, column.created, column.age, column.updated, column.expires, column.daysLeft, column.role, column.apps, column.createsOrganizations, column.compliance, column.findings, column.organization, column.readAt, column.organizationKeys, column.ownKeys, column.policies]
  return csv(header, rows)
}

/** For programs: names and values as in the field's own terms, whatever the person's language. */
export function credentialReportJson({ organizationName, inventory, keys, policies, nowMs }: CredentialReport): string {
  const content = {
    organization: { id: inventory.organizationId, name: organizationName },
    readAt: inventory.readAt,
    complete: { organizationKeys: inventory.organizationKeys.state, ownKeys: inventory.ownKeys.state, apps: inventory.apps.known ? 'complete' : 'failed', policies: policies.known ? 'complete' : 'failed' },
    policies: policies.known
      ? { enforcesSecureKeys: policies.value.enforcesSecureKeys, requiresKeyExpiration: policies.value.requiresKeyExpiration, maxKeyExpirationDays: policies.value.maxKeyExpirationDays }
      : null,
    keys: keys.map((row) => {
      const { key, role, apps, ownerTwoFactor, compliance, findings, state } = row
      return {
      id: key.id,
      name: key.name,
      kind: key.kind,
      own: key.own,
      /** Whether Gatehouse is signed in with it; when others last used it is recorded nowhere. */
      credentialOfGatehouse: key.inUse,
      owner: { id: key.ownerId, email: key.ownerEmail, twoFactor: ownerTwoFactor },
      createdAt: key.createdAt,
      ageInDays: ageInDays(key, nowMs),
      updatedAt: key.updatedAt,
      expiresAt: key.expiresAt,
      daysLeft: daysLeft(key, nowMs),
      // undefined, not known, would be left out of JSON.
      role: role === undefined ? 'unknown' : role,
      allApps: role === undefined ? 'unknown' : reachesAllApps(row),
      apps: reachesAllApps(row) ? null : apps === null ? 'unknown' : apps.map(({ appId, app, role: onApp }) => ({ id: appId, appId: app?.appId ?? null, role: onApp })),
      mayCreateOrganizations: key.mayCreateOrganizations,
      state,
      compliance,
      findings: findings.map(({ kind, certain }) => ({ kind, certain }))
      }
    })
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
