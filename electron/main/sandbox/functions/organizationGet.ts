import type { Context } from 'hono'
import { z } from 'zod'
import type { ApiKeyActor } from '../rules/actor'
import { lacksRequiredExpiry } from '../rules/apiKeys'
import type { MemberLists } from '../rules/members'
import { hasPermission } from '../rules/permissions'
import type { OrgRow } from '../store/rows'
import type { Store } from '../store/store'
import { without } from '../store/without'
import { bodyOrQuery, parsed } from './body'
import { cannotAccessOrganization, refused, unauthorized } from './capgoError'

export const requiresExpiringKey = () =>
  unauthorized('org_requires_expiring_key', 'This organization requires API keys with an expiration date. Please use a different key or update this key with an expiration date.')

export const invalidOrgId = (orgId: string) => refused('invalid_org_id', "You can't access this organization", { org_id: orgId })

/** Organizations per page of the list. */
const PAGE = 50

// `page` is a number in the schema and always text in a query: asking for a page is always refused (Capgo backend).
const organizationQuery = z.object({ orgId: z.string().optional(), page: z.number().optional() })
const membersQuery = z.object({ orgId: z.string() })

function organizationBody({ id, created_by, created_at, updated_at, logo, name, management_email, customer_id, website }: OrgRow) {
  return { id, created_by, created_at, updated_at, logo, name, management_email, customer_id, website }
}

/** `GET /organization[?orgId]`: without the security settings. */
export async function getOrganization(c: Context, store: Store, actor: ApiKeyActor): Promise<Response> {
  const { orgId, page = 0 } = parsed(organizationQuery, await bodyOrQuery(c))
  if (orgId) {
    const org = store.orgs.get(orgId)
    if (!org || !hasPermission(store, actor, 'org.read', { org: orgId })) throw invalidOrgId(orgId)
    if (lacksRequiredExpiry(store, actor.key, orgId)) throw requiresExpiringKey()
    return c.json(organizationBody(org))
  }
  const readable = store.orgs.all().filter((org) => hasPermission(store, actor, 'org.read', { org: org.id }))
  return c.json(readable.slice(page * PAGE, (page + 1) * PAGE).map(organizationBody))
}

/** `GET /organization/members?orgId`: direct members and pending invitations; cut at the row limit like every read. */
export async function getMembers(c: Context, store: Store, actor: ApiKeyActor, lists: MemberLists, maxRows: number): Promise<Response> {
  const { orgId } = parsed(membersQuery, await bodyOrQuery(c))
  if (!hasPermission(store, actor, 'org.read_members', { org: orgId })) throw cannotAccessOrganization(orgId)
  return c.json(lists.membersOf(orgId).slice(0, maxRows).map((member) => without(member, 'aid')))
}
