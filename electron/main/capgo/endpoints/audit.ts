import { z } from 'zod'
import type { AuditOperation, AuditTable } from '#shared/domain/audit'
import type { CapgoRequester } from '../requester'

const fields = z.record(z.string(), z.unknown())

/** One record of the log as the server writes it; what of it may be missing or odd without being another thing. */
export const auditRecord = z.object({
  id: z.union([z.number(), z.string().max(100)]),
  created_at: z.string().max(100),
  table_name: z.string().min(1).max(100),
  record_id: z.union([z.string().max(200), z.number()]),
  operation: z.enum(['INSERT', 'UPDATE', 'DELETE']),
  old_record: fields.nullish(),
  new_record: fields.nullish(),
  actor_type: z.string().max(100).nullish(),
  actor_user_id: z.string().max(100).nullish(),
  actor_user_email: z.string().max(1000).nullish(),
  actor_apikey_id: z.union([z.number(), z.string().max(100)]).nullish(),
  actor_apikey_name: z.string().max(1000).nullish()
})
export type AuditRecord = z.output<typeof auditRecord>

const auditAnswer = z.object({ data: z.array(z.unknown()).max(1000), total: z.int().min(0), page: z.int().min(0), limit: z.int().min(1) })

export interface AuditQuestion {
  organizationId: string
  /** null: of every kind. */
  tableName: AuditTable | null
  operation: AuditOperation | null
  /** From 0. */
  page: number
  /** 100 at most. */
  limit: number
}

/**
 * A page of an organization's audit log, the newest first (`GET /organization/audit`). The server forgets records after
 * 30 days and records neither API keys nor role bindings. Rows are handed on as they came: one odd row is no failure of the page.
 * @throws AppError `forbidden` (`invalid_org_id`: no `org.read_audit`), `policyViolation` (`org_requires_expiring_key`)
 */
export async function readAudit(requester: CapgoRequester, { organizationId, tableName, operation, page, limit }: AuditQuestion, signal?: AbortSignal): Promise<z.output<typeof auditAnswer>> {
  const query = new URLSearchParams({
    orgId: organizationId,
    ...(tableName === null ? {} : { tableName }),
    ...(operation === null ? {} : { operation }),
    page: String(page),
    limit: String(limit)
  })
  const { body } = await requester.send({ host: 'api', method: 'GET', path: `/organization/audit?${query.toString()}`, answer: auditAnswer, signal })
  return body
}

/** The e-mail addresses of some members, without the others' (RPC `get_org_members`, filtered by the server). @param userIds a page's worth; addresses have a limit */
export async function readMemberEmails(requester: CapgoRequester, organizationId: string, userIds: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
  const query = new URLSearchParams({ uid: `in.(${userIds.join(',')})`, limit: String(userIds.length * 2) })
  const answer = await requester.send({
    host: 'supabase',
    method: 'POST',
    path: `/rest/v1/rpc/get_org_members?${query.toString()}`,
    body: { guild_id: organizationId },
    answer: z.array(z.object({ uid: z.string(), email: z.string().max(1000).nullable() })),
    repeatable: true,
    signal
  })
  return new Map(answer.body.flatMap(({ uid, email }) => (email === null ? [] : [[uid, email] as const])))
}
