import { randomUUID } from 'node:crypto'
import type { AuditRow } from '#shared/domain/audit'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSummary } from '#shared/domain/organization'
import type { Known, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { mostAuditRows, type Snapshot, type SnapshotPart } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import { readAuditPage } from '../auditLog'
import type { ActiveConnection } from '../connection/connectionService'
import { readKeyInventory } from '../keyInventory'
import { readOrganizationSecurity } from '../organizationSecurity'
import { countTwoFactor, listOwnOrganizations } from '../organizations'
import { settled } from '../settled'

/** Rows of the audit log in one request; the server gives no more. */
const auditRowsAtOnce = 100

export interface WhatToTake {
  organizationId: string
  name: string
  cause: Snapshot['cause']
}

/** What tells whether something changed during a pass; null: not known, which is no change. */
interface Signs {
  settings: string | null
  members: string | null
  keys: string | null
}

/**
 * The state of one organization, read in one pass; settings, members and keys are looked at again at its end. Where they are
 * others by then the pass is made once more, and what changed during that one as well is said in the snapshot. What could
 * not be read is unknown in it.
 * @throws AppError as of `readOrganizationSecurity` and `listOwnOrganizations`
 */
export async function takeSnapshot(active: ActiveConnection, what: WhatToTake, now: () => number): Promise<Snapshot> {
  const first = await pass(active, what, now)
  return first.changedMeanwhile.length === 0 ? first : pass(active, what, now)
}

async function pass(active: ActiveConnection, { organizationId, name, cause }: WhatToTake, now: () => number): Promise<Snapshot> {
  const begunAt = new Date(now()).toISOString()
  const [organizations, before] = await Promise.all([listOwnOrganizations(active), countTwoFactor(active, organizationId)])
  const organization = one(organizations, organizationId)
  const [security, keys] = await Promise.all([readOrganizationSecurity(active, organizationId, now), settled(readKeyInventory(active, organizationId, now))])
  const audit = await settled(readAuditExtract(active, organizationId, now))
  const [again, after, keysAgain] = await Promise.all([settled(listOwnOrganizations(active)), countTwoFactor(active, organizationId), keys.known ? settled(readKeyInventory(active, organizationId, now)) : keys])
  active.signal.throwIfAborted()
  const credential = active.connection.credential
  return {
    version: 1,
    id: randomUUID(),
    name,
    cause,
    begunAt,
    takenAt: new Date(now()).toISOString(),
    server: active.connection.server,
    demo: active.connection.demo,
    takenBy: {
      userId: active.connection.userId,
      email: credential.kind === 'session' ? credential.email : (security.members.find(({ id }) => id === active.connection.userId)?.email ?? null),
      credential: credential.kind
    },
    organization,
    security,
    keys,
    audit,
    changedMeanwhile: changedBetween(
      { settings: settingsIn(organization, security), members: membersOf(before), keys: keysOf(keys) },
      { settings: again.known ? settingsIn(one(again.value, organizationId), null) : null, members: membersOf(after), keys: keysOf(keysAgain) }
    )
  }
}

/** The newest rows, page by page; a row that moved on to the next page while they were read is taken once. */
async function readAuditExtract(active: ActiveConnection, organizationId: string, now: () => number): Promise<{ rows: AuditRow[]; total: number }> {
  const rows: AuditRow[] = []
  const seen = new Set<string>()
  let total = 0
  for (let page = 0; page * auditRowsAtOnce < mostAuditRows; page += 1) {
    const answer = await readAuditPage(active, { organizationId, tableName: null, operation: null, page, limit: auditRowsAtOnce }, now)
    total = Math.max(total, answer.total)
    for (const row of answer.rows) {
      if (row.id !== null && seen.has(row.id)) continue
      if (row.id !== null) seen.add(row.id)
      rows.push(row)
    }
    if (answer.rows.length === 0 || (page + 1) * answer.limit >= answer.total) break
  }
  return { rows: rows.slice(0, mostAuditRows), total: Math.max(total, rows.length) }
}

function one(organizations: readonly OrganizationSummary[], organizationId: string): OrganizationSummary {
  const found = organizations.find(({ id }) => id === organizationId)
  if (found) return found
  throw new AppError({ code: 'notFound', message: 'The organization is not among those of the signed-in person.', retryable: false })
}

function changedBetween(before: Signs, after: Signs): SnapshotPart[] {
  return (['settings', 'members', 'keys'] as const).filter((part) => before[part] !== null && after[part] !== null && before[part] !== after[part])
}

/** @param security what the pass itself read of them, between the two lists; null: the list alone */
function settingsIn({ enforcesTwoFactor, policies, role, name }: OrganizationSummary, security: OrganizationSecurity | null): string {
  const listed = { enforcesTwoFactor, policies, role, name }
  const read = security?.enforcesTwoFactor.known && security.policies.known ? { ...listed, enforcesTwoFactor: security.enforcesTwoFactor.value, policies: security.policies.value } : listed
  // Another one in the middle is a change, even if it is undone by the end.
  return JSON.stringify(read) === JSON.stringify(listed) ? JSON.stringify(listed) : 'changed'
}

function membersOf({ members, withoutTwoFactor }: Awaited<ReturnType<typeof countTwoFactor>>): string | null {
  return members.known && withoutTwoFactor.known ? `${String(members.value)} ${String(withoutTwoFactor.value)}` : null
}

function keysOf(keys: Known<KeyInventory>): string | null {
  if (!keys.known || keys.value.organizationKeys.state === 'failed' || keys.value.ownKeys.state === 'failed') return null
  return JSON.stringify(keys.value.keys.map(({ id, name, expiresAt, updatedAt, bindings }) => [id, name, expiresAt, updatedAt, bindings.known ? bindings.value : null]).sort(([a], [b]) => Number(a) - Number(b)))
}
