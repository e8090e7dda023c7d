import { z } from 'zod'
import { auditPageSize, type AuditOperation, type AuditPage, type AuditRow, type AuditTable, type UnderstoodAuditRow } from '#shared/domain/audit'
import { recordDifferences } from '#shared/rules/differences'
import { auditRecord, readAudit, readMemberEmails, type AuditRecord } from '../capgo/endpoints/audit'
import { parseInstant } from '../capgo/instant'
import type { ActiveConnection } from './connection/connectionService'
import { settled } from './settled'

/** Differences of one record at most. */
const mostDifferences = 60

/**
 * One page of an organization's audit log, in one request, and one more for the addresses of the members it speaks of
 * (without which they are told by their id).
 * @throws AppError as of `readAudit`
 */
export async function readAuditPage(
  { requester, signal }: ActiveConnection,
  asked: { organizationId: string; tableName: AuditTable | null; operation: AuditOperation | null; page: number; /** Rows; 100 at most. */ limit?: number },
  now: () => number
): Promise<AuditPage> {
  const answer = await readAudit(requester, { ...asked, limit: asked.limit ?? auditPageSize }, signal)
  const rows = answer.data.map(rowOf)
  const emails = await emailsOf(rows, { requester, signal }, asked.organizationId)
  return {
    organizationId: asked.organizationId,
    rows: rows.map((row) => (row.understood && row.subject === null && row.subjectUserId !== null ? { ...row, subject: emails.get(row.subjectUserId) ?? null } : row)),
    total: answer.total,
    page: answer.page,
    limit: answer.limit,
    readAt: new Date(now()).toISOString()
  }
}

async function emailsOf(rows: readonly AuditRow[], { requester, signal }: Pick<ActiveConnection, 'requester' | 'signal'>, organizationId: string): Promise<Map<string, string>> {
  const actors = new Map(rows.flatMap((row) => (row.understood && row.actor.userId !== null && row.actor.email !== null ? [[row.actor.userId, row.actor.email] as const] : [])))
  const ids = new Set(rows.flatMap((row) => (row.understood && row.subjectUserId !== null && !actors.has(row.subjectUserId) ? [row.subjectUserId] : [])))
  const wanted = [...ids].filter((id) => z.guid().safeParse(id).success)
  const found = wanted.length > 0 ? await settled(readMemberEmails(requester, organizationId, wanted, signal)) : null
  signal.throwIfAborted()
  return new Map([...actors, ...(found?.known ? found.value : [])])
}

function rowOf(raw: unknown): AuditRow {
  const parsed = auditRecord.safeParse(raw)
  if (parsed.success) return understood(parsed.data)
  const named = z.object({ id: z.union([z.number(), z.string().max(100)]) }).safeParse(raw)
  return { understood: false, id: named.success ? String(named.data.id) : null }
}

function understood(record: AuditRecord): UnderstoodAuditRow {
  const [before, after] = [record.old_record ?? null, record.new_record ?? null]
  const last = after ?? before ?? {}
  const differences = recordDifferences(before, after)
  const moment = parseInstant(record.created_at)
  const membership = record.table_name === 'org_users'
  return {
    understood: true,
    id: String(record.id),
    time: moment === null ? null : new Date(moment).toISOString(),
    table: record.table_name,
    operation: record.operation,
    recordId: String(record.record_id),
    actor: {
      kind: record.actor_apikey_id != null || record.actor_type === 'apikey' ? 'apiKey' : record.actor_user_id == null ? 'system' : 'user',
      userId: record.actor_user_id ?? null,
      email: record.actor_user_email ?? null,
      keyName: record.actor_apikey_name ?? null
    },
    subject: membership ? null : (textOf(last['name']) ?? textOf(last['app_id'])),
    subjectUserId: membership ? textOf(last['user_id']) : null,
    role: membership ? textOf(last['rbac_role_name']) : null,
    invitation: membership && last['is_invite'] === true,
    differences: differences.slice(0, mostDifferences),
    further: Math.max(0, differences.length - mostDifferences)
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null
}
