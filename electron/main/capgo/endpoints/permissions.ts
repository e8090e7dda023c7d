import { z } from 'zod'
import { asAppError } from '#shared/errors/appError'
import type { OrganizationPermission } from '#shared/domain/organizationAccess'
import type { CapgoRequester } from '../requester'
import { callForValue } from './postgrest'

/** Asked of the server, not guessed from the role's name (RPC `rbac_check_permission`). */
export function checkOrganizationPermission(requester: CapgoRequester, organizationId: string, permission: OrganizationPermission, signal?: AbortSignal): Promise<boolean> {
  return callForValue(requester, {
    rpc: 'rbac_check_permission',
    body: { p_permission_key: permission, p_org_id: organizationId },
    answer: z.boolean(),
    reads: true,
    signal
  })
}

/** Whether the signed-in person has a verified second factor (RPC `has_2fa_enabled`); for an API key it always answers no. */
export function readOwnTwoFactor(requester: CapgoRequester, signal?: AbortSignal): Promise<boolean> {
  return callForValue(requester, { rpc: 'has_2fa_enabled', answer: z.boolean(), reads: true, signal })
}

/** The person behind the credential (RPC `request_actor_user_id`); null when the server knows nobody by it. */
export function readActorUserId(requester: CapgoRequester, signal?: AbortSignal): Promise<string | null> {
  return callForValue(requester, { rpc: 'request_actor_user_id', answer: z.string().nullable(), reads: true, signal })
}

/**
 * Whether the endpoints that demand an expiry take the API key in use (`GET /organization`, which answers keys only and
 * changes nothing). The server tells no key its own expiry.
 * @throws AppError `forbidden` when the key has no role in the organization (`invalid_org_id`)
 */
export async function readKeyExpiryAccepted(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await requester.send({ host: 'api', method: 'GET', path: `/organization?orgId=${encodeURIComponent(organizationId)}`, answer: z.object({ id: z.guid() }), signal })
    return true
  } catch (thrown) {
    if (asAppError(thrown).data.details?.backendCode === 'org_requires_expiring_key') return false
    throw thrown
  }
}

/** One member's e-mail address, without the others' (RPC `get_org_members`, filtered by the server); null for somebody who is none. */
export async function readMemberEmail(requester: CapgoRequester, organizationId: string, userId: string, signal?: AbortSignal): Promise<string | null> {
  const query = new URLSearchParams({ uid: `eq.${userId}`, limit: '1' })
  const answer = await requester.send({
    host: 'supabase',
    method: 'POST',
    path: `/rest/v1/rpc/get_org_members?${query.toString()}`,
    body: { guild_id: organizationId },
    answer: z.array(z.object({ email: z.string().max(1000).nullable() })),
    repeatable: true,
    signal
  })
  return answer.body[0]?.email ?? null
}
