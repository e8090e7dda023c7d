import type { AuditLogRow } from '../store/rows'
import type { Store } from '../store/store'
import { compareTimestamps, instantOf } from '../store/timestamps'
import type { Actor } from './actor'

/** What happened to one row of an audited table. Keys and role bindings are not audited (Capgo backend). */
export interface AuditedChange {
  table: 'orgs' | 'org_users' | 'apps' | 'channels' | 'app_versions'
  recordId: string | number
  orgId: string
  before: object | null
  after: object | null
}

/** null for an update that changed nothing: it is recorded all the same (Capgo backend: audit trigger). */
function differingFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] | null {
  const fields = Object.keys(after).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return fields.length ? fields : null
}

export function recordAudit(store: Store, actor: Actor, change: AuditedChange): AuditLogRow {
  const before = change.before as Record<string, unknown> | null
  const after = change.after as Record<string, unknown> | null
  const userId = actor.kind === 'anonymous' ? null : actor.userId
  return store.auditLogs.insert({
    id: store.takeId('audit_logs'),
    created_at: store.now(),
    table_name: change.table,
    record_id: String(change.recordId),
    operation: before === null ? 'INSERT' : after === null ? 'DELETE' : 'UPDATE',
    user_id: userId,
    org_id: change.orgId,
    old_record: before,
    new_record: after,
    changed_fields: before && after ? differingFields(before, after) : null,
    actor_type: actor.kind === 'apiKey' ? 'apikey' : actor.kind === 'session' ? 'user' : 'system',
    actor_user_id: userId,
    actor_user_email: userId === null ? null : (store.users.get(userId)?.email ?? null),
    actor_apikey_id: actor.kind === 'apiKey' ? actor.key.id : null,
    actor_apikey_name: actor.kind === 'apiKey' ? actor.key.name : null
  })
}

/** Records are kept for this long, in milliseconds. */
const RETENTION_MS = 30 * 86_400_000

/** An organization's records, the newest first; those past their retention are gone. */
export function auditOf(store: Store, orgId: string): AuditLogRow[] {
  const oldest = store.nowMs() - RETENTION_MS
  return store.auditLogs.where('org_id', orgId).filter((row) => instantOf(row.created_at) >= oldest).sort((a, b) => newestFirst(a, b))
}

function newestFirst(a: AuditLogRow, b: AuditLogRow): number {
  return compareTimestamps(b.created_at, a.created_at) || b.id - a.id
}
