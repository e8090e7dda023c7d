import type { Context } from 'hono'
import { z } from 'zod'
import type { SignedIn } from '../rules/actor'
import { lacksRequiredExpiry } from '../rules/apiKeys'
import { auditOf } from '../rules/audit'
import { hasPermission } from '../rules/permissions'
import type { Store } from '../store/store'
import { bodyOrQuery, parsed } from './body'
import { invalidOrgId, requiresExpiringKey } from './organizationGet'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const numeric = z.union([z.number(), z.string().regex(NUMBER).transform(Number)]).optional()
const query = z.object({ orgId: z.string(), tableName: z.string().optional(), operation: z.string().optional(), page: numeric, limit: numeric })

/** Entries per page at most, and where no limit is given. */
const LARGEST_PAGE = 100
const USUAL_PAGE = 50
/** `GET /organization/audit`. Pages count from 0. */
export async function getAudit(c: Context, store: Store, actor: SignedIn): Promise<Response> {
  const { orgId, tableName, operation, page = 0, limit = USUAL_PAGE } = parsed(query, await bodyOrQuery(c))
  if (!hasPermission(store, actor, 'org.read_audit', { org: orgId })) throw invalidOrgId(orgId)
  if (actor.kind === 'apiKey' && lacksRequiredExpiry(store, actor.key, orgId)) throw requiresExpiringKey()
  const size = Math.min(limit, LARGEST_PAGE)
  const rows = auditOf(store, orgId).filter((row) => (!tableName || row.table_name === tableName) && (!operation || row.operation === operation))
  return c.json({ data: rows.slice(page * size, (page + 1) * size), total: rows.length, page, limit: size })
}
